import Router from '@koa/router';
import { bodyOf } from '../api/answers.js';
import { languageOf } from '../app/language/language.js';
import { findInstitution } from '../world/institutions.js';
import { answersAreRight, signIn } from '../world/sandbox-users.js';

/**
 * What the Connect page and the bank's page ask their own server. Not part of Flinks: the real Connect has its own.
 *
 * @typedef {import('./runs.js').Run} Run
 * @typedef {import('koa').Context} Context
 * @typedef {import('../world/world.js').World} World
 * @param {World} world
 * @param {import('./runs.js').Runs} runs
 */
export function runRouter(world, runs) {
  const router = new Router({ prefix: '/connect/runs/:run' });

  /** @param {(run: Run, ctx: Context) => object} respond @returns {import('koa').Middleware} */
  const withRun = respond => ctx => {
    const run = runs.get(ctx['params'].run);
    ctx.set('Cache-Control', 'no-store');
    if (!run) ctx.throw(404, 'No such run.');
    else ctx.body = respond(run, ctx);
  };

  router.get(
    '/',
    withRun(({ bank, parameters, request }) => {
      const { redirectUrl, tag, demo, language, theme, oauthWindowRedirect } = parameters;
      const signedIn = request?.state === 'authorized' ? describe(request) : null;
      return { bank, signedIn, parameters: { redirectUrl, tag, demo, language, theme, oauthWindowRedirect } };
    }),
  );
  router.post(
    '/credentials',
    withRun((run, ctx) => submitCredentials(world, run, bodyOf(ctx))),
  );
  router.post(
    '/answers',
    withRun((run, ctx) => submitAnswers(world, run, bodyOf(ctx))),
  );
  router.get(
    '/accounts',
    withRun(run => {
      const login = run.request?.state === 'authorized' ? run.request.login : undefined;
      const accounts = login ? world.logins.accounts(login) : [];
      return { accounts: accounts.map(({ Transactions, Holder, ...summary }) => summary) };
    }),
  );
  router.post(
    '/bank-visits',
    withRun(run => {
      run.bank = 'idle';
      return {};
    }),
  );
  router.post(
    '/bank',
    withRun((run, ctx) => decideAtBank(world, run, bodyOf(ctx))),
  );
  return router;
}

/** @param {World} world @param {Run} run @param {Record<string, unknown>} body */
function submitCredentials(world, run, body) {
  const institution = findInstitution(
    typeof body['institution'] === 'string' ? body['institution'] : undefined,
  );
  const outcome = signInAt(institution, run, body);
  if ('refusal' in outcome) return fail(run, outcome.refusal);
  const tag = run.parameters['tag'] ?? null;
  const login = world.logins.create(outcome.user, { institution, tag, days: daysOf(run) });
  run.request = world.authorize(login);
  if (run.request.state === 'authorized') return { signedIn: describe(run.request) };
  return { challenges: world.challenges(languageOf(run.parameters)), requestId: run.request.id };
}

/**
 * @param {import('../world/institutions.js').Institution | undefined} institution
 * @param {Run} run
 * @param {Record<string, unknown>} body
 */
function signInAt(institution, run, { username, password }) {
  if (!institution || !isDemo(run)) return { refusal: 'RETRY_LATER' };
  return institution.refusal ? { refusal: institution.refusal } : signIn(username, password);
}

/** @param {World} world @param {Run} run @param {Record<string, unknown>} body */
function submitAnswers(world, run, body) {
  const request = world.requests.use(run.request?.id);
  if (!request) return { refusal: 'SESSION_NONEXISTENT', stopped: false, requestId: run.request?.id ?? '' };
  if (!answersAreRight(body['answers'])) return fail(run, 'INVALID_SECURITY_RESPONSE', request.id);
  world.complete(request);
  return { signedIn: describe(request) };
}

/**
 * The person's decision on the bank's own page (institutions with OAuth).
 *
 * @param {World} world
 * @param {Run} run
 * @param {Record<string, unknown>} body
 */
function decideAtBank(world, run, body) {
  if (body['agree'] !== true) {
    run.bank = 'denied';
    return { bank: run.bank };
  }
  const outcome = isDemo(run) ? signIn(body['username'], body['password']) : { refusal: 'RETRY_LATER' };
  if ('refusal' in outcome) return { refusal: outcome.refusal };
  const login = world.logins.create(outcome.user, { tag: run.parameters['tag'] ?? null, days: daysOf(run) });
  run.request = world.requests.open(login, 'authorized');
  run.bank = 'approved';
  return { bank: run.bank, signedIn: describe(run.request) };
}

/** @param {Run} run @param {string} refusal @param {string} [requestId] */
function fail(run, refusal, requestId = crypto.randomUUID()) {
  run.failures += 1;
  const maximum = Number(run.parameters['maximumRetry']);
  const stopped = Number.isInteger(maximum) && maximum > 0 && run.failures >= maximum;
  return { refusal, stopped, requestId };
}

/** @param {import('../world/requests.js').Request} request */
function describe({ id, login }) {
  return { loginId: login.id, requestId: id };
}

/** @param {Run} run */
function isDemo({ parameters }) {
  return parameters['demo'] === 'true' || parameters['demoOutbound'] === 'true';
}

/** @param {Run} run */
function daysOf({ parameters }) {
  const [, days] = /^Days(90|360|365)$/.exec(parameters['daysOfTransactions'] ?? '') ?? [];
  return days ? Number(days) : 90;
}
