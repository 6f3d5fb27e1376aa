import type { Context, Middleware } from 'koa';
import { flinksCapital } from '../world/institutions.ts';
import type { Login } from '../world/logins.ts';
import type { Request } from '../world/requests.ts';
import { answersAreRight, signIn } from '../world/sandbox-users.ts';
import type { World } from '../world/world.ts';
import { answer, bodyOf, describeLogin, link, refuse, sessionNonexistent } from './answers.ts';

/** `POST /Authorize`: a login, or credentials, becomes a session. It costs one authorize token per call. */
export function authorize(world: World): Middleware {
  return ctx => {
    if (world.tokens.spendOnAuthorize(ctx.get('flinks-auth-key')) !== 'fresh') {
      refuse(ctx, 401, 'UNAUTHORIZED', 'must provide a valid authorize token');
      return;
    }
    const body = bodyOf(ctx);
    if (body.SecurityResponses !== undefined) answerQuestions(world, ctx, body);
    else if (typeof body.LoginId === 'string') withLogin(world, ctx, body);
    else withCredentials(world, ctx, body);
  };
}

function withLogin(world: World, ctx: Context, body: Record<string, unknown>) {
  const login = world.logins.get(body.LoginId);
  const cached = body.MostRecentCached ?? false;
  if (!login) refuse(ctx, 401, 'INVALID_LOGIN', 'The login is invalid or was deleted.');
  else if (typeof cached !== 'boolean')
    refuse(ctx, 400, 'INVALID_REQUEST', 'MostRecentCached must be a boolean.');
  else if (cached) authorized(ctx, world.requests.open(login, 'authorized'));
  else live(world, ctx, login);
}

function withCredentials(world: World, ctx: Context, body: Record<string, unknown>) {
  if (body.Institution !== flinksCapital.name || typeof body.Username !== 'string') {
    refuse(ctx, 400, 'INVALID_REQUEST', 'LoginId, or Institution, Username and Password, must be given.');
    return;
  }
  const outcome = signIn(body.Username, body.Password);
  if ('refusal' in outcome) refuse(ctx, 401, outcome.refusal, 'The institution refused the sign-in.');
  else live(world, ctx, world.logins.create(outcome.user, { tag: tagOf(body) }));
}

function answerQuestions(world: World, ctx: Context, body: Record<string, unknown>) {
  const request = world.requests.use(body.RequestId);
  if (!request) sessionNonexistent(ctx, body.RequestId);
  else if (request.state === 'authorized')
    refuse(ctx, 400, 'ALREADY_AUTHORIZED', 'The session is already authorized.');
  else if (!answersAreRight(body.SecurityResponses)) {
    refuse(ctx, 401, 'INVALID_SECURITY_RESPONSE', 'An answer is wrong.');
  } else {
    world.complete(request);
    authorized(ctx, request);
  }
}

function live(world: World, ctx: Context, login: Login) {
  const request = world.authorize(login);
  if (request.state === 'authorized') {
    world.complete(request);
    authorized(ctx, request);
    return;
  }
  answer(ctx, 203, {
    SecurityChallenges: world.challenges(),
    Institution: login.institution.name,
    RequestId: request.id,
    Links: [link('Authorize')],
  });
}

function authorized(ctx: Context, { id, login }: Request) {
  answer(ctx, 200, {
    Links: ['GetAccountsSummary', 'GetAccountsDetail', 'GetStatements'].map(call => link(call)),
    Login: describeLogin(login),
    Institution: login.institution.name,
    RequestId: id,
    ...(login.tag === null ? {} : { Tag: login.tag }),
  });
}

function tagOf(body: Record<string, unknown>) {
  return typeof body.Tag === 'string' ? body.Tag : null;
}
