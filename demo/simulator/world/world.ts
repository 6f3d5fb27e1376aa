import { type Login, Logins } from './logins.ts';
import { type Request, Requests } from './requests.ts';
import { questions } from './sandbox-users.ts';
import { Tokens } from './tokens.ts';

const minute = 60_000;

export interface WorldOptions {
  /** The clock. */
  now: () => number;
  /** 30 minutes by default. */
  tokenLifetimeMs?: number;
  /** How long a session waits for a user's answer; 8 minutes by default. */
  requestLifetimeMs?: number;
  /** How long an authorized session lives without use; 30 minutes by default. */
  processingMs?: number;
  /** How long GetAccountsDetail answers 202 for fresh data; 3000 by default. */
  pendingMs?: number;
}

/** All that one simulator remembers. The API and the Connect app share it: a login made in one is found by the other. */
export function createWorld({
  now,
  tokenLifetimeMs = 30 * minute,
  requestLifetimeMs = 8 * minute,
  processingMs = 30 * minute,
  pendingMs = 3000,
}: WorldOptions) {
  const logins = new Logins({ now, pendingMs });
  const requests = new Requests({ now, lifetimeMs: requestLifetimeMs, processingMs });
  return {
    now,
    tokens: new Tokens({ now, lifetimeMs: tokenLifetimeMs }),
    logins,
    requests,

    /** Opens a session for a login; a user with MFA has to answer first. */
    authorize(login: Login) {
      return requests.open(login, login.user.mfa ? 'challenged' : 'authorized');
    },

    /** The answers were right. */
    complete(request: Request) {
      request.state = 'authorized';
      logins.refresh(request.login);
    },

    /** A card is in use while questions wait for answers or its data is on the way. */
    isInUse(login: Login) {
      return requests
        .of(login)
        .some(
          ({ state, collecting }) =>
            state === 'challenged' || (collecting && logins.state(login) !== 'ready'),
        );
    },

    challenges(language: 'en' | 'fr' = 'en') {
      return questions.map(({ prompt }) => ({ Type: 'QuestionAndAnswer', Prompt: prompt[language] }));
    },
  };
}

export type World = ReturnType<typeof createWorld>;
