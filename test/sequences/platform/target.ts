/** An event as a browser would make it. A script of the page cannot make one that is trusted. */
export type PlatformEvent = object;

interface Entry {
  readonly type: string;
  readonly listener: (event: PlatformEvent) => void;
  /** Runs in the page that has added the listener. */
  readonly run: (task: () => void) => void;
}

/** Runs a task in the page that is current now. */
export type Binder = () => (task: () => void) => void;

/** A thing of the browser that can be listened to, and knows who listens. */
export class Target {
  readonly #bind: Binder;
  #entries: readonly Entry[] = [];

  constructor(bind: Binder) {
    this.#bind = bind;
  }

  listen(type: string, listener: Entry['listener']): void {
    if (this.#entries.some(entry => entry.type === type && entry.listener === listener)) return;
    this.#entries = [...this.#entries, { type, listener, run: this.#bind() }];
  }

  unlisten(type: string, listener: Entry['listener']): void {
    this.#entries = this.#entries.filter(entry => entry.type !== type || entry.listener !== listener);
  }

  /** Calls the listeners of now. One that is removed in the meantime is not called (DOM: inner invoke). */
  fire(type: string, event: PlatformEvent = { type }): void {
    for (const entry of this.#entries) {
      if (entry.type !== type || !this.#entries.includes(entry)) continue;
      entry.run(() => entry.listener(event));
    }
  }

  /** What is listened to, in order. */
  get types(): readonly string[] {
    return this.#entries.map(({ type }) => type);
  }
}

const { prototype } = EventTarget;
const { addEventListener, removeEventListener } = prototype;

/** Lets the methods of `EventTarget` take a {@linkcode Target} as well. Returns what takes that back. */
export function takeTargets(): () => void {
  prototype.addEventListener = function add(this: EventTarget | Target, type, listener, options) {
    if (this instanceof Target) this.listen(type, listener as Entry['listener']);
    else addEventListener.call(this, type, listener, options);
  };
  prototype.removeEventListener = function remove(this: EventTarget | Target, type, listener, options) {
    if (this instanceof Target) this.unlisten(type, listener as Entry['listener']);
    else removeEventListener.call(this, type, listener, options);
  };
  return () => Object.assign(prototype, { addEventListener, removeEventListener });
}
