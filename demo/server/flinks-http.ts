import { FlinksError } from './flinks-error.ts';
import { isObject } from './loose-json.ts';

/** One answer of Flinks: its JSON and the code to decide by. */
export interface FlinksResponse {
  httpStatus: number;
  /** The FlinksCode; `OK` when a successful answer carries none. */
  code: string;
  body: Record<string, unknown>;
}

export interface FlinksRequest {
  /** The name for error messages. */
  operation: string;
  method: 'GET' | 'POST' | 'DELETE';
  url: string;
  headers: Record<string, string>;
  body?: object;
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

/**
 * Asks Flinks one thing. A refusal is an answer too, not an exception: callers decide by its code.
 *
 * @throws {FlinksError} when there is no answer in JSON
 */
export async function askFlinks({
  operation,
  method,
  url,
  headers,
  body,
  timeoutMs,
  signal,
}: FlinksRequest): Promise<FlinksResponse> {
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

function readAnswer(operation: string, httpStatus: number, text: string): FlinksResponse {
  const body = parseObject(text);
  const code = body?.FlinksCode;
  // INVALID_LOGIN and INVALID_REQUEST come with 400 in one part of the docs and with 401 in another: the code decides.
  if (body && typeof code === 'string' && /^[A-Z][A-Z_]{1,50}$/.test(code)) return { httpStatus, code, body };
  const successful = httpStatus >= 200 && httpStatus < 300;
  // DeleteCard may succeed with an empty body.
  if (successful && (body || text.trim() === '')) return { httpStatus, code: 'OK', body: body ?? {} };
  throw new FlinksError(operation, httpStatus === 401 ? 'UNAUTHORIZED' : 'UNEXPECTED_ANSWER', httpStatus);
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
