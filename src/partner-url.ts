import type { FlinksLinkSettings } from './element/settings.js';
import { misconfigured } from './errors.js';
import { isRedirect } from './flow-kinds.js';
import { connectBaseUrl, secureUrl } from './protocol/endpoints.js';

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
