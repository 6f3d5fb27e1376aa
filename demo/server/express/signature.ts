import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context } from 'koa';

/**
 * The headers that may carry the signature: the reference and the help centre name the first, the sample of the newest
 * guide reads the second. Which it is proves nothing, so both are looked at.
 */
const headers = ['flinks-authenticity-key', 'x-flinks-signature'];

/** The signature of a request, in base64; empty when it has none. */
export function signatureOf(ctx: Context): string {
  return headers.map(name => ctx.get(name)).find(value => value !== '') ?? '';
}

/**
 * Whether a body was signed with our secret: base64 of the HMAC-SHA256 over its exact bytes, the secret as UTF-8 (Flinks:
 * hmac). The comparison takes as long for a wrong signature as for a right one.
 */
export function isSigned(body: Buffer, signature: string, secret: string) {
  const expected = Buffer.from(createHmac('sha256', secret).update(body).digest('base64'));
  const given = Buffer.from(signature);
  // The length of a signature is no secret.
  return given.length === expected.length && timingSafeEqual(given, expected);
}
