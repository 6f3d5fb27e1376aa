/** Counts what is alive on the page: listeners on window and document, and timers. */
export function countLeaks(): { listeners: () => number; timers: () => number; restore: () => void } {
  const listeners = new Set<object>();
  const timers = new Set<number>();
  const originals = { setTimeout: window.setTimeout, clearTimeout: window.clearTimeout };
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
    timers.delete(id as number);
    originals.clearTimeout.call(window, id);
  };

  return {
    listeners: () => listeners.size,
    timers: () => timers.size,
    restore: () => {
      Object.assign(window, originals);
      for (const { target, add, remove } of targets) {
        target.addEventListener = add;
        target.removeEventListener = remove;
      }
    },
  };
}
