import type { Authorize, LoginOutcome } from '../../../src/index.js';
import type { HostConfig } from '../../server/host-config.js';
import type { Link } from '../../server/link.js';
import type { en } from '../text/en.js';
import { fieldOf } from './field-of.js';

export type LinkView = ReturnType<Link['view']> | { state: 'none' };

interface CustomRequest {
  /** Flinks' number of the bank. */
  institution: string;
  language: 'en' | 'fr';
  signal: AbortSignal;
}

/** The host's backend turned a request down, or did not answer. */
export class HostError extends Error {
  readonly code: string;

  override name = 'HostError';

  /** @param code - the code of the answer, `unreachable` without one */
  constructor(code: string) {
    super(`The host's backend answered ${code}.`);
    this.code = code;
  }
}

/** The backend of this page. */
export const host = {
  config: () => ask<HostConfig>('GET', '/api/config'),

  token: async () => (await ask<{ token: string }>('POST', '/api/flinks/token')).token,

  /**
   * `keepalive`: the loginId arrives even when the user leaves the page in this moment.
   *
   * @param detail - of a `flinks-login` event
   */
  login: (detail: LoginOutcome) =>
    tell('POST', '/api/flinks/login', { keepalive: true, body: JSON.stringify(detail) }),

  /** The address that leads to the bank in a Custom integration, as the element's `authorizeUrl` asks for it. */
  startCustom: ({ signal, ...wanted }: CustomRequest) =>
    ask<Authorize>('POST', '/api/custom/start', { signal, body: JSON.stringify(wanted) }),

  link: () => ask<LinkView>('GET', '/api/link'),

  refresh: () => ask<LinkView>('POST', '/api/link/refresh'),

  unlink: () => tell('DELETE', '/api/link'),
};

/**
 * Asks the backend of this page, which is of the same build: its JSON is of the types that it is written with.
 *
 * @throws {HostError}
 */
export async function ask<Answer>(method: string, path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(path, { ...init, method }).catch(() => undefined);
  if (!response) throw new HostError('unreachable');
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) {
    const code = fieldOf(fieldOf(answer, 'error'), 'code');
    throw new HostError(typeof code === 'string' ? code : String(response.status));
  }
  // The types of both are checked together.
  return answer as Answer;
}

/**
 * Tells the backend of this page something that it has no answer to.
 *
 * @throws {HostError}
 */
export async function tell(method: string, path: string, init: RequestInit = {}): Promise<void> {
  await ask<unknown>(method, path, init);
}

/**
 * What to tell the user about a request that failed.
 *
 * @param other - says the rest
 */
export function explain(
  error: unknown,
  text: typeof en,
  other: (code: string) => string = text.errors.other,
) {
  const code = error instanceof HostError ? error.code : 'unexpected';
  const known: Record<string, string> = {
    relink: text.openBanking.relink,
    CARD_IN_USE: text.errors.cardInUse,
    busy: text.errors.busy,
    'no-session': text.errors.session,
    'not-linked': text.errors.session,
    'login-taken': text.errors.taken,
    unreachable: text.errors.unreachable,
    UNREACHABLE: text.status.noAnswer,
    TIMEOUT: text.status.noAnswer,
    UNEXPECTED_ANSWER: text.status.unclear,
  };
  return known[code] ?? other(code);
}
