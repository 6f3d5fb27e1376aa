import { isFramed, ownOrigin } from '../../browser/page.js';
import { randomText } from '../../browser/random.js';
import { connectUrl } from '../../protocol/connect-url.js';
import type { Transaction } from '../../protocol/transaction.js';
import { sharedKey } from '../../returns/element-key.js';
import { forgetTaken } from '../../returns/forget-taken.js';
import type { FlowContext, FlowHost } from '../../session/flow.js';

/**
 * Connect may end by sending this whole page to `redirect-uri`, with the loginId in the URL. A state of ours in there
 * tells the page that comes back that it is awaited. It serves once, for the URL or for the message.
 *
 * @param returnTo - URL of this page as the session started
 * @param load - `signal` aborts when the load is over; `wasTold` says whether a message has brought the login by then
 * @returns undefined where Connect cannot come back to this page
 * @throws FlinksLinkError where the page must be left, and the response could not be taken on the way back
 */
export function expectReturn(
  context: FlowContext,
  { settings, elementKey, isOnlyElement, transactions }: Omit<FlowHost, 'view'>,
  returnTo: string,
  { signal, wasTold }: { readonly signal: AbortSignal; readonly wasTold: () => boolean },
): Transaction | undefined {
  const { redirectUri, tag } = settings;
  if (!redirectUri || isFramed() || new URL(redirectUri).origin !== ownOrigin()) return undefined;
  const { searchParams } = connectUrl({ ...settings, authorizeToken: '' });
  if (searchParams.get('innerRedirect') === 'true') return undefined;
  const transaction: Transaction = {
    state: randomText(256),
    flow: 'connect',
    mode: 'page',
    owner: elementKey,
    returnTo,
    redirectUri,
    createdAt: Date.now(),
    attemptId: context.attemptId,
    ...(tag ? { tag } : {}),
  };
  try {
    if (!isOnlyElement()) throw sharedKey();
    transactions.keep(transaction);
  } catch (error) {
    // Then the message is the only way back.
    if (searchParams.get('oauthWindowRedirect') !== 'true') return undefined;
    throw error;
  }
  // In one step with the end: the host may block in its listener, and the page leave in the meantime.
  const settle = () => (wasTold() ? transactions.markDone(transaction) : transactions.remove(transaction));
  signal.addEventListener('abort', settle, { once: true });
  forgetTaken(context, transactions, () => [transaction], signal);
  return transaction;
}
