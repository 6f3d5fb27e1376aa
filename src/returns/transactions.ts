import { showAddress } from '../browser/page.js';
import { FlinksLinkError } from '../errors.js';
import { isState } from '../protocol/fields.js';
import { parseUrl } from '../protocol/parse-url.js';
import { responseState, withoutResponse } from '../protocol/return-url.js';
import {
  isExpired,
  isReturnPage,
  isSamePage,
  type StoredTransaction,
  type Transaction,
} from '../protocol/transaction.js';
import type { Transactions } from '../session/flow.js';

const prefix = 'flinks-link:';

/** One element leaves one page for one bank at a time: leaving again replaces what was kept before. */
function keyOf({ owner, returnTo }: Transaction): string {
  const { origin, pathname } = new URL(returnTo);
  return `${prefix}${owner}@${origin}${pathname}`;
}

/** The page owns its storage; what is not whole there, or of another version, is not ours. */
function read(text: string | null): StoredTransaction | undefined {
  try {
    const found = JSON.parse(text ?? '') as StoredTransaction;
    const urls = [found.returnTo, found.redirectUri, found.answer ?? found.returnTo];
    return isState(found.state) && urls.every(url => parseUrl(url)) ? found : undefined;
  } catch {
    return undefined;
  }
}

/** What is kept in this tab, by its key. Never throws: a page without storage has nothing kept. */
function stored(): [key: string, transaction: StoredTransaction | undefined][] {
  try {
    const keys = Object.keys(sessionStorage).filter(key => key.startsWith(prefix));
    return keys.map(key => [key, read(sessionStorage.getItem(key))]);
  } catch {
    return [];
  }
}

function erase(key: string): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Nothing is kept there.
  }
}

/** Finds a transaction that is kept in this tab. */
export const findTransaction = (
  isMeant: (transaction: StoredTransaction) => boolean,
): StoredTransaction | undefined => stored().find(([, found]) => found && isMeant(found))?.[1];

/** The transaction that a URL's response belongs to. One of a window is never stored: a script of the page has written that. */
function transactionOf(url: URL): StoredTransaction | undefined {
  const state = responseState(url);
  return findTransaction(({ state: kept, mode }) => kept === state && mode !== 'popup');
}

/** Stores it, and replaces what the same element stored for the same page. @throws what the browser throws */
export const storeTransaction = (transaction: StoredTransaction): void =>
  sessionStorage.setItem(keyOf(transaction), JSON.stringify(transaction));

/** A response that was taken out of storage, or off the address bar. */
export type KeptResponse = StoredTransaction & { readonly answer: string };

const hasComeBack = (found: StoredTransaction, page: URL): found is KeptResponse =>
  !!found.answer && (isReturnPage(found, page) || isSamePage(found.answer, page));

/** The transactions that wait while the page is away, in this tab only (sessionStorage). */
export class TransactionStore implements Transactions {
  keep(transaction: StoredTransaction): void {
    try {
      storeTransaction(transaction);
    } catch {
      // Without its cause: Chromium names the key there.
      throw new FlinksLinkError(
        'storage-unavailable',
        'sessionStorage is blocked or full. Use target="popup"; with Connect, remove oauthWindowRedirect from params.',
      );
    }
  }

  has({ state }: Transaction): boolean {
    return findTransaction(found => found.state === state) !== undefined;
  }

  remove({ state }: Transaction): void {
    for (const [key, found] of stored()) if (found?.state === state) erase(key);
  }

  markDone(transaction: Transaction): void {
    try {
      this.keep({ ...transaction, mode: 'done', createdAt: Date.now() });
    } catch {
      // Then the return is reported as one that no session waits for.
    }
  }

  /** Takes the transaction of a state, once, if it is this element's. */
  take(owner: string, state: string | undefined): StoredTransaction | undefined {
    const found = findTransaction(({ state: kept, mode }) => kept === state && mode !== 'done');
    if (found?.owner !== owner) return undefined;
    this.remove(found);
    return found;
  }

  /**
   * Takes a response off the address bar, where the page's other scripts would find it and could send it elsewhere, and
   * keeps it until it is taken.
   *
   * @returns whether one to this element is kept; false where it is to be taken at once, as there is no room, or it is too old
   */
  hold(owner: string, url: URL): boolean {
    const found = transactionOf(url);
    if (found) this.#collect({ ...found, answer: url.href }, url, false);
    const isMeant = (kept: StoredTransaction) =>
      kept.owner === owner && hasComeBack(kept, url) && !isExpired(kept, Date.now());
    return findTransaction(isMeant) !== undefined;
  }

  /**
   * Takes what has come back to this page: from the address bar, which it cleans, or as the callback page has kept it.
   * Another element's response is kept for that one, which may not be in the page yet.
   *
   * @returns the response to this element; null where the address bar held another's; undefined where none is waited for
   */
  takeResponse(owner: string, url: URL): KeptResponse | null | undefined {
    const found = transactionOf(url);
    if (found) this.#collect({ ...found, answer: url.href }, url, found.owner === owner);
    if (found?.owner === owner) return { ...found, answer: url.href };
    const response = this.waitingAt(url).find(kept => kept.owner === owner);
    if (response) this.remove(response);
    return response ?? (found && null);
  }

  /** The responses that are kept for elements of this page. What is too old, or not whole, is thrown away on the way. */
  waitingAt(page: URL): readonly KeptResponse[] {
    const kept = stored();
    for (const [key, found] of kept) if (!found || isExpired(found, Date.now())) erase(key);
    return kept.flatMap(([, found]) => (found && hasComeBack(found, page) ? found : []));
  }

  /** Whether the user comes back to this very page for this element, so that a broken response here is one to it. */
  isAwaitedAt(owner: string, url: URL, redirectUri: string | undefined): boolean {
    return (
      isSamePage(redirectUri, url) ||
      findTransaction(found => found.owner === owner && isSamePage(found.redirectUri, url)) !== undefined
    );
  }

  /** Takes a response off the address bar. @param isTaken - its element has it; otherwise it is kept for that one */
  #collect(response: KeptResponse, url: URL, isTaken: boolean): void {
    try {
      if (isTaken) this.remove(response);
      else this.keep(response);
      showAddress(withoutResponse(url, response.redirectUri));
    } catch {
      // No room: its element finds it in the address bar.
    }
  }
}
