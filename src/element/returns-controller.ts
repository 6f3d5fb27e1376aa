import type { ReactiveController } from 'lit';
import { ownDocument } from '../browser/own-document.js';
import { FlinksLinkError } from '../errors.js';
import { parseUrl } from '../protocol/parse-url.js';
import { responseState } from '../protocol/return-url.js';
import { isSamePage } from '../protocol/transaction.js';
import { expectsResponseAt, isOnlyMember, join, leave, type Member } from '../returns/element-key.js';
import { ReturnHandler } from '../returns/return-handler.js';
import { TransactionStore } from '../returns/transactions.js';
import type { Outcome } from '../types.js';
import type { Flows } from './flows.js';
import type { SessionController } from './session-controller.js';
import type { FlinksLinkSettings } from './settings.js';

/** What returns need of the element around them. */
export interface ReturnsHost {
  readonly session: () => SessionController;
  readonly flows: Flows;
}

/** Responses that come by a URL: that of the page, or one that the host has. */
export class ReturnsController implements ReactiveController {
  readonly transactions = new TransactionStore();
  readonly handler: ReturnHandler;
  readonly #element: FlinksLinkSettings;
  readonly #host: ReturnsHost;
  readonly #member: Member;
  #document: Document | undefined;

  constructor(element: FlinksLinkSettings, host: ReturnsHost) {
    this.#element = element;
    this.#host = host;
    const redirectUri = () => element.redirectUri ?? undefined;
    const expects = (param: 'state' | 'flinks_state') => !!host.flows.selected?.stateParams?.includes(param);
    this.#member = {
      key: () => element.id || element.name || '',
      expectsResponseAt: page => expects('state') && (!redirectUri() || isSamePage(redirectUri(), page)),
    };
    this.handler = new ReturnHandler({
      transactions: this.transactions,
      isConnected: () => element.isConnected,
      requestUpdate: () => element.requestUpdate(),
      isFree: () => !host.session().current?.live,
      elementKey: this.#member.key,
      hasFlow: () => !!host.flows.selected,
      expectsResponseAt: page => expectsResponseAt(element.ownerDocument, page),
      expectsConnectState: () => expects('flinks_state'),
      redirectUri,
      relay: () => host.flows.relay,
      onResponse: response => host.session().resume(response),
      onUnmatched: error => host.session().fail(error),
      onRelayed: () => host.session().drop(),
    });
    element.addController(this);
  }

  /** Names the element in what is kept while the page is away. */
  get elementKey(): string {
    return this.#member.key();
  }

  /** Whether no other element of the document has the same key. */
  get isOnlyElement(): boolean {
    return isOnlyMember(this.#element.ownerDocument, this.#member);
  }

  hostConnected(): void {
    this.#document = this.#element.ownerDocument;
    join(this.#document, this.#member);
    this.handler.connected();
  }

  hostUpdated(): void {
    this.handler.updated();
  }

  hostDisconnected(): void {
    if (this.#document) leave(this.#document, this.#member);
    // A removal and an insertion in one task is a move, and ends nothing.
    queueMicrotask(() => this.#element.isConnected || this.handler.disconnected());
  }

  /** See the element's `complete()`. */
  complete(url: string | URL): Promise<Outcome> {
    const response = parseUrl(String(url), ownDocument('baseURI'));
    if (!response) {
      return Promise.reject(
        new FlinksLinkError('invalid-return', 'complete() requires the URL of the response.'),
      );
    }
    const session = this.#host.session();
    const { current } = session;
    if (current?.run?.complete?.(response)) return current.outcome;
    const transaction = this.transactions.take(this.elementKey, responseState(response));
    if (transaction) return session.resume({ transaction, url: response }).outcome;
    // This may be the bank's window, and another page wait for it.
    const here = response.href === location.href && !current?.live;
    if (here && this.handler.look(true) && session.current) return session.current.outcome;
    return Promise.resolve(here && this.handler.relaying).then(() => {
      throw new FlinksLinkError(
        'state-mismatch',
        "No pending request matches this URL's state. It was already used, or started in another tab.",
      );
    });
  }
}
