/** Counts what is alive on the page: listeners on window and document, timers, and channels. */
export function countLeaks(): {
  listeners: () => number;
  /** What those listen to. */
  types: () => string[];
  timers: () => number;
  channels: () => number;
  restore: () => void;
} {
  const listeners = new Set<{ readonly type: string }>();
  const timers = new Set<unknown>();
  const channels = new Set<BroadcastChannel>();
  const { setTimeout, clearTimeout, setInterval, clearInterval, BroadcastChannel } = window;
  const originals = { setTimeout, clearTimeout, setInterval, clearInterval, BroadcastChannel };
  const { prototype } = EventTarget;
  const { addEventListener, removeEventListener } = prototype;
  const entries: { target: EventTarget; type: string; listener: unknown }[] = [];

  prototype.addEventListener = function add(this: EventTarget | undefined, ...args) {
    const target = this ?? window;
    addEventListener.apply(target, args);
    if (target !== window && target !== document) return;
    const [type, listener, options] = args;
    const entry = { target, type, listener };
    const signal = typeof options === 'object' ? options.signal : undefined;
    if (signal?.aborted) return;
    listeners.add(entry);
    entries.push(entry);
    if (signal) addEventListener.call(signal, 'abort', () => listeners.delete(entry), { once: true });
  };
  prototype.removeEventListener = function remove(this: EventTarget | undefined, ...args) {
    const target = this ?? window;
    removeEventListener.apply(target, args);
    const found = entries.find(
      entry => entry.target === target && entry.type === args[0] && entry.listener === args[1],
    );
    if (found) listeners.delete(found);
  };
  window.setTimeout = ((handler: () => void, ms?: number) => {
    const id = originals.setTimeout.call(
      window,
      () => {
        timers.delete(id);
        handler();
      },
      ms,
    );
    timers.add(id);
    return id;
  }) as typeof window.setTimeout;
  window.clearTimeout = id => {
    timers.delete(id);
    originals.clearTimeout.call(window, id);
  };

  window.setInterval = ((handler: () => void, ms?: number) => {
    const id = originals.setInterval.call(window, handler, ms);
    timers.add(id);
    return id;
  }) as typeof window.setInterval;
  window.clearInterval = id => {
    timers.delete(id);
    originals.clearInterval.call(window, id);
  };
  window.BroadcastChannel = class extends originals.BroadcastChannel {
    constructor(name: string) {
      super(name);
      channels.add(this);
    }
    override close(): void {
      channels.delete(this);
      super.close();
    }
  };

  return {
    listeners: () => listeners.size,
    types: () => [...listeners].map(({ type }) => type),
    timers: () => timers.size,
    channels: () => channels.size,
    restore: () => {
      Object.assign(window, originals);
      Object.assign(prototype, { addEventListener, removeEventListener });
    },
  };
}
