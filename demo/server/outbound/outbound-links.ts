import { createHash } from 'node:crypto';
import type { Attempt } from '../attempts.ts';
import type { Session } from '../sessions.ts';
import type { OutboundApi } from './outbound-api.ts';
import { OutboundLink } from './outbound-link.ts';

/** From an attempt to a linked bank, whether the page or this server takes the response. */
export class OutboundLinks {
  readonly #api: OutboundApi;
  readonly #log: (line: string) => void;
  /** What each link was made of. */
  #origins = new WeakMap<OutboundLink, { digest: string; attempt: Attempt }>();

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
   * Takes an answer: a state serves once, and so does its code. One that is delivered again is answered as the first
   * time, without another exchange.
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
    const digest = createHash('sha256').update(answer.toString()).digest('base64url');
    const origin = session.outbound && this.#origins.get(session.outbound);
    const repeated = origin?.digest === digest && origin.attempt.way === way;
    const attempt = repeated ? origin.attempt : session.attempts.take(state, way);
    onKnown?.(attempt);
    if (repeated) return;
    const link = await this.#link(attempt, state, answer);
    this.#origins.set(link, { digest, attempt });
    const replaced = session.outbound;
    session.outbound = link;
    // A session has one bank: a consent that the user can no longer see is not left behind.
    await replaced?.revoke().catch(({ message }: Error) => this.#log(message));
  }

  async #link({ redirectUri, verifier, providerId }: Attempt, state: string, answer: URLSearchParams) {
    const url = new URL(redirectUri);
    url.search = answer.toString();
    const tokens = await this.#api.exchange(url, { state, ...(verifier && { verifier }) });
    return new OutboundLink({ api: this.#api, tokens, ...(providerId && { providerId }) });
  }
}
