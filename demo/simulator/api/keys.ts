// Who may call what (Flinks: authentication-reference). One header name carries two values: the secret key on
// GenerateAuthorizeToken, an authorize token on /Authorize.
import type { Middleware } from 'koa';
import { refuse } from './answers.ts';

export interface Keys {
  customerId: string;
  secretKey: string;
  apiKey: string;
}

export function requireCustomer({ customerId }: Keys): Middleware {
  return (ctx, next) => {
    const [, given] = /^\/v3\/([^/]+)\//.exec(ctx.path) ?? [];
    return given?.toLowerCase() === customerId.toLowerCase()
      ? next()
      : refuse(ctx, 401, 'UNAUTHORIZED', 'must provide a valid customer id');
  };
}

export function requireSecretKey({ secretKey }: Keys): Middleware {
  return (ctx, next) =>
    ctx.get('flinks-auth-key') === secretKey
      ? next()
      : refuse(ctx, 401, 'UNAUTHORIZED', 'must provide a valid auth key');
}

export function requireApiKey({ apiKey }: Keys): Middleware {
  return (ctx, next) =>
    ctx.get('x-api-key') === apiKey
      ? next()
      : refuse(ctx, 401, 'UNAUTHORIZED', 'must provide a valid api key');
}

/** For calls whose header is undocumented: none is accepted, a wrong one is not. */
export function allowApiKey({ apiKey }: Keys): Middleware {
  return (ctx, next) => {
    const given = ctx.get('x-api-key');
    return given === '' || given === apiKey
      ? next()
      : refuse(ctx, 401, 'UNAUTHORIZED', 'must provide a valid api key');
  };
}
