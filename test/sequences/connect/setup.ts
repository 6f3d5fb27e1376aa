import fc from 'fast-check';
import type { AuthorizeToken } from '../../../src/session/host-functions.ts';
import { defaults, type Settings } from '../../../src/session/settings.ts';

/** What the host's token function does when it is called. */
export type TokenPlan = 'fresh' | 'spent' | 'empty' | 'rejects' | 'throws' | 'pending';

/** How the page has set up its element. */
export interface Setup {
  readonly token: 'function' | 'text' | 'none';
  /** Of the calls of the function, in turn; all further ones give fresh tokens. */
  readonly calls: readonly TokenPlan[];
  readonly tag: boolean;
  readonly redirectUri: boolean;
  readonly requestId: boolean;
  readonly params: '' | 'innerRedirect=true' | 'oauthWindowRedirect=true' | 'accountSelectorMultiple=true';
  /** `sessionStorage` has room. */
  readonly hasRoom: boolean;
  /** Listeners let each announced event happen. */
  readonly allows: boolean;
}

const often = <T>(value: T, ...rare: T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(value) }, { weight: 3, arbitrary: fc.constantFrom(...rare) });

export const setups: fc.Arbitrary<Setup> = fc.record({
  token: often<Setup['token']>('function', 'text', 'none'),
  calls: fc.array(often<TokenPlan>('fresh', 'spent', 'empty', 'rejects', 'throws', 'pending'), {
    maxLength: 4,
  }),
  tag: fc.boolean(),
  redirectUri: fc.boolean(),
  requestId: fc.boolean(),
  params: often<Setup['params']>(
    '',
    'innerRedirect=true',
    'oauthWindowRedirect=true',
    'accountSelectorMultiple=true',
  ),
  hasRoom: often(true, false),
  allows: often(true, false),
});

/** Milliseconds until a silent frame has failed. */
export const loadTimeout = 3_000;

/** Where the stand-in's Connect is. */
export const connectOrigin = 'https://connect.example';

export function settingsOf(setup: Setup, authorizeToken: AuthorizeToken): Readonly<Settings> {
  const settings: Partial<Settings> = {
    ...defaults,
    loadTimeout,
    connectUrl: `${connectOrigin}/v2/`,
    authorizeToken,
    ...(setup.tag && { tag: 'our-tag' }),
    ...(setup.redirectUri && { redirectUri: 'https://host.example/back' }),
    ...(setup.requestId && { requestId: 'resumed' }),
    ...(setup.params && { params: setup.params }),
  };
  // Those that are left out are undefined either way.
  return Object.freeze(settings) as Settings;
}
