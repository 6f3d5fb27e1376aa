import { now } from './clock.js';

/** A window that was opened blank, inside a click. */
export interface Popup {
  readonly window: Window;
  /** Leaves the blank page for the bank's. */
  navigate(url: URL): void;
  focus(): void;
}

/** What the page may know of a window that is gone, or seems to be. */
export type Closed =
  /** The user closed it before it was sent to the bank. This is certain. */
  | 'blank'
  /** It reports `closed`, and nothing suggests otherwise. */
  | 'perhaps'
  /** It reported `closed` as soon as our blank page was gone: COOP has cut the tie, and the window is probably still open. */
  | 'severed';

export interface PopupOptions {
  /** Shown until the bank's URL is known. */
  readonly text: string;
  readonly language: string;
  readonly signal: AbortSignal;
  /** Tells once what became of the window. Only `blank` is a fact. */
  readonly onClosed: (how: Closed) => void;
  /** The signal has aborted. Tells whether the window could be closed; else it may still be open. */
  readonly onEnded: (isClosed: boolean) => void;
}

/** Milliseconds between two checks of the window. */
const pace = 250;

/** Milliseconds. A window that reports `closed` this soon after our blank page is gone was cut off by COOP. */
const severance = 1_500;

/**
 * Checks that must find the window closed before `perhaps` is reported: a callback page with its own COOP cuts the tie just
 * before its response arrives. A count instead of a duration gives a throttled page more time.
 */
const checksInDoubt = 8;

/** Whether the window still shows our blank page. It does until the bank responds; reading another origin throws. */
const isBlank = (opened: Window): boolean => {
  try {
    return opened.location.href === 'about:blank';
  } catch {
    return false;
  }
};

/**
 * Whether this page can close it: while it shows a page of this origin, and in Firefox always. Chromium and WebKit let a page
 * close a window at another origin only if that one knows its opener, and report the attempt as an error on the console.
 */
function canClose(opened: Window): boolean {
  try {
    return opened.location.href !== '';
  } catch {
    return 'mozInnerScreenX' in window;
  }
}

/** A page may have a function, or anything else, called `open`: then no window opens, as where the browser blocks it. */
function openWindow(features: string): Window | null | undefined {
  try {
    return window.open('about:blank', '_blank', features);
  } catch {
    return undefined;
  }
}

/**
 * Opens a blank window; call it inside a click, before anything is waited for. It has no name, so that a page that has
 * opened a window of that name before does not get the bank's; its `opener` is cut, so that the bank's page cannot send
 * this one elsewhere (OWASP: reverse tabnabbing).
 *
 * @returns undefined when the browser has blocked it
 */
export function openPopup({ text, language, signal, onClosed, onEnded }: PopupOptions): Popup | undefined {
  const [width, height] = [520, 760];
  const left = window.screenX + Math.max(0, (window.outerWidth - width) / 2);
  const top = window.screenY + Math.max(0, (window.outerHeight - height) / 2);
  const opened = openWindow(`popup,width=${width},height=${height},left=${left},top=${top}`);
  if (!opened || opened.closed) return undefined;

  let isOnItsWay = false;
  let lastOpenAt = 0;
  /** When our blank page was first seen to be gone. */
  let leftAt: number | undefined;
  let checksClosed = 0;
  try {
    opened.opener = null;
    const blank = opened.document;
    blank.documentElement.lang = language;
    blank.title = blank.body.textContent = text;
  } catch {
    // The window works without it.
  }
  const tell = (how: Closed): void => {
    clearInterval(timer);
    onClosed(how);
  };
  const check = (): void => {
    const time = now();
    if (!opened.closed) {
      lastOpenAt = time;
      if (isOnItsWay && leftAt === undefined && !isBlank(opened)) leftAt = time;
      return;
    }
    if (!isOnItsWay) tell('blank');
    // `lastOpenAt` is old if the browser suspended this page. Then the cause is unknown.
    else if (time - (leftAt ?? lastOpenAt) < severance) tell('severed');
    else if (++checksClosed === checksInDoubt) tell('perhaps');
  };
  const timer = setInterval(check, pace);
  const close = (): boolean => {
    clearInterval(timer);
    // COOP may have cut the tie to a window that reports to be closed.
    if (opened.closed || !canClose(opened)) return false;
    opened.close();
    return true;
  };
  signal.addEventListener('abort', () => onEnded(close()), { once: true });
  return {
    window: opened,
    navigate: url => {
      check();
      isOnItsWay = true;
      opened.location.replace(url.href);
    },
    focus: () => opened.focus(),
  };
}
