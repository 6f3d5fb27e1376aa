import type { Delivery } from './delivery.ts';
import { isProvenOfThisLoad, type Sent } from './message.ts';

const patience = 2_000;
const quiet = 150;
const mostHeld = 50;

/**
 * What the rules say of messages without a source that come to one load: each waits, unread, until the frame has got another
 * document, at most two seconds before or after. They are judged once, 150 ms after the last of them. Results alone count,
 * of a frame that has spoken, and none when two logins contradict each other.
 */
export class LateModel {
  /** Connect has spoken in this load. */
  hasSpoken = false;
  readonly #sent: Sent;
  #held: readonly { readonly at: number; readonly delivery: Delivery }[] = [];
  #replacedAt = -Infinity;
  #dueAt: number | undefined;

  constructor(sent: Sent) {
    this.#sent = sent;
  }

  hold(delivery: Delivery, now: number): void {
    this.#forgetOld(now);
    this.#held = [...this.#held, { at: now, delivery }].slice(-mostHeld);
    this.#wait(now);
  }

  replace(now: number): void {
    this.#forgetOld(now);
    this.#replacedAt = now;
    this.#wait(now);
  }

  /** The frame speaks. Returns what counts of those that are waiting to be judged. */
  speak(): readonly Delivery[] {
    const judged = this.judge(Infinity);
    this.#replacedAt = -Infinity;
    return judged;
  }

  /** Returns what counts, if they are judged by then. */
  judge(until: number): readonly Delivery[] {
    if (this.#dueAt === undefined || this.#dueAt > until) return [];
    const all = this.#held.map(({ delivery }) => delivery);
    this.#held = [];
    this.#dueAt = undefined;
    this.#replacedAt = -Infinity;
    for (const delivery of all) delivery.mayBeRead = true;
    if (!this.hasSpoken) return [];
    const results = all.filter(
      ({ plan }) =>
        plan.kind === 'accounts' || (plan.kind === 'login' && isProvenOfThisLoad(plan, this.#sent)),
    );
    const logins = results.filter(({ plan }) => plan.kind === 'login');
    return new Set(logins.map(({ secret }) => secret)).size === 1 ? results : [];
  }

  #forgetOld(now: number): void {
    this.#held = this.#held.filter(({ at }) => now - at < patience);
  }

  #wait(now: number): void {
    const left = this.#replacedAt + patience - now;
    if (this.#held.length && left > 0) this.#dueAt = now + Math.min(quiet, left);
  }
}
