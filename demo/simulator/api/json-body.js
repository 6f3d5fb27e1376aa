import { bodyParser } from '@koa/bodyparser';
import { refuse } from './answers.js';

/** Reads JSON bodies; what cannot be read is an INVALID_REQUEST. @returns {import('koa').Middleware} */
export function jsonBody() {
  const parse = bodyParser({
    enableTypes: ['json'],
    onError: (_error, ctx) => {
      ctx.state['isMalformed'] = true;
    },
  });
  return (ctx, next) =>
    parse(ctx, async () => {
      if (ctx.state['isMalformed']) refuse(ctx, 400, 'INVALID_REQUEST', 'The body is not JSON.');
      else await next();
    });
}
