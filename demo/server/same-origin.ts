import type { Context, Next } from 'koa';
import { Refusal } from './refusal.ts';

/**
 * Turns down what another site makes a browser send. Every request that changes something passes here: the login arrives
 * as text/plain, which a foreign page could send without asking first (Fetch standard, simple requests). So does every
 * read of the API: the other site could not see the answer, but Flinks and the bank would be asked for it.
 */
export async function sameOrigin(ctx: Context, next: Next) {
  const reads = ['GET', 'HEAD'].includes(ctx.method);
  // The router takes paths in either case.
  if (reads ? /^\/api\//i.test(ctx.path) && isForeign(ctx) : !fromThisOrigin(ctx))
    throw new Refusal(403, 'cross-site', 'This request must come from a page of this site.');
  return next();
}

/** Whether a browser says that another site asks. */
function isForeign(ctx: Context) {
  return ['cross-site', 'same-site'].includes(ctx.get('sec-fetch-site'));
}

/**
 * Browsers that do not send Sec-Fetch-Site send Origin with every POST and DELETE. A request with neither comes from no
 * browser that this demo is for: it is refused.
 */
function fromThisOrigin(ctx: Context) {
  const site = ctx.get('sec-fetch-site');
  const origin = ctx.get('origin');
  if (site !== '' && site !== 'same-origin') return false;
  if (origin !== '') return origin === originOf(ctx);
  return site === 'same-origin';
}

/**
 * Whether a page is asked for by a page of this site, or by the user alone, as from a bookmark. Browsers that do not send
 * Sec-Fetch-Site name the page that a link is on, of this site always.
 */
export function isOwnVisit(ctx: Context) {
  const site = ctx.get('sec-fetch-site');
  if (site !== '') return site === 'same-origin' || site === 'none';
  const referrer = ctx.get('referer');
  return URL.canParse(referrer) && new URL(referrer).origin === originOf(ctx);
}

/** Where this server is, as the browser sees it. Koa's own `ctx.origin` repeats a header. */
export function originOf(ctx: Context) {
  return `${ctx.protocol}://${ctx.host}`;
}
