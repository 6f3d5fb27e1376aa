import { isFramed, ownOrigin } from '../../browser/page.js';
import { randomText } from '../../browser/random.js';
import { WaitingView } from '../../cards/waiting-view.js';
import { FlinksLinkError, misconfigured } from '../../errors.js';
import {
  type AuthorizeRequest,
  customUrl,
  outboundUrl,
  readAuthorize,
} from '../../protocol/authorize-url.js';
import { parseUrl } from '../../protocol/parse-url.js';
import { deliver } from '../../returns/deliver.js';
import { sharedKey } from '../../returns/element-key.js';
import { respond } from '../../returns/relay.js';
import type { FlowDefinition } from '../../session/flow.js';
import type { Settings } from '../../session/settings.js';
import type { Language, RedirectFlow } from '../../types.js';
import { RedirectRun } from './redirect-run.js';

/** What tells one redirect of Flinks from the other. */
interface Kind {
  readonly name: RedirectFlow;
  /** The settings that it reads, beside those of every redirect. */
  readonly settings: readonly (keyof Settings)[];
  /** Those without which the page cannot build the authorize URL. */
  readonly parts: readonly (keyof Settings)[];
  /** @throws FlinksLinkError `invalid-configuration` */
  build(settings: Readonly<Settings>, language: Language, state: string): URL;
}

/** What the host's own authorize URL is, where it is a text that can be read. */
function readyRequest({ authorizeUrl }: Readonly<Settings>): AuthorizeRequest | undefined {
  return authorizeUrl === undefined || typeof authorizeUrl === 'function'
    ? undefined
    : readAuthorize(authorizeUrl);
}

/** Checks the page that the user comes back to. With an app's own scheme there is none: the app calls `complete()`. */
function checkReturnPage({ redirectUri }: Readonly<Settings>): void {
  if (!redirectUri) return;
  const page = parseUrl(redirectUri, location.href);
  if ((!page || /^https?:$/.test(page.protocol)) && page?.origin !== ownOrigin())
    throw misconfigured('redirect-uri must have the origin of this page, or the response cannot reach it.');
}

/** The way to the bank's own page and back. */
function redirect({ name, settings: own, parts, build }: Kind): FlowDefinition<WaitingView> {
  const request = (settings: Readonly<Settings>, language: Language): AuthorizeRequest => {
    const state = randomText(256);
    return { url: build(settings, language, state), state, redirectUri: settings.redirectUri as string };
  };
  return {
    name,
    settings: ['target', 'authorizeUrl', 'providerId', 'redirectUri', ...own],
    start: 'click',
    stateParams: ['state'],
    relay: respond,

    missing(settings, consumed) {
      if (typeof settings.authorizeUrl === 'function') return [];
      if (settings.authorizeUrl === undefined)
        return parts.filter(part => !settings[part]).map(part => ['authorizeUrl', part]);
      try {
        const ready = readyRequest(settings);
        return ready && consumed.has(ready.state) ? [['authorizeUrl']] : [];
      } catch {
        return [['authorizeUrl']];
      }
    },

    destination: settings =>
      settings.outboundUrl ? new URL(settings.outboundUrl) : readyRequest(settings)?.url,

    check(settings, { isOnlyElement }) {
      const { target, authorizeUrl } = settings;
      checkReturnPage(settings);
      if (target === 'page' && !isOnlyElement()) throw sharedKey();
      if (target === 'page' && isFramed())
        throw new FlinksLinkError(
          'unsupported',
          'target="page" does not work in a framed page. Use target="popup".',
        );
      if (target === 'popup' && typeof BroadcastChannel === 'undefined')
        throw new FlinksLinkError('unsupported', 'This browser has no BroadcastChannel. Use target="page".');
      if (authorizeUrl !== undefined) readyRequest(settings);
      else if (parts.some(part => settings[part])) request(settings, 'en');
      else
        throw misconfigured(
          `flow="${name}" requires authorizeUrl, the URL from your backend. Or set ${parts.join(', ')}.`,
        );
    },

    createView: () => new WaitingView(),

    run(context, host, { providerId = host.settings.providerId, resume }) {
      if (!resume)
        return new RedirectRun(context, host, {
          flow: name,
          providerId,
          build: provider => request({ ...host.settings, providerId: provider }, host.language),
        });
      deliver(context, resume, Date.now());
      return { retry() {} };
    },
  };
}

/** Open banking: OAuth 2.0 at the bank, by way of Flinks' Outbound (Flinks: open-banking). */
export const outbound = /* @__PURE__ */ redirect({
  name: 'outbound',
  settings: ['outboundUrl', 'clientId', 'scope', 'correlationId', 'issuer'],
  parts: ['outboundUrl', 'clientId', 'scope', 'redirectUri'],
  build: (settings, _, state) => outboundUrl(settings, state),
});

/** A Custom API integration: the bank's own page, from which Flinks comes back with a loginId (Flinks: authorize/custom). */
export const custom = /* @__PURE__ */ redirect({
  name: 'custom',
  settings: ['instance', 'institution', 'tag'],
  parts: ['instance', 'redirectUri'],
  build: (settings, language, state) => customUrl({ ...settings, language }, state),
});
