/**
 * The bodies of the API: PascalCase, `HttpStatusCode` repeated in the body, `FlinksCode` where there is something to say
 * (Flinks: error-codes).
 *
 * @typedef {import('koa').Context} Context
 * @typedef {import('../world/logins.js').Login} Login
 */

/** @param {Context} ctx @param {number} status @param {object} body */
export function answer(ctx, status, body) {
  ctx.status = status;
  ctx.body = { HttpStatusCode: status, ...body };
}

/** @param {Context} ctx @param {number} status @param {string} code @param {string} message */
export function refuse(ctx, status, code, message) {
  answer(ctx, status, { Message: message, FlinksCode: code });
}

/** @param {Context} ctx @param {unknown} requestId */
export function sessionNonexistent(ctx, requestId) {
  refuse(ctx, 400, 'SESSION_NONEXISTENT', `RequestId ${text(requestId)} is invalid or session has ended`);
}

/** @param {Context} ctx @param {unknown} loginId */
export function invalidLogin(ctx, loginId) {
  refuse(ctx, 400, 'INVALID_REQUEST', `The login '${text(loginId)}' is invalid.`);
}

/** What the API tells of a login. @param {Login} login */
export function describeLogin(login) {
  return {
    Username: login.username,
    IsScheduledRefresh: false,
    LastRefresh: new Date(login.refreshedAt).toISOString().replace('Z', ''),
    Type: 'Personal',
    Id: login.id,
  };
}

/** @param {Login} login */
export function bankOf({ institution: { id, name, en } }) {
  return { InstitutionName: id === 14 ? name : en, InstitutionId: id, Institution: name };
}

/** @param {string} call @param {string} [requestId] */
export function link(call, requestId) {
  return { rel: call, href: `/${call}`, example: requestId ? `/${call}/${requestId}` : `/${call}` };
}

/** The JSON object that came with the request, or an empty one. @param {Context} ctx @returns {Record<string, unknown>} */
export function bodyOf(ctx) {
  const body = /** @type {{ body?: unknown }} */ (ctx.request).body;
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : {};
}

/** @param {unknown} value */
function text(value) {
  return typeof value === 'string' ? value : '';
}
