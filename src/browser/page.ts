import { on } from './on.js';
import { ownDocument } from './own-document.js';

/** Whether the page is inside a frame of another page. Compares `window` with `top`, which no page can replace. */
export const isFramed = (): boolean => window !== window.top;

/**
 * The origin of this page; undefined where that is opaque, as in a sandbox without `allow-same-origin`, where `location` has
 * the origin of its URL all the same. A document at `about:srcdoc` has the origin of the page that made it, and so has
 * its base URL.
 */
export function ownOrigin(): string | undefined {
  if (ownDocument('domain') === '') return undefined;
  return location.origin === 'null' ? new URL(ownDocument('baseURI')).origin : location.origin;
}

/** Whether the browser reports no user activation. Some browsers open windows without one; this element does not. */
export const lacksActivation = (): boolean => window.navigator.userActivation?.isActive === false;

/** Leaves this page for another. */
export const leaveFor = (url: URL): void => location.assign(url);

/** Opens another page as a link does, with no way back to this one. To be called inside a click. */
export function followLink(url: URL): void {
  const link = ownDocument('createElement')('a');
  link.href = url.href;
  link.target = '_blank';
  link.rel = 'noopener';
  link.click();
}

/**
 * Shows another URL of this origin in the address bar and the history entry, and loads nothing. Browsers limit how often:
 * over the limit the old URL stays, and the response in it is used all the same.
 */
export function showAddress(url: URL): void {
  try {
    window.history.replaceState(window.history.state, '', url);
  } catch {
    // As above.
  }
}

/** Whether `DOMContentLoaded` has passed. Where the page has replaced `performance`: whether the page has loaded. */
function isContentLoaded(): boolean {
  if (ownDocument('readyState') === 'complete') return true;
  try {
    const [navigation] = window.performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    return !!navigation?.domContentLoadedEventStart;
  } catch {
    return false;
  }
}

/**
 * Calls back after `DOMContentLoaded` and its listeners. The module files and deferred scripts of the markup have run by
 * then; async scripts may not have.
 *
 * @returns false where that has passed: then it does not call back
 */
export function afterPageScripts(then: () => void): boolean {
  if (isContentLoaded()) return false;
  const heard = new AbortController();
  const check = ({ type }: Event) => {
    // If the user stops the loading, no DOMContentLoaded comes.
    if (type === 'readystatechange' && ownDocument('readyState') !== 'complete') return;
    heard.abort();
    setTimeout(then);
  };
  on(document, 'DOMContentLoaded', check, heard.signal);
  on(document, 'readystatechange', check, heard.signal);
  return true;
}
