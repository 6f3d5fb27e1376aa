import type { FlinksErrorEvent, FlinksLinkEventMap } from '../../../src/element/events.js';
import type { FlinksLinkErrorCode } from '../../../src/errors.js';
import type { CodeOutcome, Outcome } from '../../../src/types.js';

/** An error of the element, as far as JSON has it. */
export interface ToldError {
  code: FlinksLinkErrorCode;
  retryable: boolean;
  message: string;
  cause?: unknown;
}

/** What an event tells beside the element that it came from. */
type DetailOf<E> = E extends FlinksErrorEvent ? ToldError : E extends CustomEvent<infer D> ? D : never;

type ElementTells = {
  [K in keyof FlinksLinkEventMap]: { id: string; detail: DetailOf<FlinksLinkEventMap[K]> };
};

/** What pages tell the test's server, by its type. */
export interface Tells extends ElementTells {
  pageshow: { persisted: boolean; notRestoredReasons: unknown };
  /** Something that must not happen. */
  fault: { message: string };
  /** All scripts of the page have run. */
  settled: object;
  /** Windows are blocked now. */
  blocked: object;
  /** React has taken the page over. */
  hydrated: object;
  /** What `open()` has given. */
  outcome: { detail: Outcome };
  /** What `open()` was rejected with. */
  rejected: { code: unknown };
  /** What the handler of a component was called with. */
  handled: { detail: CodeOutcome };
  cookie: { kept: boolean };
}

type Told = { [K in keyof Tells]: { type: K; path: string; href: string } & Tells[K] }[keyof Tells];

/** One thing that a page has told, and where it was then. */
export type Entry<K extends keyof Tells = keyof Tells> = Extract<Told, { type: K }>;
