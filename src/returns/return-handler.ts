import { afterPageScripts, showAddress } from '../browser/page.js';
import { warn } from '../browser/warn.js';
import { FlinksLinkError } from '../errors.js';
import { connectState } from '../protocol/redirect-uri.js';
import { isResponse, responseState, withoutResponse } from '../protocol/return-url.js';
import { transactionLifetime } from '../protocol/transaction.js';
import type { AuthorizationResponse, Relay } from '../session/flow.js';
import type { KeptResponse, TransactionStore } from './transactions.js';

/** What the page is, while no session starts in it automatically. */
export type PageRole =
  /** Perhaps a window that another page waits for. */
  | 'relaying'
  /** The other page has its response: this window has done its work. */
  | 'done'
  /** The page had its result by a message, before it was left. */
  | 'succeeded';

export interface ReturnHandlerOptions {
  readonly transactions: TransactionStore;
  readonly isConnected: () => boolean;
  readonly requestUpdate: () => void;
  /** Whether the element has no live session. */
  readonly isFree: () => boolean;
  readonly elementKey: () => string;
  /** Whether the element's flow is known. It may come with another file, which is on its way. */
  readonly hasFlow: () => boolean;
  /** Whether an element of this document may get a response here whose state is in `state`, as others' have as well. */
  readonly expectsResponseAt: (page: URL) => boolean;
  /** Whether the element sends a `flinks_state` that comes back. */
  readonly expectsConnectState: () => boolean;
  readonly redirectUri: () => string | undefined;
  /** Undefined where no flow opens windows. */
  readonly relay: () => Relay | undefined;
  readonly onResponse: (response: AuthorizationResponse) => void;
  /** No session waits for the response in the address bar, which came to the element's own redirect page. */
  readonly onUnmatched: (error: FlinksLinkError) => void;
  /** Another page has taken the response that a session was started beside: this window has nothing left to do. */
  readonly onRelayed: () => void;
}

/** Milliseconds in which another page must claim a response before anything else may start. */
const patience = 1_000;

/** Says whose responses lie here and are not taken, as the element that left is not in the page. In the development build only. */
function warnOfAbsent(responses: readonly KeptResponse[]): void {
  for (const { owner } of responses) {
    const who = owner ? `id or name "${owner}"` : 'no id or name';
    warn(`holds a response for an element with ${who}, which is not on this page. Render that element here.`);
  }
}

/**
 * Looks, whenever the element comes into the document, whether the user has just come back to this page: with the response
 * to this element's transaction, or, in a window, to one of another page. Responses that are neither, such as those of the
 * host's own sign-in, are left alone.
 */
export class ReturnHandler {
  readonly #options: ReturnHandlerOptions;
  #role: PageRole | undefined;
  /** The settings that it has looked with. */
  #looked: string | undefined;
  #isHeld = false;
  /** Ends the relay. */
  #relay = new AbortController();
  #relaying: Promise<void> | undefined;

  constructor(options: ReturnHandlerOptions) {
    this.#options = options;
  }

  get role(): PageRole | undefined {
    return this.#role;
  }

  /** The element's response is here, and the page's own scripts, which may wait for it, have not all run. */
  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** Looks one task later: a script after the tag can still set properties and listeners. */
  connected(): void {
    this.#looked = undefined;
    this.#lookSoon();
  }

