import { showAddress } from '../browser/page.js';
import { FlinksLinkError } from '../errors.js';
import { readReturn, withoutResponse } from '../protocol/return-url.js';
import { isReturnPage, isSamePage } from '../protocol/transaction.js';
import type { AuthorizationResponse, FlowContext } from '../session/flow.js';

/**
 * Ends the session with what a response says, whether a result or a refusal.
 *
 * @param now - milliseconds since the epoch
 */
export function deliver(
  context: FlowContext,
  { url, transaction }: AuthorizationResponse,
  now: number,
): void {
  if (url.href === location.href) showAddress(withoutResponse(url, transaction.redirectUri));
  try {
    if (isSamePage(location.href, url) && !isReturnPage(transaction, url)) {
      throw new FlinksLinkError(
        'invalid-return',
        `The response came to ${url.pathname}, but the path of redirect-uri is ${new URL(transaction.redirectUri).pathname}. Make them identical, then start again.`,
      );
    }
    const result = readReturn(url, transaction, now);
    context.emit(
      result.type === 'cancel' ? { type: 'cancel', reason: result.reason } : { type: 'succeed', result },
    );
  } catch (error) {
    context.emit({ type: 'fail', error });
  }
}
