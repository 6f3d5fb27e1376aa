import { verify } from 'node:crypto';

/**
 * Who asks, by an access token that this simulator signed.
 *
 * @typedef {import('koa').Context} Context
 * @typedef {import('./consents.js').Consent} Consent
 * @typedef {{ clientId: string, consent: Consent | undefined }} Bearer
 */

/**
 * Refuses everybody whose token is missing, forged, over, or of the wrong kind. Which status says so is documented twice:
 * 400 in the getting started, 401 for the providers. It is 401 here, unless the consent's own request asked for 400.
 *
 * @param {object} options
 * @param {import('node:crypto').KeyObject} options.publicKey
 * @param {import('./consents.js').Consents} options.consents
 * @param {'person' | 'client'} options.grant whose token is wanted: a consent's, or the recipient's own
 * @returns {import('koa').Middleware}
 */
export function requireBearer({ publicKey, consents, grant }) {
  return async (ctx, next) => {
    const [, token = ''] = /^Bearer ([\w.-]+)$/i.exec(ctx.get('authorization')) ?? [];
    const claims = readToken(token, publicKey);
    const { consent, good } = consents.ofToken(String(claims?.['jti']));
    const own = claims !== undefined && claims['sub'] === claims['client_id'];
    const current = Number(claims?.['exp']) * 1000 > Date.now();
    if (!current || (grant === 'client' ? !own : !consent || !good)) {
      ctx.status = consent?.simulation['expired'] === '400' ? 400 : 401;
      ctx.body = { message: 'Invalid Bearer Token' };
      return;
    }
    ctx.state['bearer'] = { clientId: String(claims?.['client_id']), consent };
    await next();
  };
}

/** @param {Context} ctx @returns {Bearer} */
export function bearerOf(ctx) {
  return ctx.state['bearer'];
}

/** @param {Context} ctx @returns {Consent} */
export function consentOf(ctx) {
  const { consent } = bearerOf(ctx);
  if (!consent) throw new Error('The route asks for no token of a person.');
  return consent;
}

/** @param {string} token @param {import('node:crypto').KeyObject} key @returns {Record<string, unknown> | undefined} */
function readToken(token, key) {
  const [head = '', body = '', signature = ''] = token.split('.');
  const verifier = { key, dsaEncoding: /** @type {const} */ ('ieee-p1363') };
  const isOurs = verify(
    'sha256',
    Buffer.from(`${head}.${body}`),
    verifier,
    Buffer.from(signature, 'base64url'),
  );
  return isOurs ? JSON.parse(Buffer.from(body, 'base64url').toString()) : undefined;
}
