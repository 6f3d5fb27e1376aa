import { on } from './on.js';

/**
 * Waits until the browser has a network.
 *
 * @param timeout - milliseconds to wait at most
 * @returns whether it is online; `false` when the time is over or the signal aborted
 */
export function untilOnline(timeout: number, signal: AbortSignal): Promise<boolean> {
  if (window.navigator.onLine) return Promise.resolve(true);
  // A listener of the page may have ended the session inside the event that says it is offline.
  if (signal.aborted) return Promise.resolve(false);
  return new Promise(resolve => {
    const waited = new AbortController();
    const settle = (online: boolean) => {
      waited.abort();
      clearTimeout(timer);
      resolve(online);
    };
    const timer = setTimeout(() => settle(false), timeout);
    on(window, 'online', () => settle(true), waited.signal);
    on(signal, 'abort', () => settle(false), waited.signal);
  });
}
