import { type KeyObject, verify } from 'node:crypto';
import type { Context, Middleware } from 'koa';
import type { Consent, Consents } from './consents.ts';

/** Who asks, by an access token that this simulator signed. */
interface Bearer {
  clientId: string;
  consent: Consent | undefined;
}

interface RequireBearerOptions {
  publicKey: KeyObject;
  consents: Consents;
  /** Whose token is wanted: a consent's, or the recipient's own. */
  grant: 'person' | 'client';
}

/**
 * Refuses a request whose token is missing, forged, over, or of the wrong kind. Which status says so is documented twice:
 * 400 in the getting started, 401 for the providers. It is 401 here, unless the consent's own request asked for 400.
 */
export function requireBearer({ publicKey, consents, grant }: RequireBearerOptions): Middleware {
  return async (ctx, next) => {
    const [, token = ''] = /^Bearer ([\w.-]+)$/i.exec(ctx.get('authorization')) ?? [];
    const claims = readToken(token, publicKey);
    const { consent, good } = consents.ofToken(String(claims?.jti));
    const own = claims !== undefined && claims.sub === claims.client_id;
    const current = Number(claims?.exp) * 1000 > Date.now();
    if (!current || (grant === 'client' ? !own : !consent || !good)) {
      ctx.status = consent?.simulation.expired === '400' ? 400 : 401;
      ctx.body = { message: 'Invalid Bearer Token' };
      return;
    }
    ctx.state.bearer = { clientId: String(claims?.client_id), consent };
    await next();
  };
}

/** Who asks: `requireBearer`, which stands before the route, has found out. */
export function bearerOf(ctx: Context): Bearer {
  // Nothing else sets it.
  return ctx.state.bearer;
}

export function consentOf(ctx: Context): Consent {
  const { consent } = bearerOf(ctx);
  if (!consent) throw new Error('The route asks for no token of a consent.');
  return consent;
}

function readToken(token: string, key: KeyObject): Record<string, unknown> | undefined {
  const [head = '', body = '', signature = ''] = token.split('.');
  const verifier = { key, dsaEncoding: 'ieee-p1363' as const };
  const isOurs = verify(
    'sha256',
    Buffer.from(`${head}.${body}`),
    verifier,
    Buffer.from(signature, 'base64url'),
  );
  // What this server has signed is what it has written.
  return isOurs ? JSON.parse(Buffer.from(body, 'base64url').toString()) : undefined;
}
