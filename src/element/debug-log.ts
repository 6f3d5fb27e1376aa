import { now } from '../browser/clock.js';
import type { Session, SessionEvent } from '../session/session.js';
import type { DebugEntry } from '../types.js';

/** The one word that an entry adds to its type. Only fields that are safe to show are ever named here. */
function detailOf(event: SessionEvent): string | undefined {
  switch (event.type) {
    case 'status':
      return event.status;
    case 'step':
      return event.step.step ?? event.step.flinksCode;
    case 'notice':
      return event.notice?.code;
    case 'close-request':
      return event.source;
    case 'navigate':
      return event.target;
    case 'fallback':
      return event.reason;
    case 'debug':
      return event.detail;
    case 'end':
      return (
        event.error?.code ?? (event.outcome?.type === 'cancel' ? event.outcome.reason : event.outcome?.type)
      );
    default:
      return undefined;
  }
}

/**
 * Calls the host's `debug` function in a microtask, so that a logger cannot act in the middle of what it logs.
 * Dropped messages are counted: a flood of them must not become a flood of calls.
 */
export class DebugLog {
  readonly #listener: () => ((entry: DebugEntry) => void) | undefined;
  readonly #drops = new Map<string | undefined, number>();

  /** @param listener - asked at every entry, as the host may set `debug` at any time */
  constructor(listener: () => ((entry: DebugEntry) => void) | undefined) {
    this.#listener = listener;
  }

  add({ attemptId }: Session, event: SessionEvent): void {
    const listener = this.#listener();
    if (!listener) return;
    const type = event.type === 'debug' ? event.what : event.type;
    let detail = detailOf(event);
    if (type === 'dropped') {
      const count = (this.#drops.get(detail) ?? 0) + 1;
      this.#drops.set(detail, count);
      if (!Number.isInteger(Math.log10(count))) return; // Reports the 1st, 10th, 100th …
      detail = `${detail} (${count})`;
    }
    const entry: DebugEntry = {
      time: now(),
      attemptId,
      type,
      ...(detail === undefined ? {} : { detail }),
    };
    queueMicrotask(() => {
      try {
        listener(Object.freeze(entry));
      } catch (error) {
        reportError(error);
      }
    });
  }
}
