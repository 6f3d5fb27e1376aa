import { FlinksLinkError, type FlinksLinkErrorCode } from '../../errors.js';
import type { LoadFailure } from '../../frame/watch-load.js';

const failures: Readonly<Record<LoadFailure, readonly [FlinksLinkErrorCode, string]>> = {
  blocked: [
    'frame-blocked',
    "The page's Content-Security-Policy blocks Connect. Add its origin to frame-src.",
  ],
  isolated: ['isolated', 'Connect stayed silent. Serve the page without Cross-Origin-Embedder-Policy.'],
  offline: ['offline', 'The browser has no network.'],
  silent: [
    'load-timeout',
    'Connect stayed silent. Check instance or connect-url, and that Flinks lets this page frame it.',
  ],
};

/** What a frame that could not be loaded means to the page. */
export const loadError = (reason: LoadFailure): FlinksLinkError => new FlinksLinkError(...failures[reason]);