  /** Settings may come late: a framework hands them to a tag that a server has rendered. */
  updated(): void {
    if (this.#looked !== undefined && this.#looked !== this.#settings) this.#lookSoon();
  }

  disconnected(): void {
    this.#relay.abort();
  }

  /** Resolves when no page claimed the response in time. Stays pending if one did. */
  get relaying(): Promise<void> | undefined {
    return this.#relaying;
  }

  /**
   * A session starts, whatever the page was.
   *
   * @param byUser - a click has started it. One that a script starts as the page loads leaves the response its second: this
   *   may be a window that another page waits for.
   */
  sessionStarts(byUser: boolean): void {
    if (byUser || this.#role !== 'relaying') this.#relay.abort();
    this.#role = undefined;
  }

  /**
   * Looks now, if it has not yet: a page may open a session as soon as it loads, and a user who is just back is not sent
   * off again.
   *
   * @param quiet - a response that no session waits for is no event
   * @returns whether the response was this element's
   */
  look(quiet = false): boolean {
    if (this.#role || this.#looked === this.#settings) return false;
    this.#looked = this.#settings;
    const { transactions, elementKey, hasFlow, onResponse } = this.#options;
    const url = new URL(location.href);
    const response = transactions.takeResponse(elementKey(), url);
    // The element that left may be on its way.
    if (__DEV__ && transactions.waitingAt(url).length) {
      const warnLater = () => setTimeout(() => warnOfAbsent(transactions.waitingAt(url)), 3_000);
      if (!afterPageScripts(warnLater)) warnLater();
    }
    if (response?.mode === 'done') this.#become('succeeded');
    else if (response) onResponse({ transaction: response, url: new URL(response.answer) });
    else if (response === undefined && isResponse(url) && hasFlow()) void this.#passOn(url, quiet);
    return !!response && response.mode !== 'done';
  }

  get #settings(): string {
    const { elementKey, redirectUri, hasFlow, expectsResponseAt } = this.#options;
    const url = new URL(location.href);
    // Asked only where the URL holds a response, because each element asks all others.
    return JSON.stringify([
      elementKey(),
      redirectUri(),
      hasFlow(),
      isResponse(url) && expectsResponseAt(url),
    ]);
  }

  #lookSoon(): void {
    const { isConnected, isFree, elementKey, transactions, requestUpdate } = this.#options;
    const canLook = () => isConnected() && isFree() && !this.#isHeld;
    setTimeout(() => {
      if (!canLook()) return;
      this.#isHeld =
        transactions.hold(elementKey(), new URL(location.href)) &&
        afterPageScripts(() => {
          this.#isHeld = false;
          if (canLook()) this.look();
          requestUpdate();
        });
      if (!this.#isHeld) this.look();
    });
  }

  /** Holds the response for a page that claims it. If none does, ours is told as `state-mismatch`; any other stays in the address bar. */
  async #passOn(url: URL, quiet: boolean): Promise<void> {
    const { transactions, elementKey, expectsResponseAt, expectsConnectState, redirectUri } = this.#options;
    // A link can carry any flinks_state. Only an element that gave Connect one expects it back.
    if (url.searchParams.has(connectState) && !expectsConnectState()) return;
    const relay = this.#options.relay();
    // No flow here opens windows: the state is that of another page, which may be waiting for it.
    if (!relay && url.searchParams.has('state') && !url.searchParams.has(connectState)) return;
    const ours = transactions.isAwaitedAt(elementKey(), url, redirectUri());
    if (!ours && !expectsResponseAt(url)) return;
    const clean = () => showAddress(withoutResponse(url, redirectUri()));
    if (ours) clean();
    const state = responseState(url);
    if (relay && state && (await this.#isTaken(relay, state, url, clean, ours))) return;
    if (!ours || quiet || !this.#options.isFree()) return;
    this.#options.onUnmatched(
      new FlinksLinkError(
        'state-mismatch',
        "No pending request matches this URL's state. It was already used, expired, or started in another tab.",
      ),
    );
  }

  /** Returns whether a page took it in time. Our own stays available for 30 minutes, because that page may be frozen. */
  async #isTaken(offer: Relay, state: string, url: URL, clean: () => void, ours: boolean): Promise<boolean> {
    let free!: () => void;
    this.#relaying = new Promise(resolve => (free = resolve));
    this.#become('relaying');
    const relay = (this.#relay = new AbortController());
    const timer = setTimeout(() => relay.abort(), ours ? transactionLifetime : patience);
    relay.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    const given = offer(state, url.href, relay.signal).then(() => {
      relay.abort();
      if (location.href === url.href) clean();
      this.#options.onRelayed();
      this.#become('done');
      window.close();
      return true;
    });
    const late = new Promise<false>(resolve => setTimeout(resolve, patience, false));
    if (await Promise.race([given, late])) return true;
    this.#relaying = undefined;
    if (this.#role === 'relaying') this.#become(undefined);
    if (!this.#options.isFree()) relay.abort();
    free();
    // A session has started, or the element is gone: report nothing.
    return relay.signal.aborted;
  }

  #become(role: PageRole | undefined): void {
    this.#role = role;
    this.#options.requestUpdate();
  }
}
