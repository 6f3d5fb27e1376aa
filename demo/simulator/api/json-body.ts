import { bodyParser } from '@koa/bodyparser';
import type { Context, Middleware } from 'koa';
import { refuse } from './answers.ts';

/**
 * Reads JSON bodies.
 *
 * @param reject - what is said to a body that cannot be read
 */
export function jsonBody(
  reject: (ctx: Context) => void = ctx => refuse(ctx, 400, 'INVALID_REQUEST', 'The body is not JSON.'),
): Middleware {
  const parse = bodyParser({
    enableTypes: ['json'],
    onError: (_error, ctx) => {
      ctx.state.isMalformed = true;
    },
  });
  return (ctx, next) =>
    parse(ctx, async () => {
      if (ctx.state.isMalformed) reject(ctx);
      else await next();
    });
}

export function isListOfAddresses(value: unknown): value is string[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(each => typeof each === 'string' && URL.canParse(each))
  );
}
