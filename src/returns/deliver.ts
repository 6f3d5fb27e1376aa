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

/** Reports that the user has consented at the bank after the session was cancelled. The code, if there is one, is dropped. */
export function tellLateConsent(context: FlowContext, { url, transaction }: AuthorizationResponse): void {
  try {
    const result = readReturn(url, transaction, transaction.createdAt);
    if (result.type === 'cancel') return;
    const { attemptId } = context;
    const state = result.type === 'linked' ? { state: result.state } : {};
    context.emit({
      type: 'notice',
      notice: { code: 'consent-after-cancel', retryable: false, attemptId, ...state },
    });
  } catch {
    // The bank has refused, or it is no response: nothing was granted.
  }
}
