import type { Middleware } from 'koa';
import { FlinksError } from './flinks-error.ts';
import { record } from './loose-json.ts';
import { Refusal } from './refusal.ts';

/** Turns whatever was thrown into an answer without a secret in it. */
export function failures(log: (line: string) => void): Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      const { status, code, message } = answerFor(error, log);
      ctx.status = status;
      ctx.set('Cache-Control', 'no-store');
      ctx.body = { error: { code, message } };
    }
  };
}

function answerFor(error: unknown, log: (line: string) => void) {
  if (error instanceof Refusal) return error;
  if (error instanceof FlinksError) {
    log(error.message);
    const status = error.code === 'CARD_IN_USE' ? 409 : 502;
    return { status, code: error.code, message: 'Flinks did not do what was asked of it.' };
  }
  const status = Number(record(error).status);
  if (status === 413)
    return { status, code: 'too-large', message: 'The body is larger than this server takes.' };
  if (status >= 400 && status < 500)
    return { status, code: 'bad-request', message: 'The request was not understood.' };
  // The message of an unforeseen error may hold anything: the place it comes from says enough.
  const place = error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 4).join('\n') : '';
  log(`Unexpected ${error instanceof Error ? error.name : typeof error}\n${place}`);
  return { status: 500, code: 'unexpected', message: 'Something went wrong on this server.' };
}
