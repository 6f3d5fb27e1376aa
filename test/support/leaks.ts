/** Counts what is alive on the page: listeners on window and document, timers, and channels. */
export function countLeaks(): {
  listeners: () => number;
  timers: () => number;
  channels: () => number;
  restore: () => void;
} {
  const listeners = new Set<object>();
  const timers = new Set<unknown>();
  const channels = new Set<BroadcastChannel>();
  const { setTimeout, clearTimeout, setInterval, clearInterval, BroadcastChannel } = window;
  const originals = { setTimeout, clearTimeout, setInterval, clearInterval, BroadcastChannel };
  const targets = [window, document].map(target => ({
    target,
    add: target.addEventListener,
    remove: target.removeEventListener,
  }));

  for (const { target, add, remove } of targets) {
    const entries: { type: string; listener: unknown }[] = [];
    target.addEventListener = (...args: Parameters<typeof add>) => {
      const [type, listener, options] = args;
      const entry = { type, listener };
      const signal = typeof options === 'object' ? options.signal : undefined;
      if (!signal?.aborted) {
        listeners.add(entry);
        entries.push(entry);
        signal?.addEventListener('abort', () => listeners.delete(entry), { once: true });
      }
      add.apply(target, args);
    };
    target.removeEventListener = (...args: Parameters<typeof remove>) => {
      const entry = entries.find(({ type, listener }) => type === args[0] && listener === args[1]);
      if (entry) listeners.delete(entry);
      remove.apply(target, args);
    };
  }
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
    timers: () => timers.size,
    channels: () => channels.size,
    restore: () => {
      Object.assign(window, originals);
      for (const { target, add, remove } of targets) {
        target.addEventListener = add;
        target.removeEventListener = remove;
      }
    },
  };
}
