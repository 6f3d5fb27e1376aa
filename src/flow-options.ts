import { ownOrigin } from './browser/page.js';
import { randomText } from './browser/random.js';
import { isOnlyOwner, ownerOf } from './element/element-key.js';
import { type FlinksLinkSettings, given, withDefaults } from './element/settings.js';
import { misconfigured } from './errors.js';
import type { AutoOptions } from './flows/auto/auto-run.js';
import { ProviderSource } from './flows/auto/provider-source.js';
import type { ConnectOptions } from './flows/connect/connect-run.js';
import { TokenSource } from './flows/connect/token-source.js';
import { AuthorizeSource } from './flows/redirect/authorize-source.js';
import type { RedirectOptions } from './flows/redirect/redirect-run.js';
import { messagesIn } from './i18n/localize.js';
import { type AuthorizeRequest, customUrl, outboundUrl } from './protocol/authorize-url.js';
import { connectUrl } from './protocol/connect-url.js';
import { sharedOwner } from './returns/transactions.js';
import type { Language } from './types.js';

/** The longest that a timer can wait. */
const longest = 2 ** 31 - 1;

/** What reads the page's markup, session recorders and caches of pages among them, must not find a live token there. */
function takeOffTag(settings: FlinksLinkSettings, token: string): void {
  if (settings.getAttribute('authorize-token') === token) settings.removeAttribute('authorize-token');
}

/** What a Connect session is made of: read once, at its start. */
export function connectOptions(
  settings: FlinksLinkSettings,
  language: Language,
  used: Set<string>,
): ConnectOptions {
  const { loadTimeout, allow } = withDefaults(settings);
  const { instance, connectUrl, demo, theme, customerName, tag, institution, requestId, redirectUri } =
    given(settings);
  const { params, authorizeToken, sandbox } = given(settings);
  return {
    instance,
    connectUrl,
    demo,
    language,
    theme,
    customerName,
    tag,
    institution,
    requestId,
    redirectUri,
    params: typeof params === 'object' ? { ...params } : params,
    loadTimeout: Math.min(loadTimeout, longest),
    tokens: new TokenSource(authorizeToken, used, token => takeOffTag(settings, token)),
    frame: { title: messagesIn(language).frame, allow, sandbox },
    owner: ownerOf(settings),
    isOnlyOwner: () => isOnlyOwner(settings),
    returnTo: location.href,
  };
}

/**
 * What a redirect session is made of: read once, at its start.
 *
 * @throws FlinksLinkError `invalid-configuration`
 */
export function redirectOptions(
  settings: FlinksLinkSettings,
  language: Language,
  used: Set<string>,
  providerId = settings.providerId,
): RedirectOptions {
  const { target, loadTimeout } = withDefaults(settings);
  const { authorizeUrl, instance, institution, tag, clientId, scope, correlationId, issuer, redirectUri } =
    given(settings);
  const { outboundUrl: outboundBase } = settings;
  const flow = settings.flow === 'custom' ? 'custom' : 'outbound';
  const back =
    redirectUri && URL.canParse(redirectUri, location.href) ? new URL(redirectUri, location.href) : undefined;
  // What comes back to an app by its own scheme, the app hands to complete().
  if (redirectUri && (!back || /^https?:$/.test(back.protocol)) && back?.origin !== ownOrigin()) {
    throw misconfigured('redirect-uri must have the origin of this page, or the answer cannot reach it.');
  }
  if (target === 'page' && !isOnlyOwner(settings)) throw sharedOwner();
  const build = (provider = providerId): AuthorizeRequest => {
    const state = randomText(256);
    const common = { redirectUri, tag, institution, language };
    const url =
      flow === 'custom'
        ? customUrl({ ...common, instance }, state)
        : outboundUrl(
            {
              ...common,
              outboundUrl: outboundBase,
              clientId,
              scope,
              providerId: provider,
              correlationId,
            },
            state,
          );
    return { url, state, redirectUri: redirectUri as string };
  };
  if (authorizeUrl === undefined) build(); // Whatever is wrong is said before a window opens.
  return {
    flow,
    target,
    language,
    requests: new AuthorizeSource(authorizeUrl, build, used),
    blankText: messagesIn(language).loadingBank,
    loadTimeout: Math.min(loadTimeout, longest),
    isOnlyOwner: () => isOnlyOwner(settings),
    attempt: {
      owner: ownerOf(settings),
      returnTo: location.href,
      redirectUri: back?.href ?? '',
      ...(providerId ? { providerId } : {}),
      ...(correlationId ? { correlationId } : {}),
      ...(issuer ? { issuer } : {}),
      ...(tag ? { tag } : {}),
    },
  };
}

/**
 * What a session over several flows is made of: read once, at its start, and checked for all of them.
 *
 * @throws FlinksLinkError `invalid-configuration`
 */
export function autoOptions(
  settings: FlinksLinkSettings,
  language: Language,
  used: Set<string>,
): Pick<AutoOptions, 'providers' | 'outbound' | 'connect'> {
  const { providers, authorizeUrl, authorizeToken } = given(settings);
  const { loadTimeout } = withDefaults(settings);
  const source = new ProviderSource(providers, language, Math.min(loadTimeout, longest));
  if (authorizeUrl && typeof authorizeUrl !== 'function') {
    throw misconfigured('authorizeUrl must be a function with flow="auto": it is told the providerId.');
  }
  if (authorizeToken === undefined) {
    throw misconfigured('authorizeToken is missing: banks without open banking are linked by Connect.');
  }
  const connect = connectOptions(settings, language, used);
  connectUrl(connect);
  const outbound = redirectOptions(settings, language, used);
  return { providers: source, connect, outbound: { ...outbound, hasFallback: true } };
}
