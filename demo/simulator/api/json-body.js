import { bodyParser } from '@koa/bodyparser';
import { refuse } from './answers.js';

/**
 * Reads JSON bodies.
 *
 * @param {(ctx: import('koa').Context) => void} [reject] what is said to a body that cannot be read
 * @returns {import('koa').Middleware}
 */
export function jsonBody(reject = ctx => refuse(ctx, 400, 'INVALID_REQUEST', 'The body is not JSON.')) {
  const parse = bodyParser({
    enableTypes: ['json'],
    onError: (_error, ctx) => {
      ctx.state['isMalformed'] = true;
    },
  });
  return (ctx, next) =>
    parse(ctx, async () => {
      if (ctx.state['isMalformed']) reject(ctx);
      else await next();
    });
}

/** @param {unknown} value @returns {value is string[]} */
export function isListOfAddresses(value) {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(each => typeof each === 'string' && URL.canParse(each))
  );
}
