import { FlinksError } from './flinks-error.js';

/**
 * One answer of Flinks: its JSON and the code to decide by.
 *
 * @typedef {object} Answer
 * @property {number} httpStatus
 * @property {string} code the FlinksCode; `OK` when a successful answer carries none
 * @property {Record<string, unknown>} body
 */

/**
 * @typedef {object} Question
 * @property {string} operation the name for error messages
 * @property {'GET' | 'POST' | 'DELETE'} method
 * @property {string} url
 * @property {Record<string, string>} headers
 * @property {object} [body]
 * @property {number} timeoutMs
 * @property {AbortSignal} [signal]
 */

/**
 * Asks Flinks one thing. A refusal is an answer too, not an exception: callers decide by its code.
 *
 * @param {Question} question
 * @returns {Promise<Answer>}
 * @throws {FlinksError} when there is no answer in JSON
 */
export async function askFlinks({ operation, method, url, headers, body, timeoutMs, signal }) {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method,
      headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
      // A redirect would carry the keys to another host.
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return readAnswer(operation, response.status, text);
  } catch (error) {
    if (error instanceof FlinksError) throw error;
    // What ended on our own side is not Flinks' doing: the caller knows why.
    signal?.throwIfAborted();
    throw new FlinksError(operation, timeout.aborted ? 'TIMEOUT' : 'UNREACHABLE');
  }
}

/**
 * @param {string} operation
 * @param {number} httpStatus
 * @param {string} text
 * @returns {Answer}
 */
function readAnswer(operation, httpStatus, text) {
  const body = parseObject(text);
  const code = body?.FlinksCode;
  // INVALID_LOGIN and INVALID_REQUEST come with 400 in one part of the docs and with 401 in another: the code decides.
  if (body && typeof code === 'string' && /^[A-Z][A-Z_]{1,50}$/.test(code)) return { httpStatus, code, body };
  const successful = httpStatus >= 200 && httpStatus < 300;
  // DeleteCard may succeed with an empty body.
  if (successful && (body || text.trim() === '')) return { httpStatus, code: 'OK', body: body ?? {} };
  throw new FlinksError(operation, httpStatus === 401 ? 'UNAUTHORIZED' : 'UNEXPECTED_ANSWER', httpStatus);
}

/**
 * @param {string} text
 * @returns {Record<string, unknown> | undefined}
 */
function parseObject(text) {
  try {
    const value = /** @type {unknown} */ (JSON.parse(text));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? /** @type {Record<string, unknown>} */ (value)
      : undefined;
  } catch {
    return undefined;
  }
}
