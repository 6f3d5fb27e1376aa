import type { Binder } from './target.ts';

interface Timer {
  readonly at: number;
  readonly every: number | undefined;
  readonly handler: () => void;
  readonly run: (task: () => void) => void;
}

const { setImmediate } = globalThis;

/** Lets everything run that waits for a promise. */
export const settle = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/** A clock that stands still until it is told to go, and the timers of every page. */
export class VirtualClock {
  now = 0;
  readonly #bind: Binder;
  readonly #timers = new Map<number, Timer>();
  #last = 0;

  constructor(bind: Binder) {
    this.#bind = bind;
  }

  /** How many timers are running. */
  get running(): number {
    return this.#timers.size;
  }

  readonly setTimeout = (handler: () => void, ms = 0, ...args: unknown[]): number =>
    this.#start(() => Reflect.apply(handler, undefined, args), ms);

  readonly setInterval = (handler: () => void, ms = 0): number => this.#start(handler, ms, ms);

  readonly clear = (id?: number): void => void this.#timers.delete(id ?? 0);

  /** Lets the time pass, and each timer run in its turn. */
  async advance(ms: number): Promise<void> {
    const end = this.now + ms;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      const [id, { at, every, handler, run }] = next;
      this.now = Math.max(this.now, at);
      this.#timers.delete(id);
      // What a page has slept through is not made up for.
      if (every) this.#timers.set(id, { at: this.now + every, every, handler, run });
      run(handler);
      await settle();
    }
    this.now = end;
  }

  #next(end: number): [number, Timer] | undefined {
    let next: [number, Timer] | undefined;
    for (const entry of this.#timers)
      if (entry[1].at <= end && (!next || entry[1].at < next[1].at)) next = entry;
    return next;
  }

  #start(handler: () => void, ms: number, every?: number): number {
    this.#timers.set(++this.#last, { at: this.now + ms, every, handler, run: this.#bind() });
    return this.#last;
  }
}
