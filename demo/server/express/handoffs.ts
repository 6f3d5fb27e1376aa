import { randomBytes } from 'node:crypto';
import type { Links } from '../links.ts';
import { Refusal } from '../refusal.ts';
import type { Session } from '../sessions.ts';
import type { WebhookEvent } from './webhook-event.ts';

/** Flinks tries ten times to deliver a webhook, 30 minutes apart. */
const HANDOFF_MS = 6 * 60 * 60_000;

/** More than one user has open; the oldest makes room. */
const MAX_HANDOFFS = 20;

/**
 * `waiting`: the address was given out, and nothing is known since. `identified`: the bank has let a user in. `linked`:
 * the accounts are here, in `/api/link`. `failed`: Flinks, or this backend, turned the result down; another may follow.
 */
type HandoffState = 'waiting' | 'identified' | 'linked' | 'failed';

interface Handoff {
  id: string;
  tag: string;
  session: Session;
  state: HandoffState;
  code: string;
  loginId: string;
  heard: Set<string>;
  startedAt: number;
  changedAt: number;
}

/**
 * Which session a result of Express belongs to. Express sends no user back, so all that ties the two together is the `tag`
 * in the address, which Flinks repeats in its webhooks: 256 random bits, made here for one session and good for one login.
 * What a page says about it counts for nothing. What no tag can prevent: a user who is given another user's URL
 * and signs in there shares with that user; a host that knows its customers compares the holder's name.
 */
export class Handoffs {
  /** By tag, the oldest first. */
  #handoffs = new Map<string, Handoff>();
  readonly #links: Links;
  readonly #log: (line: string) => void;

  constructor({ links, log }: { links: Links; log: (line: string) => void }) {
    this.#links = links;
    this.#log = log;
  }

  start(session: Session): Handoff {
    this.#sweep();
    const now = Date.now();
    const handoff: Handoff = {
      id: randomBytes(12).toString('base64url'),
      tag: randomBytes(32).toString('base64url'),
      session,
      state: 'waiting',
      code: '',
      loginId: '',
      heard: new Set(),
      startedAt: now,
      changedAt: now,
    };
    this.#handoffs.set(handoff.tag, handoff);
    for (const { tag } of this.#of(session).slice(0, -MAX_HANDOFFS)) this.#handoffs.delete(tag);
    return handoff;
  }

  /**
   * What a session may know of one of its own.
   *
   * @param id - the one that was heard of last, without it
   */
  view(session: Session, id?: string) {
    this.#sweep();
    const own = this.#of(session);
    const latest = [...own].sort((a, b) => b.changedAt - a.changedAt)[0];
    const handoff = id === undefined ? latest : own.find(each => each.id === id);
    if (!handoff) return undefined;
    const { state, code, startedAt, changedAt } = handoff;
    return {
      id: handoff.id,
      state,
      ...(state === 'failed' && { code }),
      startedAt: new Date(startedAt).toISOString(),
      changedAt: new Date(changedAt).toISOString(),
    };
  }

  /**
   * Takes in what a genuine webhook says, each once, and nothing after the accounts: a recorded one is worth nothing
   * when it is sent again.
   */
  receive(event: WebhookEvent) {
    this.#sweep();
    const { kind, tag, requestId, loginId } = event;
    if (kind === 'other') return;
    const handoff = this.#handoffs.get(tag);
    if (!handoff) {
      // An instance tells of every login, of Connect's too: those bear no tag of ours.
      this.#log(`Webhook: no session waits for ${tag === '' ? 'one without a tag' : 'its tag'}`);
      return;
    }
    if (handoff.state === 'linked') {
      if (kind === 'accounts' && loginId !== handoff.loginId)
        this.#log('Webhook: a second login for the same hand-off was left out');
      return;
    }
    const once = `${kind} ${requestId} ${loginId}`;
    if (handoff.heard.has(once)) return;
    handoff.heard.add(once);
    if (kind === 'accounts') this.#link(handoff, event);
    else if (kind === 'failed') this.#change(handoff, 'failed', event.code);
    else this.#change(handoff, 'identified');
  }

  /** The session has ended. */
  forget(session: Session) {
    for (const { tag } of this.#of(session)) this.#handoffs.delete(tag);
  }

  #link(handoff: Handoff, event: WebhookEvent) {
    try {
      this.#links.receive(handoff.session, event);
      handoff.loginId = event.loginId;
      this.#change(handoff, 'linked');
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#change(handoff, 'failed', error.code);
    }
  }

  #change(handoff: Handoff, state: HandoffState, code = '') {
    handoff.state = state;
    handoff.code = code;
    handoff.changedAt = Date.now();
    if (code) this.#log(`Webhook: ${code}`);
  }

  #of(session: Session) {
    return [...this.#handoffs.values()].filter(handoff => handoff.session === session);
  }

  #sweep() {
    for (const { tag, startedAt } of this.#handoffs.values()) {
      if (Date.now() - startedAt < HANDOFF_MS) return;
      this.#handoffs.delete(tag);
    }
  }
}
