import { misconfigured } from '../errors.js';

/** Where an instance lives. `connectUrl` wins over `instance`. */
export interface EndpointOptions {
  /** Flinks' name for the customer's environment, for instance `toolbox`: one DNS label. */
  instance?: string | undefined;
  /** Full base URL of Connect for hosts of another form. */
  connectUrl?: string | undefined;
}

// "-iframe" must fit behind it in one DNS label of 63 characters (RFC 1035, 2.3.4).
const instanceName = /^[a-z0-9](?:[a-z0-9-]{0,54}[a-z0-9])?$/i;

const loopback = /^(?:localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Whether plain http is acceptable: traffic to this host never leaves the machine (RFC 8252, 8.3). */
export const isLoopback = (url: URL): boolean => loopback.test(url.hostname);

/**
 * An absolute URL that a bank login may be sent to: https (http on loopback), no user info, no fragment.
 *
 * @param setting - the attribute's name, for the error
 * @throws FlinksLinkError `invalid-configuration`
 */
export function secureUrl(value: string, setting: string): URL {
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    throw misconfigured(`${setting} is not an absolute URL. Write it in full, starting with https://.`);
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) {
    throw misconfigured(
      `${setting} must start with https:// (http:// only for localhost), but starts with ${url.protocol}//. Bank credentials are typed there.`,
    );
  }
  if (url.username || url.password) {
    throw misconfigured(
      `${setting} must not contain a user name or password. Remove what stands before the @.`,
    );
  }
  if (url.hash) throw misconfigured(`${setting} must not have a fragment. Remove what stands behind the #.`);
  return url;
}

/** Flinks' name of an instance, checked: it becomes a part of a host name. */
function hostOf(instance: string, service: 'iframe' | 'api'): string {
  if (!instanceName.test(instance)) {
    throw misconfigured(
      'instance must be the bare name of your Flinks environment (letters, digits and hyphens, for instance "toolbox"). Use connect-url for a full URL.',
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
    'Neither instance nor connect-url is set. Set instance to the name of your Flinks environment, for instance instance="toolbox".',
  );
}

/**
 * Base URL of the API, for backends and native shells; the element itself calls no API.
 *
 * @throws FlinksLinkError `invalid-configuration`
 */
export const apiBaseUrl = (instance: string): URL => new URL(`${hostOf(instance, 'api')}/`);
