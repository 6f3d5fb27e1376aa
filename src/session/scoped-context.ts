import { on } from '../browser/on.js';
import type { FlowContext, FlowEvent } from './flow.js';
import { isConsentAfterCancel } from './session.js';

/** A session as a flow within another one sees it: it can be left without an end of the session, and its failure is judged. */
export class ScopedContext implements FlowContext {
  readonly attemptId: string;
  readonly #session: FlowContext;
  readonly #onFailure: (error: unknown) => void;
  readonly #controller = new AbortController();
  readonly #released = new AbortController();

  /** @param onFailure - gets what the flow fails with, in the place of the session */
  constructor(session: FlowContext, onFailure: (error: unknown) => void) {
    this.attemptId = session.attemptId;
    this.#session = session;
    this.#onFailure = onFailure;
    if (session.signal.aborted) this.leave();
    on(session.signal, 'abort', () => this.leave(), this.signal);
    on(session.released, 'abort', () => this.#released.abort(), this.released);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get released(): AbortSignal {
    return this.#released.signal;
  }

  /** From now on the flow tells the session nothing, and what it owns is released. */
  leave(): void {
    this.#controller.abort();
    // Left for another flow, and not by a cancel.
    if (!this.#session.signal.aborted) this.#released.abort();
  }

  emit(event: FlowEvent): boolean {
    if (this.signal.aborted) return isConsentAfterCancel(event) && this.#session.emit(event);
    if (event.type !== 'fail') return this.#session.emit(event);
    this.#onFailure(event.error);
    return true;
  }
}
