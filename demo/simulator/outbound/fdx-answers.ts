// The bodies of the data calls. Flinks prints three errors, 500, 601 and 702; the other codes are those of FDX 5.
import type { Context } from 'koa';

const errors = {
  forbidden: { status: 403, code: 602, message: 'Customer not authorized' },
  noCustomer: { status: 404, code: 601, message: 'Customer not found' },
  noAccount: { status: 404, code: 701, message: 'Account not found' },
  noStatement: { status: 404, code: 701, message: 'Statement not found' },
  dates: { status: 400, code: 702, message: 'Invalid start or end date' },
  paging: { status: 400, code: 703, message: 'Invalid limit or offset' },
};

export function refuseFdx(ctx: Context, name: keyof typeof errors, debugMessage: string) {
  const { status, code, message } = errors[name];
  ctx.status = status;
  ctx.body = { code, message, debugMessage };
}

/** Undocumented: what a bank sends without being asked for a number. */
const defaultLimit = 100;
const highestLimit = 1000;

/**
 * One page of a list. The offset is the id of an entry, as in Flinks' examples, and the last page has neither a next
 * offset nor a next link.
 *
 * @param name - the list's field
 * @param viewOf - what is shown of an entry; all of it by default
 */
export function answerPage<Item>(
  ctx: Context,
  name: string,
  items: readonly Item[],
  idOf: (item: Item) => string,
  viewOf: (item: Item) => unknown = item => item,
) {
  const { limit = String(defaultLimit), offset = '' } = ctx.query;
  const size = Number(limit);
  const start = offset === '' ? 0 : items.findIndex(item => idOf(item) === offset);
  if (!(Number.isInteger(size) && size >= 1 && size <= highestLimit) || start < 0) {
    refuseFdx(ctx, 'paging', start < 0 ? 'The offset is unknown' : `The limit is 1 to ${highestLimit}`);
    return;
  }
  const next = items[start + size];
  const nextOffset = next && idOf(next);
  ctx.body = {
    page: { ...(nextOffset && { nextOffset }), totalElements: items.length },
    links: nextOffset
      ? { next: { href: nextHref(ctx, size, nextOffset), action: null, description: null } }
      : {},
    [name]: items.slice(start, start + size).map(viewOf),
  };
}

function nextHref(ctx: Context, limit: number, offset: string) {
  const query = new URLSearchParams(ctx.querystring);
  // Koa's own `ctx.origin` repeats the header.
  query.set('limit', String(limit));
  query.set('offset', offset);
  return `${ctx.protocol}://${ctx.host}${ctx.path}?${query}`;
}
