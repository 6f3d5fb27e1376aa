/**
 * A complete backend for `flow="connect"`, in Express. It runs as it is, for one process:
 *
 *     npm install express express-session flinks-link
 *     node --env-file=.env express.mjs
 *
 * `.env` sets FLINKS_API_URL (https://{instance}-api.private.fin.ag), FLINKS_CUSTOMER_ID, FLINKS_SECRET_KEY and
 * FLINKS_API_KEY. Your pages are in `public/`; the element is at `/flinks-link.js`.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import express from 'express';
import session from 'express-session';

const setting = name => process.env[name] ?? stop(`${name} is not set`);
const root = `${setting('FLINKS_API_URL')}/v3/${setting('FLINKS_CUSTOMER_ID')}/BankingServices`;
const secretKey = setting('FLINKS_SECRET_KEY');
const apiKey = setting('FLINKS_API_KEY');
const pollSeconds = Number(process.env.FLINKS_POLL_SECONDS ?? 10);

/** How long a token waits for its login, and how many may wait for each user. */
const tokenLifetime = 3_600_000;
const maxTokens = 20;

/** By user: when each token was minted that has brought no login yet. With several processes, a table. */
const tokens = new Map();
/** By loginId: whose it is. Your database, in which a loginId is unique. */
const logins = new Map();

const app = express();

app.use(
  session({
    secret: process.env.SESSION_SECRET ?? randomBytes(32).toString('hex'),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: 'auto' },
  }),
);

// Replace this with your own sign-in: here, every browser that opens the page is a user.
app.get('/', (request, _, next) => {
  request.session.user ??= randomUUID();
  next();
});

app.use(express.static('public'));
const element = fileURLToPath(import.meta.resolve('flinks-link/dist/cdn/flinks-link.js'));
app.get('/flinks-link.js', (_, response) => response.sendFile(element));

/** Signed-in users only, no requests from other sites, and nothing for a cache to keep. */
app.use('/api/flinks', (request, response, next) => {
  const site = request.get('sec-fetch-site');
  // Browsers that do not send Sec-Fetch-Site send Origin. Behind a proxy, this needs Express' "trust proxy".
  const isOwn = site
    ? site === 'same-origin'
    : request.get('origin') === `${request.protocol}://${request.get('host')}`;
  response.set('cache-control', 'no-store');
  if (!isOwn) return response.sendStatus(403);
  if (!request.session.user) return response.sendStatus(401);
  next();
});

app.post('/api/flinks/token', async (request, response) => {
  const { user } = request.session;
  if (waitingTokens(user).length >= maxTokens) return response.sendStatus(429);
  const token = await mintToken();
  waitingTokens(user).push(Date.now());
  response.json({ token });
});

app.post('/api/flinks/login', express.json(), (request, response) => {
  const { user } = request.session;
  const { type, loginId, accountIds, attemptId } = request.body ?? {};
  if (type !== 'login' || ![loginId, attemptId].every(isId)) return response.sendStatus(400);
  if (!Array.isArray(accountIds) || !accountIds.every(isId)) return response.sendStatus(400);

  const known = logins.get(loginId);
  if (known && known.user !== user) return response.sendStatus(409); // another user has linked it
  if (known?.attemptId === attemptId) return response.sendStatus(204); // the same delivery again
  // The login is a claim of the page: it needs a token that this user was given, one for one.
  if (waitingTokens(user).shift() === undefined) return response.sendStatus(409);
  logins.set(loginId, { user, attemptId, accountIds });
  response.sendStatus(204);

  readAccounts(loginId, accountIds).then(
    ({ accounts, requestId }) => {
      if (requestId) console.log('The bank has a question: show the element again, with request-id.');
      else console.log(`Linked: ${accounts.map(({ Title }) => Title).join(', ')}`);
    },
    error => {
      console.error(error.message);
      if (known) logins.set(loginId, known);
      else logins.delete(loginId); // Flinks has not confirmed it
    },
  );
});

function waitingTokens(user) {
  const waiting = (tokens.get(user) ?? []).filter(mintedAt => Date.now() - mintedAt < tokenLifetime);
  tokens.set(user, waiting);
  return waiting;
}

const isId = value => typeof value === 'string' && /^[\w.~=+:-]{1,200}$/.test(value);

async function mintToken() {
  const { Token } = await flinks('POST', 'GenerateAuthorizeToken', { 'flinks-auth-key': secretKey });
  return Token;
}

/** Verifies the login with a token of its own, and reads the accounts that the user chose. */
async function readAccounts(loginId, accountIds) {
  const authorized = await flinks(
    'POST',
    'Authorize',
    { 'flinks-auth-key': await mintToken() },
    { LoginId: loginId, MostRecentCached: true },
  );
  const { RequestId } = authorized;
  if (authorized.status === 203) return { requestId: RequestId };

  const key = { 'x-api-key': apiKey };
  const filter = accountIds.length > 0 && { AccountsFilter: accountIds };
  let detail = await flinks('POST', 'GetAccountsDetail', key, { RequestId, ...filter });
  for (let polls = 0; detail.status === 202; polls++) {
    if (polls === 180) throw new Error('GetAccountsDetail: 30 minutes are over');
    await wait(pollSeconds * 1_000);
    detail = await flinks('GET', `GetAccountsDetailAsync/${RequestId}`, key);
  }
  return { accounts: detail.Accounts };
}

async function flinks(method, path, headers, body) {
  const response = await fetch(`${root}/${path}`, {
    method,
    headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
    redirect: 'error', // a redirect would take the keys elsewhere
    signal: AbortSignal.timeout(240_000),
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  // The path may contain an id: only its first part belongs in a log.
  if (!response.ok) throw new Error(`${path.split('/')[0]}: ${answer.FlinksCode ?? response.status}`);
  return { ...answer, status: response.status };
}

/** What a route threw: a body that is not JSON, or a call to Flinks that failed. Express knows it by its four parameters. */
app.use((error, _request, response, _next) => {
  if (!error.status) console.error(error.message); // the message of a parser repeats the body
  response.sendStatus(error.status ?? 502);
});

const server = app.listen(process.env.PORT ?? 4000, 'localhost', error => {
  if (error) stop(error.message);
  console.log(`Open http://localhost:${server.address().port}`);
});

function stop(message) {
  console.error(message);
  process.exit(1);
}
