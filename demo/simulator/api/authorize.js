import { flinksCapital } from '../world/institutions.js';
import { answersAreRight, signIn } from '../world/sandbox-users.js';
import { answer, bodyOf, describeLogin, link, refuse, sessionNonexistent } from './answers.js';

/**
 * `POST /Authorize`: a login, or credentials, becomes a session. It costs one authorize token per call.
 *
 * @typedef {import('koa').Context} Context
 * @param {import('../world/world.js').World} world
 * @returns {import('koa').Middleware}
 */
export function authorize(world) {
  return ctx => {
    if (world.tokens.spendOnAuthorize(ctx.get('flinks-auth-key')) !== 'fresh') {
      refuse(ctx, 401, 'UNAUTHORIZED', 'must provide a valid authorize token');
      return;
    }
    const body = bodyOf(ctx);
    if (body['SecurityResponses'] !== undefined) answerQuestions(world, ctx, body);
    else if (typeof body['LoginId'] === 'string') withLogin(world, ctx, body);
    else withCredentials(world, ctx, body);
  };
}

/** @param {import('../world/world.js').World} world @param {Context} ctx @param {Record<string, unknown>} body */
function withLogin(world, ctx, body) {
  const login = world.logins.get(body['LoginId']);
  const cached = body['MostRecentCached'] ?? false;
  if (!login) refuse(ctx, 401, 'INVALID_LOGIN', 'The login is invalid or was deleted.');
  else if (typeof cached !== 'boolean')
    refuse(ctx, 400, 'INVALID_REQUEST', 'MostRecentCached must be a boolean.');
  else if (cached) authorized(ctx, world.requests.open(login, 'authorized'));
  else live(world, ctx, login);
}

/** @param {import('../world/world.js').World} world @param {Context} ctx @param {Record<string, unknown>} body */
function withCredentials(world, ctx, body) {
  if (body['Institution'] !== flinksCapital.name || typeof body['Username'] !== 'string') {
    refuse(ctx, 400, 'INVALID_REQUEST', 'LoginId, or Institution, Username and Password, must be given.');
    return;
  }
  const outcome = signIn(body['Username'], body['Password']);
  if ('refusal' in outcome) refuse(ctx, 401, outcome.refusal, 'The institution refused the sign-in.');
  else live(world, ctx, world.logins.create(outcome.user, { tag: tagOf(body) }));
}

/** @param {import('../world/world.js').World} world @param {Context} ctx @param {Record<string, unknown>} body */
function answerQuestions(world, ctx, body) {
  const request = world.requests.use(body['RequestId']);
  if (!request) sessionNonexistent(ctx, body['RequestId']);
  else if (request.state === 'authorized')
    refuse(ctx, 400, 'ALREADY_AUTHORIZED', 'The session is already authorized.');
  else if (!answersAreRight(body['SecurityResponses'])) {
    refuse(ctx, 401, 'INVALID_SECURITY_RESPONSE', 'An answer is wrong.');
  } else {
    world.complete(request);
    authorized(ctx, request);
  }
}

/** @param {import('../world/world.js').World} world @param {Context} ctx @param {import('../world/logins.js').Login} login */
function live(world, ctx, login) {
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

/** @param {Context} ctx @param {import('../world/requests.js').Request} request */
function authorized(ctx, { id, login }) {
  answer(ctx, 200, {
    Links: ['GetAccountsSummary', 'GetAccountsDetail', 'GetStatements'].map(call => link(call)),
    Login: describeLogin(login),
    Institution: login.institution.name,
    RequestId: id,
    ...(login.tag === null ? {} : { Tag: login.tag }),
  });
}

/** @param {Record<string, unknown>} body */
function tagOf(body) {
  return typeof body['Tag'] === 'string' ? body['Tag'] : null;
}
