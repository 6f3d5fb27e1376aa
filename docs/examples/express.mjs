/**
 * A complete backend for `flow="connect"`, in Express.js. It runs as it is:
 *
 *     npm install express express-session flinks-link
 *     node --env-file=.env express.mjs
 *
 * `.env` sets FLINKS_API_URL (https://{instance}-api.private.fin.ag), FLINKS_CUSTOMER_ID, FLINKS_SECRET_KEY and FLINKS_API_KEY, and may
 * set SESSION_SECRET, PORT (default 4000) and FLINKS_POLL_SECONDS (10). Your pages are in `public/`; the element is at
 * `/flinks-link.js`.
 *
 * Sessions, tokens and logins are in memory, for one process. In production, keep them in a store and a database.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import express from 'express';
import session from 'express-session';

const root = `${setting('FLINKS_API_URL')}/v3/${setting('FLINKS_CUSTOMER_ID')}/BankingServices`;
const secretKey = setting('FLINKS_SECRET_KEY');
const apiKey = setting('FLINKS_API_KEY');
const pollSeconds = Number(process.env.FLINKS_POLL_SECONDS) || 10;

/** Milliseconds that a token waits for its login, and how many may wait for each user. */
const tokenLifetime = 60 * 60_000;
const maxTokens = 60;

/** By user: the tokens that have brought no login yet. */
const tokens = new Map();
/** By loginId: whose it is. */
const logins = new Map();

const app = express();

// Behind a proxy that ends TLS, the cookie is `Secure` only with app.set('trust proxy', 1).
app.use(
  session({
    secret: process.env.SESSION_SECRET || randomBytes(32).toString('hex'),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: 'auto' },
  }),
);

// Replace this with your own sign-in, which calls request.session.regenerate(). Here, every browser that opens `/` is a user.
app.get('/', (request, response, next) => {
  request.session.user ??= randomUUID();
  response.set('cache-control', 'no-store');
  next();
});

app.use(express.static('public'));
const element = fileURLToPath(import.meta.resolve('flinks-link/dist/cdn/flinks-link.js'));
app.get('/flinks-link.js', (_, response) =>
  response.sendFile(path.basename(element), { root: path.dirname(element) }),
);

/** Signed-in users only, no requests from other sites, and nothing for a cache to keep. */
app.use('/api/flinks', (request, response, next) => {
  response.set('cache-control', 'no-store');
  // Every browser that the element supports sends this header over https and on localhost.
  if (request.get('sec-fetch-site') !== 'same-origin') return response.sendStatus(403);
  if (!request.session.user) return response.sendStatus(401);
  next();
});

app.post('/api/flinks/token', async (request, response) => {
  const waiting = waitingTokens(request.session.user);
  if (waiting.size >= maxTokens) {
    console.warn(`A user has ${maxTokens} tokens that brought no login.`);
    return response.set('retry-after', '600').sendStatus(429);
  }
  const token = { mintedAt: Date.now() };
  waiting.add(token); // before the call, so that requests at the same time count too
  try {
    response.json({ token: await mintToken() });
  } catch (error) {
    waiting.delete(token);
    throw error;
  }
});

app.post('/api/flinks/login', express.json(), (request, response) => {
  const { user } = request.session;
  const { type, flow, loginId, accountIds, attemptId } = request.body ?? {};
  if (type !== 'login' || flow !== 'connect') return response.sendStatus(400);
  if (![loginId, attemptId].every(isId)) return response.sendStatus(400);
  if (!Array.isArray(accountIds) || !accountIds.every(isId)) return response.sendStatus(400);

  const known = logins.get(loginId);
  if (known && known.user !== user) return response.sendStatus(409); // another user has linked it
  if (known?.attemptId === attemptId) return response.sendStatus(204); // the same delivery again
  // The login is a claim of the page: it needs a token that this user was given, one for one.
  const waiting = waitingTokens(user);
  const [token] = waiting;
  if (!token) return response.sendStatus(409);
  waiting.delete(token);
  const login = { user, attemptId, accountIds };
  logins.set(loginId, login);
  response.sendStatus(204);
  confirm(loginId, login);
});

/** Proves the login at Flinks, and reads its accounts. */
async function confirm(loginId, login) {
  try {
    const { accounts, requestId } = await readAccounts(loginId, login.accountIds);
    if (requestId) console.log('The bank has a question: show the element again, with request-id.');
    else console.log(`Accounts linked: ${accounts.length}`); // store them here
  } catch (error) {
    console.error(error.message);
    if (error.isUnknownLogin && logins.get(loginId) === login) logins.delete(loginId);
  }
}

/** The tokens of a user that wait for a login. */
function waitingTokens(user) {
  const waiting = tokens.get(user) ?? new Set();
  tokens.set(user, waiting);
  for (const token of waiting) if (Date.now() - token.mintedAt > tokenLifetime) waiting.delete(token);
  return waiting;
}

function isId(value) {
  return typeof value === 'string' && /^[\w.~=+:-]{1,200}$/.test(value);
}

async function mintToken() {
  const { Token } = await flinks('POST', 'GenerateAuthorizeToken', { 'flinks-auth-key': secretKey });
  return Token;
}

/** The accounts that the user chose, or the id of the bank's question. */
async function readAccounts(loginId, accountIds) {
  const authorized = await flinks(
    'POST',
    'Authorize',
    { 'flinks-auth-key': await mintToken() }, // the frame has spent the first one
    { LoginId: loginId, MostRecentCached: true },
  );
  const { RequestId } = authorized;
  if (authorized.status === 203) return { requestId: RequestId };

  const key = { 'x-api-key': apiKey };
  const filter = accountIds.length > 0 && { AccountsFilter: accountIds };
  const deadline = Date.now() + 30 * 60_000;
  let detail = await flinks('POST', 'GetAccountsDetail', key, { RequestId, ...filter });
  while (detail.status === 202) {
    if (Date.now() > deadline) throw new FlinksError('GetAccountsDetail', 'timed out');
    await wait(pollSeconds * 1_000);
    detail = await flinks('GET', `GetAccountsDetailAsync/${RequestId}`, key);
  }
  return { accounts: detail.Accounts ?? [] };
}

async function flinks(method, route, headers, body) {
  const [call] = route.split('/'); // the rest may be an id, which does not belong in a log
  const response = await fetch(`${root}/${route}`, {
    method,
    headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
    redirect: 'error', // a redirect would take the keys elsewhere
    signal: AbortSignal.timeout(240_000),
    ...(body && { body: JSON.stringify(body) }),
  }).catch(error => {
    throw new FlinksError(call, error.cause?.code ?? error.name);
  });
  const data = await response.json().catch(() => ({}));
  if (!response.ok) throw new FlinksError(call, data.FlinksCode ?? response.status);
  return { ...data, status: response.status };
}

/** A call that failed. Its message has nothing secret in it. */
class FlinksError extends Error {
  constructor(call, code) {
    super(`${call}: ${code}`);
    this.status = 502;
    this.isUnknownLogin = call === 'Authorize' && ['INVALID_LOGIN', 'INVALID_REQUEST'].includes(code);
  }
}

app.use((error, _, response, next) => {
  if (response.headersSent) return next(error);
  const { status = 500 } = error;
  if (status >= 500) console.error(error.message); // below, it is a parser's, and repeats the body
  response.sendStatus(status);
});

const server = app.listen(process.env.PORT || 4000, 'localhost', error => {
  if (error) throw error;
  console.log(`Open http://localhost:${server.address().port}`);
});

function setting(name) {
  if (process.env[name]) return process.env[name];
  console.error(`Set ${name}, for example in .env.`);
  process.exit(1);
}
