import { misconfigured } from '../errors.js';

/** Where an instance lives. `connectUrl` wins over `instance`. */
export interface EndpointOptions {
  /** Flinks' name for the customer's environment, for instance `toolbox`: one DNS label. */
  instance?: string | undefined;
  /** Full base URL of Connect for hosts of another form. */
  connectUrl?: string | undefined;
}

// "-iframe" must fit after it in one DNS label of 63 characters (RFC 1035, 2.3.4).
const instanceName = /^[a-z0-9](?:[a-z0-9-]{0,54}[a-z0-9])?$/i;

const loopback = /^(?:localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Whether plain http is acceptable: traffic to this host never leaves the machine (RFC 8252, 8.3). */
export const isLoopback = (url: URL): boolean => loopback.test(url.hostname);

/**
 * An absolute URL that a bank login may be sent to: https (http on loopback), no user info, no fragment.
 *
 * @param setting - the attribute's name, for the error
 * @param others - URLs of other schemes that may pass as well, as a pattern of the whole
 * @throws FlinksLinkError `invalid-configuration`
 */
export function secureUrl(value: string, setting: string, others?: RegExp): URL {
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    throw misconfigured(`${setting} must be an absolute https:// URL.`);
  }
  if (
    url.protocol !== 'https:' &&
    !(url.protocol === 'http:' && isLoopback(url)) &&
    !others?.test(url.href)
  ) {
    throw misconfigured(`${setting} must start with https://, or http:// on localhost.`);
  }
  if (url.username || url.password) {
    throw misconfigured(`${setting} must not contain a user name. Remove the part before the @.`);
  }
  // Not by `hash`, which is empty for a lone #.
  if (url.href.includes('#'))
    throw misconfigured(`${setting} must not contain a fragment. Remove the # and the part after it.`);
  return url;
}

/** Flinks' name of an instance, checked: it becomes a part of a host name. */
function hostOf(instance: string, service: 'iframe' | 'api'): string {
  if (!instanceName.test(instance)) {
    throw misconfigured(
      'instance must be the name of your Flinks environment, such as "toolbox". For a full URL, set connect-url.',
    );
  }
  return `https://${instance}-${service}.private.fin.ag`;
}

/**
 * Base URL of the Connect application (Flinks: flinks-connect/widget; `/v2/` is the current design).
 *
 * @throws FlinksLinkError `invalid-configuration`
 */
export function connectBaseUrl({ instance, connectUrl }: EndpointOptions): URL {
  if (connectUrl) return secureUrl(connectUrl, 'connect-url');
  if (instance) return new URL(`${hostOf(instance, 'iframe')}/v2/`);
  throw misconfigured(
    'Set instance to the name of your Flinks environment, such as "toolbox", or connect-url to a full URL.',
  );
}

/**
 * Base URL of the API, for backends and native shells; the element itself calls no API.
 *
 * @throws FlinksLinkError `invalid-configuration`
 */
export const apiBaseUrl = (instance: string): URL => new URL(`${hostOf(instance, 'api')}/`);
