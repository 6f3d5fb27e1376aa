import type { ConnectStep } from '../protocol/connect-message.js';
import type { CancelReason, CloseSource, Flow, NoticeCode, Target } from '../types.js';
import type { Choosing, FlowContext, Result, Waiting } from './flow.js';

/** A session as a flow within it sees it: it can be left without an end of the session, and its failure is judged. */
export class Stage implements FlowContext {
  readonly #session: FlowContext;
  readonly #onFailure: (error: unknown) => void;
  readonly #controller = new AbortController();

  /** @param onFailure - gets what the flow fails with, in the place of the session */
  constructor(session: FlowContext, onFailure: (error: unknown) => void) {
    this.#session = session;
    this.#onFailure = onFailure;
    if (session.signal.aborted) this.leave();
    session.signal.addEventListener('abort', () => this.leave(), { once: true, signal: this.signal });
  }

  get attemptId(): string {
    return this.#session.attemptId;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The flow tells the session nothing any more, and what it owns is released. */
  leave(): void {
    this.#controller.abort();
  }

  move(status: Parameters<FlowContext['move']>[0], waiting?: Waiting): void {
    this.#live?.move(status, waiting);
  }

  choose(choosing: Choosing): void {
    this.#live?.choose(choosing);
  }

  step(step: ConnectStep): void {
    this.#live?.step(step);
  }

  notify(code: NoticeCode, retryable: boolean): void {
    this.#live?.notify(code, retryable);
  }

  clearNotice(): void {
    this.#live?.clearNotice();
  }

  requestClose(source: CloseSource): void {
    this.#live?.requestClose(source);
  }

  navigate(target: Target, url: Promise<string>): boolean {
    return !!this.#live?.navigate(target, url);
  }

  fallBack(from: Flow, to: Flow, reason: string): boolean {
    return !!this.#live?.fallBack(from, to, reason);
  }

  succeed(result: Result): void {
    this.#live?.succeed(result);
  }

  cancel(reason: CancelReason): void {
    this.#live?.cancel(reason);
  }

  fail(error: unknown): void {
    if (this.#live) this.#onFailure(error);
  }

  forget(): void {
    this.#live?.forget();
  }

  debug(what: string, detail?: string): void {
    this.#live?.debug(what, detail);
  }

  get #live(): FlowContext | undefined {
    return this.signal.aborted ? undefined : this.#session;
  }
}
