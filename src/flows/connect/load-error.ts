import { FlinksLinkError, type FlinksLinkErrorCode } from '../../errors.js';
import type { LoadFailure } from '../../frame/watch-load.js';

const failures: Readonly<Record<LoadFailure, readonly [FlinksLinkErrorCode, string]>> = {
  blocked: [
    'frame-blocked',
    "This page's Content-Security-Policy blocks Connect. Add Connect's origin to frame-src.",
  ],
  isolated: ['isolated', 'Connect sent no message. Serve this page without Cross-Origin-Embedder-Policy.'],
  offline: ['offline', 'The browser is offline.'],
  silent: [
    'load-timeout',
    'Connect sent no message. Check instance or connect-url, and that Flinks allows this page to frame it.',
  ],
};

/** What a frame that could not be loaded means to the page. */
export const loadError = (reason: LoadFailure): FlinksLinkError => new FlinksLinkError(...failures[reason]);
