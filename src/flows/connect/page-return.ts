import { isFramed, ownOrigin } from '../../browser/page.js';
import { randomText } from '../../browser/random.js';
import type { Attempt } from '../../protocol/attempt.js';
import { connectUrl, type ConnectUrlOptions } from '../../protocol/connect-url.js';
import type { AttemptStore } from '../../returns/transaction-store.js';
import { forgetTaken, keepAttempt, keepDone, sharedOwner } from '../../returns/transactions.js';
import type { FlowContext } from '../../session/flow.js';

/** What an attempt needs that comes back to the page by its address. */
export interface ReturnOptions {
  readonly owner: string;
  readonly returnTo: string;
  /** Whether no other element of the page would take the answer. */
  readonly isOnlyOwner: () => boolean;
}

/**
 * Connect may end by sending this whole page to `redirect-uri`, with the loginId in the address. A state of ours in there
 * tells the page that comes back that it is awaited. It serves once, be it for the address or for the message.
 *
 * @param options - what Connect is opened with as well
 * @param end - `signal` aborts when the load is over; `wasTold` says whether a message has brought the login by then
 * @returns undefined where Connect cannot come back to this page
 * @throws FlinksLinkError where the page must be left, and the answer could not be taken on the way back
 */
export function expectReturn(
  context: FlowContext,
  store: AttemptStore,
  options: Omit<ConnectUrlOptions, 'authorizeToken'> & ReturnOptions,
  { signal, wasTold }: { readonly signal: AbortSignal; readonly wasTold: () => boolean },
): Attempt | undefined {
  const { redirectUri, owner, returnTo, tag, isOnlyOwner } = options;
  if (!redirectUri || isFramed() || new URL(redirectUri).origin !== ownOrigin()) return undefined;
  const { searchParams } = connectUrl(options);
  if (searchParams.get('innerRedirect') === 'true') return undefined;
  const state = randomText(256);
  const attempt: Attempt = {
    state,
    flow: 'connect',
    mode: 'page',
    owner,
    returnTo,
    redirectUri,
    createdAt: Date.now(),
    attemptId: context.attemptId,
    ...(tag ? { tag } : {}),
  };
  try {
    if (!isOnlyOwner()) throw sharedOwner();
    keepAttempt(store, attempt);
  } catch (error) {
    // Then the message is the only way back.
    if (searchParams.get('oauthWindowRedirect') !== 'true') return undefined;
    throw error;
  }
  // In one step with the end: the host may block in its listener, and the page leave in the meantime.
  const settle = () => (wasTold() ? keepDone(store, attempt) : store.remove(state));
  signal.addEventListener('abort', settle, { once: true });
  forgetTaken(context, store, () => [attempt], signal);
  return attempt;
}
