/** The events of the targets that the element listens to, beside those of its own. */
type EventsOf<T> = T extends Window
  ? WindowEventMap
  : T extends Document
    ? DocumentEventMap
    : T extends HTMLElement
      ? HTMLElementEventMap
      : Record<string, Event>;

/**
 * Adds a listener until the signal aborts. Calls the prototype's methods, because a form field or image named
 * `addEventListener` hides the method of its form, of `document` and of `window`. Removes it by `removeEventListener`,
 * because zone.js before 0.14.3 mishandles the `signal` option: it removes the listeners of the page.
 *
 * @param capture - hears before the listeners that wait for the event to bubble
 */
export function on<T extends EventTarget, K extends keyof EventsOf<T> & string>(
  target: T,
  type: K,
  listener: (event: EventsOf<T>[K]) => void,
  signal: AbortSignal,
  capture = false,
): void {
  if (signal.aborted) return;
  const call = (name: 'addEventListener' | 'removeEventListener') => {
    try {
      EventTarget.prototype[name].call(target, type, listener as EventListener, capture);
    } catch {
      // The window of a test environment is Node's own global object, which is no EventTarget of that environment.
      target[name](type, listener as EventListener, capture);
    }
  };
  call('addEventListener');
  signal.addEventListener('abort', () => call('removeEventListener'), { once: true });
}
