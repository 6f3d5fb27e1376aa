import { ConfigError, type Environment, readFlag, readKey, readNumber, readUrl } from './env.ts';
import { type ExpressConfig, readExpress } from './express/express-config.ts';
import { type OutboundConfig, readOutbound } from './outbound/outbound-config.ts';

export { ConfigError } from './env.ts';

/** Where Flinks is, who we are there, and how this demo listens. */
export interface Config {
  /** Base URL of the API, without a slash at its end. */
  apiUrl: string;
  /** Base URL of Flinks Connect. */
  connectUrl: string;
  /** The instance, when it was given by name. */
  instance?: string;
  customerId: string;
  /** Makes authorize tokens; never leaves this process but to Flinks. */
  secretKey: string;
  /** Reads data; never leaves this process but to Flinks. */
  apiKey: string;
  /** How long to wait between two questions for the same data. */
  pollSeconds: number;
  port: number;
  /** Whether Flinks has this customer set up for a Custom API integration. */
  custom: boolean;
  /** Open banking, where it is set up. */
  outbound?: OutboundConfig;
  /** Flinks Express, where it is set up. */
  express?: ExpressConfig;
  /** Whether Connect offers Flinks Capital, the test bank. */
  demo: boolean;
}

/** @throws {ConfigError} for the first variable that is missing or wrong */
export function readConfig(env: Environment): Config {
  return {
    ...readHosts(env),
    customerId: readCustomerId(env),
    secretKey: readKey(env, 'FLINKS_SECRET_KEY', 'it makes the authorize tokens'),
    apiKey: readKey(env, 'FLINKS_API_KEY', 'it is sent as x-api-key to read accounts'),
    pollSeconds: readNumber(
      env,
      'FLINKS_POLL_SECONDS',
      10,
      'a number of seconds above 0 and up to 600',
      n => n > 0 && n <= 600,
    ),
    port: readPort(env),
    demo: readFlag(env, 'FLINKS_DEMO'),
    custom: readFlag(env, 'FLINKS_CUSTOM'),
    ...readOutbound(env),
    ...readExpress(env),
  };
}

export function readPort(env: Environment): number {
  // Three below the highest: without an environment of its own the demo puts the simulator on the three ports above it.
  const valid = (n: number) => Number.isInteger(n) && n >= 1 && n <= 65532;
  return readNumber(env, 'PORT', 3000, 'a whole number from 1 to 65532', valid);
}

const hostRemedy = 'set FLINKS_INSTANCE, or both FLINKS_API_URL and FLINKS_CONNECT_URL';

function readHosts(env: Environment) {
  const instance = env.FLINKS_INSTANCE?.trim();
  const urls = ['FLINKS_API_URL', 'FLINKS_CONNECT_URL'].filter(name => env[name]?.trim());
  if (instance && urls.length > 0)
    throw new ConfigError(
      `FLINKS_INSTANCE and ${urls.join(' and ')} are both set: keep the instance, or the two URLs.`,
    );
  if (!instance)
    return {
      apiUrl: readUrl(env, 'FLINKS_API_URL', hostRemedy).replace(/\/+$/, ''),
      connectUrl: readUrl(env, 'FLINKS_CONNECT_URL', hostRemedy),
    };
  if (!/^[a-z0-9](?:[a-z0-9-]{0,50}[a-z0-9])?$/i.test(instance))
    throw new ConfigError(
      'FLINKS_INSTANCE must be the name of the instance alone, for example toolbox, not an address.',
    );
  return {
    instance,
    apiUrl: `https://${instance}-api.private.fin.ag`,
    connectUrl: `https://${instance}-iframe.private.fin.ag/v2/`,
  };
}

function readCustomerId(env: Environment) {
  const value = env.FLINKS_CUSTOMER_ID?.trim();
  if (!value)
    throw new ConfigError('FLINKS_CUSTOMER_ID is not set: copy the customer id from the Flinks dashboard.');
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value))
    throw new ConfigError(
      'FLINKS_CUSTOMER_ID must be the GUID of your customer account, for example 01234567-89ab-cdef-0123-456789abcdef.',
    );
  return value;
}
