import { createHash } from 'node:crypto';
import type { Attempt } from '../attempts.ts';
import type { Session } from '../sessions.ts';
import type { OutboundApi } from './outbound-api.ts';
import { OutboundLink } from './outbound-link.ts';

/** As many as a session has ways to the bank open. */
const MAX_DELIVERIES = 20;

/** An answer that was taken. */
interface Delivery {
  attempt: Attempt;
  done: Promise<void>;
  /** What it was exchanged for, once it is. */
  link?: OutboundLink;
}

/** From an attempt to a linked bank, whether the page or this server takes the response. */
export class OutboundLinks {
  readonly #api: OutboundApi;
  readonly #log: (line: string) => void;
  /** By the digest of the answer, the oldest first. */
  #deliveries = new WeakMap<Session, Map<string, Delivery>>();

  constructor(api: OutboundApi, log: (line: string) => void) {
    this.#api = api;
    this.#log = log;
  }

  async start(session: Session, attempt: Attempt) {
    const verifier = this.#api.makeVerifier();
    const made = { ...attempt, ...(verifier && { verifier }) };
    const state = session.attempts.start(made);
    return { url: await this.#api.authorizeUrl({ ...made, state }), state };
  }

  /**
   * Takes an answer: a state serves once, and so does its code. One that is delivered again, even before the first is
   * exchanged, is answered as the first, without another exchange.
   *
   * @param answer - what came with the redirect
   * @param onKnown - told once the state is known to be this session's
   */
  async take(
    session: Session,
    way: Attempt['way'],
    state: string,
    answer: URLSearchParams,
    onKnown?: (attempt: Attempt) => void,
  ) {
    const deliveries = this.#deliveries.get(session) ?? new Map<string, Delivery>();
    this.#deliveries.set(session, deliveries);
    const digest = createHash('sha256').update(answer.toString()).digest('base64url');
    const known = deliveries.get(digest);
    // What it was exchanged for may have been replaced or ended since.
    const isRepeated = known?.attempt.way === way && (!known.link || known.link === session.outbound);
    const delivery = isRepeated ? known : this.#begin(session, session.attempts.take(state, way), answer);
    deliveries.set(digest, delivery);
    for (const oldest of deliveries.keys()) {
      if (deliveries.size <= MAX_DELIVERIES) break;
      deliveries.delete(oldest);
    }
    onKnown?.(delivery.attempt);
    await delivery.done;
  }

  #begin(session: Session, attempt: Attempt, answer: URLSearchParams) {
    const delivery: Delivery = { attempt, done: Promise.resolve() };
    delivery.done = this.#link(attempt, answer).then(async link => {
      delivery.link = link;
      const replaced = session.outbound;
      session.outbound = link;
      // A session has one bank: a consent that the user can no longer see is not left behind.
      await replaced?.revoke().catch(({ message }: Error) => this.#log(message));
    });
    return delivery;
  }

  async #link({ redirectUri, verifier, providerId }: Attempt, answer: URLSearchParams) {
    const state = answer.get('state') ?? '';
    const url = new URL(redirectUri);
    url.search = answer.toString();
    const tokens = await this.#api.exchange(url, { state, ...(verifier && { verifier }) });
    return new OutboundLink({ api: this.#api, tokens, ...(providerId && { providerId }) });
  }
}
