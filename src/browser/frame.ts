import { on } from './on.js';
import { ownDocument } from './own-document.js';

export interface FrameOptions {
  /** What a screen reader calls the frame. */
  title: string;
  /** Permissions policy of the frame. */
  allow: string;
  /** `sandbox` of the frame; undefined leaves it without one. */
  sandbox?: string | undefined;
}

/** A frame in the page, for one load of one address. */
export interface Frame {
  readonly window: () => Window | null;
  /** Whether the browser has replaced its window, as it does when a frame is moved in the document. */
  lost(): boolean;
  /** Calls back whenever the frame has got another document than the one it was sent to. */
  onReplaced(callback: () => void): void;
  /** Goes to the URL. Once per frame: the URL holds a single-use token. */
  navigate(url: URL): void;
  /** Leaves the frame in the page when its signal aborts. */
  keep(): void;
}

/** Puts an empty frame into the page, until the signal aborts. */
export type OpenFrame = (options: FrameOptions, signal: AbortSignal) => Frame;

/**
 * Puts an empty frame into `box` and takes it out when the signal aborts.
 *
 * It is navigated by its window and not by `src`: the URL holds a token, and attributes are read by everything
 * that looks at a page, session recorders among them. It also means that a frame that is moved in the document, which
 * makes the browser load it again, comes back empty instead of presenting a spent token.
 */
export function openFrame(box: Element, options: FrameOptions, signal: AbortSignal): Frame {
  const frame = ownDocument('createElement')('iframe');
  frame.title = options.title;
  frame.allow = options.allow;
  frame.referrerPolicy = 'strict-origin';
  frame.setAttribute('part', 'frame');
  if (options.sandbox !== undefined) frame.setAttribute('sandbox', options.sandbox);
  box.replaceChildren(frame);

  const opened = frame.contentWindow;
  let kept = false;
  signal.addEventListener('abort', () => kept || frame.remove(), { once: true });
  return {
    window: () => frame.contentWindow,
    lost: () => frame.contentWindow !== opened,
    onReplaced: callback => {
      let arrived = false;
      const onLoad = () => {
        // The empty document that a frame begins with can be looked into; the one that it was sent to cannot.
        if (arrived) callback();
        else arrived = frame.contentDocument === null;
      };
      on(frame, 'load', onLoad, signal);
    },
    navigate: url => frame.contentWindow?.location.replace(url.href),
    keep: () => {
      kept = true;
    },
  };
}
