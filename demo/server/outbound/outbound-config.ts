import { ConfigError, type Environment, readFlag, readKey, readUrl } from '../env.ts';

/** Where the open banking side is, and who we are there. */
export interface OutboundConfig {
  /** Base URL, without a slash at its end. */
  url: string;
  /** What an answer's `iss` must say, when it says anything. */
  issuer: string;
  clientId: string;
  /** Never leaves this process but to Flinks. */
  clientSecret: string;
  scope: string;
  /** Whether a code challenge is sent: Flinks does not document it. */
  pkce: boolean;
}

const required = ['FLINKS_OUTBOUND_URL', 'FLINKS_CLIENT_ID', 'FLINKS_CLIENT_SECRET'];
const optional = ['FLINKS_OUTBOUND_ISSUER', 'FLINKS_OUTBOUND_PKCE', 'FLINKS_SCOPE'];

/** Enough for accounts, balances and transactions; a consent should not ask for more than is shown. */
const defaultScope = 'ACCOUNT_BASIC ACCOUNT_DETAILED TRANSACTIONS';

/** Open banking, as a part of the configuration; an empty one where none of its variables is set. */
export function readOutbound(env: Environment): { outbound?: OutboundConfig } {
  if (![...required, ...optional].some(name => env[name]?.trim())) return {};
  const remedy = `open banking needs all of ${required.join(', ')}`;
  const url = readUrl(env, 'FLINKS_OUTBOUND_URL', remedy).replace(/\/+$/, '');
  return {
    outbound: {
      url,
      issuer: env.FLINKS_OUTBOUND_ISSUER?.trim() || url,
      clientId: readKey(env, 'FLINKS_CLIENT_ID', 'open banking knows this demo by it'),
      clientSecret: readKey(env, 'FLINKS_CLIENT_SECRET', 'it exchanges the authorization code'),
      scope: readScope(env),
      pkce: readFlag(env, 'FLINKS_OUTBOUND_PKCE'),
    },
  };
}

function readScope(env: Environment) {
  const scope = env.FLINKS_SCOPE?.trim().split(/\s+/).join(' ') || defaultScope;
  if (!/^[A-Z_]+(?: [A-Z_]+)*$/.test(scope) || !scope.split(' ').includes('ACCOUNT_BASIC'))
    throw new ConfigError(
      `FLINKS_SCOPE must be scopes separated by spaces, ACCOUNT_BASIC among them, for example ${defaultScope}.`,
    );
  return scope;
}
