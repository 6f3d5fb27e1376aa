import { FlinksLinkError, type FlinksLinkErrorCode } from '../../errors.js';
import type { LoadFailure } from '../../frame/watch-load.js';

const failures: Readonly<Record<LoadFailure, readonly [FlinksLinkErrorCode, string]>> = {
  blocked: [
    'frame-blocked',
    "This page's Content-Security-Policy blocks Connect. Add its origin to frame-src:",
  ],
  isolated: [
    'isolated',
    "Connect cannot load under this page's Cross-Origin-Embedder-Policy. Remove the header, or set it to unsafe-none.",
  ],
  offline: ['offline', 'The browser is offline.'],
  silent: [
    'load-timeout',
    'Connect sent no message. Check instance or connect-url, and that Flinks allows this page to frame it.',
  ],
};

/**
 * What a frame that could not be loaded means to the page.
 *
 * @param origin - of the frame, where there was one
 */
export function loadError(reason: LoadFailure, origin = ''): FlinksLinkError {
  const [code, message] = failures[reason];
  return new FlinksLinkError(code, reason === 'blocked' ? `${message} ${origin}` : message);
}
