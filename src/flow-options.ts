import { randomText } from './browser/random.js';
import { FlinksLinkError, misconfigured } from './errors.js';
import { sharedOwner } from './flows/attempts.js';
import type { AutoOptions } from './flows/auto.js';
import { AuthorizeSource } from './flows/authorize-source.js';
import type { ConnectOptions } from './flows/connect.js';
import { ProviderSource } from './flows/provider-source.js';
import type { RedirectOptions } from './flows/redirect.js';
import { TokenSource } from './flows/token-source.js';
import { type AuthorizeRequest, customUrl, outboundUrl } from './protocol/authorize-url.js';
import { connectUrl } from './protocol/connect-url.js';
import { connectBaseUrl, secureUrl } from './protocol/endpoints.js';
import { refuseSecrets } from './protocol/secrets.js';
import { defaults, type FlinksLinkSettings } from './settings.js';
import type { Display, Flow, Language, Target } from './types.js';
import { messagesIn } from './ui/localize.js';

const flows: readonly Flow[] = ['connect', 'outbound', 'custom', 'express', 'auto'];
const displays: readonly Display[] = ['inline', 'dialog'];
const targets: readonly Target[] = ['popup', 'page'];

/** Whether a flow leads to a bank's own page, and nowhere else. */
export const isRedirect = (flow: Flow): flow is 'outbound' | 'custom' =>
  flow === 'outbound' || flow === 'custom';

/** Whether people come back with an answer of OAuth. */
export const isAnswered = (flow: Flow): boolean => isRedirect(flow) || flow === 'auto';

/** Whose attempts to come back are this element's: its `id`, else its `name`. */
export const ownerOf = ({ id, name }: FlinksLinkSettings): string => id || name || '';

/** This element, and the others of its kind in the page. */
export const elementsWith = (settings: FlinksLinkSettings): Set<FlinksLinkSettings> =>
  new Set([settings, ...document.querySelectorAll<FlinksLinkSettings>(settings.localName)]);

/** Whether no other element of the page would take the answer to this one's attempt. */
const isOnlyOwner = (settings: FlinksLinkSettings): boolean =>
  [...elementsWith(settings)].filter(each => ownerOf(each) === ownerOf(settings)).length < 2;

/** Whether a click is needed first: a window or another site is all that there is to see. */
export const opensElsewhere = (flow: Flow): boolean => isRedirect(flow) || flow === 'express';

/** Where the flow will go, if that can be said already. */
export function partnerUrl(settings: FlinksLinkSettings): URL | undefined {
  try {
    if (settings.flow === 'express') return expressUrl(settings);
    if (!isRedirect(settings.flow)) return connectBaseUrl(settings);
    return new URL((settings.outboundUrl ?? settings.authorizeUrl) as string);
  } catch {
    return undefined; // Said when a session starts.
  }
}

/**
 * Checks what concerns every flow.
 *
 * @throws FlinksLinkError `invalid-configuration`, `unsupported`
 */
export function checkSettings(settings: FlinksLinkSettings): void {
  // data-* belongs to others: extensions and frameworks leave their marks there.
  refuseSecrets(
    settings.getAttributeNames().filter(name => !name.startsWith('data-')),
    'The attribute',
  );
  refuseSecrets(Object.keys(settings), 'The property');
  const { flow, display, target, loadTimeout } = withDefaults(settings);
  oneOf('flow', flow, flows);
  oneOf('display', display, displays);
  oneOf('target', target, targets);
  if (self.origin === 'null') {
    throw new FlinksLinkError(
      'unsupported',
      'This page has no origin of its own: serve it over https, and sandbox it with allow-same-origin if at all.',
    );
  }
  if (!(loadTimeout > 0)) throw misconfigured('load-timeout must be milliseconds above 0.');
}

function oneOf(setting: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) throw misconfigured(`${setting} must be one of ${allowed.join(', ')}.`);
}

/** Frameworks set a property to undefined where they mean "not set". */
export function withDefaults(settings: FlinksLinkSettings) {
  const {
    flow = defaults.flow,
    display = defaults.display,
    target = defaults.target,
    loadTimeout = defaults.loadTimeout,
    allow = defaults.allow,
  } = settings;
  return { flow, display, target, loadTimeout, allow };
}

/** The longest that a timer can wait. */
const longest = 2 ** 31 - 1;

/** What a Connect session is made of: read once, at its start. */
export function connectOptions(
  settings: FlinksLinkSettings,
  language: Language,
  used: Set<string>,
): ConnectOptions {
  const { loadTimeout, allow } = withDefaults(settings);
  const { instance, connectUrl, demo, theme, customerName, tag, institution, requestId, redirectUri } =
    settings;
  const { params, authorizeToken, sandbox } = settings;
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
    tokens: new TokenSource(authorizeToken, used),
    frame: { title: messagesIn(language).frame, allow, sandbox: sandbox ?? undefined },
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
    settings;
  const flow = settings.flow === 'custom' ? 'custom' : 'outbound';
  const back =
    redirectUri && URL.canParse(redirectUri, location.href) ? new URL(redirectUri, location.href) : undefined;
  // What comes back to an app by its own scheme, the app hands to complete().
  if (redirectUri && (!back || /^https?:$/.test(back.protocol)) && back?.origin !== self.origin) {
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
              outboundUrl: settings.outboundUrl,
              clientId,
              scope,
              providerId: provider,
              correlationId,
            },
            state,
          );
    return { url, state, redirectUri: redirectUri as string };
  };
  if (authorizeUrl === undefined || authorizeUrl === null) build(); // Whatever is wrong is said before a window opens.
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
 * Where Express lives.
 *
 * @throws FlinksLinkError `invalid-configuration`
 */
export function expressUrl({ expressUrl: value }: FlinksLinkSettings): URL {
  if (!value)
    throw misconfigured('express-url is missing: Flinks gives you the address of your Express site.');
  return secureUrl(value, 'express-url');
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
  const { providers, authorizeUrl, authorizeToken } = settings;
  const { loadTimeout } = withDefaults(settings);
  const source = new ProviderSource(providers, language, Math.min(loadTimeout, longest));
  if (authorizeUrl && typeof authorizeUrl !== 'function') {
    throw misconfigured('authorizeUrl must be a function with flow="auto": it is told the providerId.');
  }
  if (authorizeToken === undefined || authorizeToken === null) {
    throw misconfigured('authorizeToken is missing: banks without open banking are linked by Connect.');
  }
  const connect = connectOptions(settings, language, used);
  connectUrl(connect);
  const outbound = redirectOptions(settings, language, used);
  return { providers: source, connect, outbound: { ...outbound, hasFallback: true } };
}
