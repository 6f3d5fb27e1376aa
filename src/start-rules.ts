import type { StartConditions } from './element/auto-start.js';
import { type FlinksLinkSettings, withDefaults } from './element/settings.js';
import { readAuthorize } from './protocol/authorize-url.js';

/** What the rules have to know beside the settings. */
export interface StartState {
  /** The element is in the document and enabled, and has no session. */
  readonly free: boolean;
  readonly used: ReadonlySet<string>;
}

/** Whether there is a token for another session. */
function hasToken({ authorizeToken }: FlinksLinkSettings, used: ReadonlySet<string>): boolean {
  const token = authorizeToken ?? undefined;
  return token !== undefined && (typeof token === 'function' || !used.has(token));
}

/** Whether there is an authorize URL for another session. */
function hasUrl({ authorizeUrl }: FlinksLinkSettings, used: ReadonlySet<string>): boolean {
  if (typeof authorizeUrl === 'function' || !authorizeUrl) return true;
  try {
    return !used.has(readAuthorize(authorizeUrl).state);
  } catch {
    return false;
  }
}

/** Whether another session could be started: what it needs once is there once more. */
export function canRestart(settings: FlinksLinkSettings, used: ReadonlySet<string>): boolean {
  const { flow } = withDefaults(settings);
  return flow === 'connect' || flow === 'auto' ? hasToken(settings, used) : hasUrl(settings, used);
}

/** When a session starts by itself: inline only. */
export function startConditions(settings: FlinksLinkSettings, { free, used }: StartState): StartConditions {
  const { flow, display } = withDefaults(settings);
  const { loading, instance, connectUrl, providers } = settings;
  return {
    wanted:
      free &&
      (flow === 'connect' || (flow === 'auto' && !!providers)) &&
      display !== 'dialog' &&
      !!(instance || connectUrl),
    token: hasToken(settings, used),
    lazy: loading === 'lazy',
  };
}
