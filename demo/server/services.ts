import type { Config } from './config.ts';
import type { Handoffs } from './express/handoffs.ts';
import type { FlinksApi } from './flinks-api.ts';
import type { Links } from './links.ts';
import type { CredentialsBank } from './outbound/provider-list.ts';
import type { Sessions } from './sessions.ts';

/** What the routes work with. */
export interface Services {
  config: Config;
  /** Told what went wrong, never with a key, a token or a loginId. */
  log: (line: string) => void;
  api: FlinksApi;
  links: Links;
  sessions: Sessions;
  handoffs: Handoffs;
  /** Banks without open banking: only a simulator names them. */
  credentialsBanks: readonly CredentialsBank[];
  /** Where `flinks-link.js` is; the build's folder by default. */
  elementFolder?: string;
}
