import { ownDocument } from './browser/own-document.js';
import { elementsWith, ownerOf } from './element/element-key.js';
import type { View } from './element/panel.js';
import { type FlinksLinkSettings, withDefaults } from './element/settings.js';
import { FlinksLinkError } from './errors.js';
import { isAnswered, opensElsewhere } from './flow-kinds.js';
import { type Attempt, isSamePage } from './protocol/attempt.js';
import { answerState } from './protocol/return-url.js';
import { ReturnVisit } from './returns/return-handler.js';
import type { AttemptStore } from './returns/transaction-store.js';
import { takeAttempt } from './returns/transactions.js';
import type { Session } from './session/session.js';
import type { Outcome } from './types.js';

export interface ReturnsHost {
  /** The session that lives, or the last one. */
  readonly current: () => Session | undefined;
  /** Begins a session that only has to read what an attempt came back with. */
  readonly finish: (attempt: Attempt, answer: URL) => Session;
  /** Begins a session that ends with this. */
  readonly fail: (error: FlinksLinkError) => void;
}

/** The answers of banks that come by an address: that of the page, or one that the host has. */
export class Returns {
  /** What the page is, if somebody has come back to it. */
  readonly visit: ReturnVisit;
  readonly #element: FlinksLinkSettings;
  readonly #store: AttemptStore;
  readonly #host: ReturnsHost;

  constructor(element: FlinksLinkSettings, store: AttemptStore, host: ReturnsHost) {
    this.#element = element;
    this.#store = store;
    this.#host = host;
    this.visit = new ReturnVisit(element, {
      store,
      isFree: () => !host.current()?.live,
      owner: () => ownerOf(element),
      expectsResponseAt: page =>
        [...elementsWith(element)].some(
          ({ flow, redirectUri }) => isAnswered(flow) && (!redirectUri || isSamePage(redirectUri, page)),
        ),
      expectsConnectState: () => !opensElsewhere(withDefaults(element).flow),
      redirectUri: () => element.redirectUri ?? undefined,
      onAnswer: attempt => host.finish(attempt, new URL(attempt.answer)),
      onStray: host.fail,
    });
  }

  /** Why nothing is left to do in this page, if that is so. */
  get over(): View['over'] {
    const { errand } = this.visit;
    return errand === 'relaying' ? undefined : errand;
  }

  /** See the element's `complete()`. */
  complete(url: string | URL): Promise<Outcome> {
    const base = ownDocument('baseURI');
    if (!URL.canParse(url, base)) {
      return Promise.reject(
        new FlinksLinkError('invalid-return', 'complete() needs the address that came back.'),
      );
    }
    const address = new URL(url, base);
    const session = this.#host.current();
    if (session?.complete(address)) return session.outcome;
    const attempt = takeAttempt(this.#store, ownerOf(this.#element), answerState(address));
    if (attempt) return this.#host.finish(attempt, address).outcome;
    // This may be the bank's window, and another page wait for it.
    const here = address.href === location.href && !session?.live;
    if (here) this.visit.look(true);
    return Promise.resolve(here && this.visit.relaying).then(() => {
      throw new FlinksLinkError(
        'state-mismatch',
        'Nobody here waits for this answer: it was used, or began elsewhere.',
      );
    });
  }
}
