/*
 * What happens in the page, told to the test's server. Outcomes synchronously: what was told, was told before anything that
 * follows it, and no navigation loses it.
 */
import type { FlinksLinkEventMap } from '../../../src/element/events.js';
import type { FlinksLinkError } from '../../../src/errors.js';
import type { Tells, ToldError } from './told.js';

declare global {
  interface Window {
    /** Milliseconds that the clock of the page is ahead. Set by the server; a test may set it again. */
    ahead: number;
    tell: <K extends keyof Tells>(type: K, more: Tells[K]) => void;
    withoutClick: (act: () => unknown) => void;
  }
  // The events bubble.
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the interface adds them to those of the page
  interface WindowEventMap extends FlinksLinkEventMap {}
  interface PerformanceNavigationTiming {
    /** Why the page was not cached. */
    readonly notRestoredReasons?: unknown;
  }
}

window.tell = (type, more) => {
  const entry = JSON.stringify({ type, path: location.pathname, href: location.href, ...more });
  // Firefox lets the page go while it waits for an answer, and takes messages from its driver, which may bring the rights of
  // a click: what only goes before an outcome, or before a window opens, must not hold it up.
  if (type === 'flinks-step' || type === 'flinks-navigate')
    return void navigator.sendBeacon('/journal', entry);
  const request = new XMLHttpRequest();
  request.open('POST', '/journal', false);
  return request.send(entry);
};

const { now } = Date;
Date.now = () => now.call(Date) + window.ahead;

/** What JSON leaves out of an error. */
const plain = ({ code, retryable, message, cause }: FlinksLinkError): ToldError => ({
  code,
  retryable,
  message,
  cause,
});

const names = [
  'ready',
  'step',
  'notice',
  'close-request',
  'navigate',
  'fallback',
  'login',
  'code',
  'linked',
  'handoff',
  'cancel',
  'error',
] as const;
for (const name of names) {
  const type = `flinks-${name}` as const;
  addEventListener(type, ({ target, detail }) => {
    const id = target instanceof Element ? target.id : '';
    const told = detail && 'error' in detail ? plain(detail.error) : detail;
    // An event has the detail of its type.
    window.tell(type, { id, detail: told } as Tells[typeof type]);
  });
}
addEventListener('pageshow', ({ persisted }) => {
  const [navigation] = performance.getEntriesByType('navigation');
  const reasons = navigation instanceof PerformanceNavigationTiming && navigation.notRestoredReasons;
  window.tell('pageshow', { persisted, notRestoredReasons: reasons });
});
addEventListener('error', ({ message }) => window.tell('fault', { message }));
addEventListener('unhandledrejection', ({ reason }) => window.tell('fault', { message: String(reason) }));
addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) =>
  window.tell('fault', { message: `${effectiveDirective} ${blockedURI}` }),
);

/**
 * Acts where the browser blocks windows. Drivers give a page that they open the rights of a click for a while, and a busy
 * browser counts that while from later on than the page does: a window that opens uses them up.
 */
window.withoutClick = act => {
  const probe = !navigator.userActivation?.isActive && window.open('about:blank');
  if (probe === null) return void act();
  if (probe) probe.close();
  return void setTimeout(window.withoutClick, 50, act);
};

if (document.currentScript?.dataset.probe !== undefined)
  window.withoutClick(() => window.tell('blocked', {}));
