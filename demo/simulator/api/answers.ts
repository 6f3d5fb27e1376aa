// The bodies of the API: PascalCase, `HttpStatusCode` repeated in the body, `FlinksCode` where there is something to say
// (Flinks: error-codes).
import type { Context } from 'koa';
import type { Login } from '../world/logins.ts';

export function answer(ctx: Context, status: number, body: object) {
  ctx.status = status;
  ctx.body = { HttpStatusCode: status, ...body };
}

export function refuse(ctx: Context, status: number, code: string, message: string) {
  answer(ctx, status, { Message: message, FlinksCode: code });
}

export function sessionNonexistent(ctx: Context, requestId: unknown) {
  refuse(ctx, 400, 'SESSION_NONEXISTENT', `RequestId ${text(requestId)} is invalid or session has ended`);
}

export function invalidLogin(ctx: Context, loginId: unknown) {
  refuse(ctx, 400, 'INVALID_REQUEST', `The login '${text(loginId)}' is invalid.`);
}

/** What the API tells of a login. */
export function describeLogin(login: Login) {
  return {
    Username: login.username,
    IsScheduledRefresh: false,
    LastRefresh: new Date(login.refreshedAt).toISOString().replace('Z', ''),
    Type: 'Personal',
    Id: login.id,
  };
}

export function bankOf({ institution: { id, name, en } }: Login) {
  return { InstitutionName: id === 14 ? name : en, InstitutionId: id, Institution: name };
}

export function link(call: string, requestId?: string) {
  return { rel: call, href: `/${call}`, example: requestId ? `/${call}/${requestId}` : `/${call}` };
}

/** The JSON object that came with the request, or an empty one. */
export function bodyOf(ctx: Context): Record<string, unknown> {
  const body: unknown = 'body' in ctx.request ? ctx.request.body : undefined;
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : {};
}

function text(value: unknown) {
  return typeof value === 'string' ? value : '';
}
