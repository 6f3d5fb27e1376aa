import { Router } from '@koa/router';
import type { Context, Middleware } from 'koa';
import { bodyOf } from '../api/answers.ts';
import { languageOf } from '../app/language/language.ts';
import { findInstitution, type Institution } from '../world/institutions.ts';
import type { Request } from '../world/requests.ts';
import { answersAreRight, signIn } from '../world/sandbox-users.ts';
import type { World } from '../world/world.ts';
import type { Run, Runs } from './runs.ts';

/** What the Connect page and the bank's page ask their own server. Not part of Flinks: the real Connect has its own. */
export function runRouter(world: World, runs: Runs) {
  const router = new Router({ prefix: '/connect/runs/:run' });

  const withRun =
    (respond: (run: Run, ctx: Context) => object): Middleware =>
    ctx => {
      const run = runs.get(ctx.params.run);
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

function submitCredentials(world: World, run: Run, body: Record<string, unknown>) {
  const institution = findInstitution(typeof body.institution === 'string' ? body.institution : undefined);
  const outcome = signInAt(institution, run, body);
  if ('refusal' in outcome) return fail(run, outcome.refusal);
  const tag = run.parameters.tag ?? null;
  const login = world.logins.create(outcome.user, { institution, tag, days: daysOf(run) });
  run.request = world.authorize(login);
  if (run.request.state === 'authorized') return { signedIn: describe(run.request) };
  return { challenges: world.challenges(languageOf(run.parameters)), requestId: run.request.id };
}

function signInAt(
  institution: Institution | undefined,
  run: Run,
  { username, password }: Record<string, unknown>,
) {
  if (!institution || !isDemo(run)) return { refusal: 'RETRY_LATER' };
  return institution.refusal ? { refusal: institution.refusal } : signIn(username, password);
}

function submitAnswers(world: World, run: Run, body: Record<string, unknown>) {
  const request = world.requests.use(run.request?.id);
  if (!request) return { refusal: 'SESSION_NONEXISTENT', stopped: false, requestId: run.request?.id ?? '' };
  if (!answersAreRight(body.answers)) return fail(run, 'INVALID_SECURITY_RESPONSE', request.id);
  world.complete(request);
  return { signedIn: describe(request) };
}

/** The user's decision on the bank's own page (institutions with OAuth). */
function decideAtBank(world: World, run: Run, body: Record<string, unknown>) {
  if (body.agree !== true) {
    run.bank = 'denied';
    return { bank: run.bank };
  }
  const outcome = isDemo(run) ? signIn(body.username, body.password) : { refusal: 'RETRY_LATER' };
  if ('refusal' in outcome) return { refusal: outcome.refusal };
  const login = world.logins.create(outcome.user, { tag: run.parameters.tag ?? null, days: daysOf(run) });
  run.request = world.requests.open(login, 'authorized');
  run.bank = 'approved';
  return { bank: run.bank, signedIn: describe(run.request) };
}

function fail(run: Run, refusal: string, requestId: string = crypto.randomUUID()) {
  run.failures += 1;
  const maximum = Number(run.parameters.maximumRetry);
  const stopped = Number.isInteger(maximum) && maximum > 0 && run.failures >= maximum;
  return { refusal, stopped, requestId };
}

function describe({ id, login }: Request) {
  return { loginId: login.id, requestId: id };
}

function isDemo({ parameters }: Run) {
  return parameters.demo === 'true' || parameters.demoOutbound === 'true';
}

function daysOf({ parameters }: Run) {
  const [, days] = /^Days(90|360|365)$/.exec(parameters.daysOfTransactions ?? '') ?? [];
  return days ? Number(days) : 90;
}
