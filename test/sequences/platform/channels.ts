import type { Binder } from './target.ts';

/** Lets a task run later, in an order that the caller decides. */
export type Later = (what: string, task: () => void) => void;

/**
 * The class that pages know as `BroadcastChannel`, and those of its channels that are open.
 *
 * @param partition - of the page whose script runs now: no message passes from one partition to another
 */
export function createChannels(bind: Binder, later: Later, partition: () => string) {
  class Channel {
    onmessage: ((event: { data: unknown }) => void) | null = null;
    readonly name: string;
    readonly #partition = partition();
    readonly #run = bind();
    readonly #queue: unknown[] = [];

    constructor(name: string) {
      this.name = name;
      open.add(this);
    }

    postMessage(data: unknown): void {
      if (!open.has(this)) throw new DOMException('The channel is closed.', 'InvalidStateError');
      for (const other of open)
        if (other !== this && other.#hears(this)) other.#receive(structuredClone(data));
    }

    close(): void {
      open.delete(this);
    }

    #hears(other: Channel): boolean {
      return other.name === this.name && other.#partition === this.#partition;
    }

    /** In the order in which it was sent. A channel that is closed may get what is on its way already. */
    #receive(data: unknown): void {
      this.#queue.push(data);
      later('channel', () => {
        const next = this.#queue.shift();
        this.#run(() => this.onmessage?.({ data: next }));
      });
    }
  }
  const open = new Set<Channel>();
  return { Channel, open };
}
