/** The events of the targets that the element listens to, beside those of its own. */
type EventsOf<T> = T extends Window
  ? WindowEventMap
  : T extends Document
    ? DocumentEventMap
    : T extends HTMLElement
      ? HTMLElementEventMap
      : Record<string, Event>;

/**
 * Listens until the signal aborts.
 *
 * By the prototype's own methods: a form's field, or an image, may be called `addEventListener` and stand in the place of
 * the method of its form, of `document` and of `window`. And by `removeEventListener`: zone.js before 0.14.3 replaces
 * `addEventListener` by one that ignores its `signal`.
 */
export function on<T extends EventTarget, K extends keyof EventsOf<T> & string>(
  target: T,
  type: K,
  listener: (event: EventsOf<T>[K]) => void,
  signal: AbortSignal,
): void {
  if (signal.aborted) return;
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  addEventListener.call(target, type, listener as EventListener);
  const stop = () => removeEventListener.call(target, type, listener as EventListener);
  signal.addEventListener('abort', stop, { once: true });
}
