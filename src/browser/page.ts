import { ownDocument } from './own-document.js';

/** Whether the page is inside a frame of another page. `window` and `top` are the only names for it that no page replaces. */
export const isFramed = (): boolean => window !== window.top;

/**
 * The origin of this page; undefined where that is opaque, as in a sandbox without `allow-same-origin`, where `location` has
 * the origin of the address all the same.
 */
export const ownOrigin = (): string | undefined =>
  ownDocument('domain') === '' ? undefined : location.origin;

/** Whether the user has done nothing of late for which browsers let a page open a window. Some let it without: that is no licence. */
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
 * Puts another address of this origin into the address bar and the history entry, and loads nothing. Browsers limit how often
 * a page may: then the old one stays, which is no reason to lose what it says.
 */
export function showAddress(url: URL): void {
  try {
    window.history.replaceState(window.history.state, '', url);
  } catch {
    // As above.
  }
}
