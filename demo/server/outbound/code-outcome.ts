import { malformed, parseDetail } from '../login-outcome.ts';

/**
 * What a `flinks-code` event carries, and all of it that counts: where it was sent to is known here.
 *
 * @param body - the event's detail as JSON text
 */
export function readCodeEvent(body: unknown): { code: string; state: string; iss?: string } {
  const { type, code, state, iss } = parseDetail(body, 'flinks-code');
  if (type !== 'code') throw malformed('type');
  if (!isVisible(code, 4096)) throw malformed('code');
  if (!isVisible(state, 1024)) throw malformed('state');
  if (iss !== undefined && !isVisible(iss, 1024)) throw malformed('iss');
  return { code, state, ...(iss !== undefined && { iss }) };
}

/** OAuth's VSCHAR (RFC 6749 appendix A). */
function isVisible(value: unknown, most: number): value is string {
  return typeof value === 'string' && value.length <= most && /^[\x20-\x7e]+$/.test(value);
}
