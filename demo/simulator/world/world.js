import { Logins } from './logins.js';
import { Requests } from './requests.js';
import { Tokens } from './tokens.js';
import { questions } from './sandbox-users.js';

const minute = 60_000;

/**
 * All that one simulator remembers. The API and the Connect app share it: a login made in one is found by the other.
 *
 * @param {{ now: () => number, tokenLifetimeMs?: number, requestLifetimeMs?: number, processingMs?: number,
 *   pendingMs?: number }} options
 */
export function createWorld({
  now,
  tokenLifetimeMs = 30 * minute,
  requestLifetimeMs = 8 * minute,
  processingMs = 30 * minute,
  pendingMs = 3000,
}) {
  const logins = new Logins({ now, pendingMs });
  const requests = new Requests({ now, lifetimeMs: requestLifetimeMs, processingMs });
  return {
    now,
    tokens: new Tokens({ now, lifetimeMs: tokenLifetimeMs }),
    logins,
    requests,

    /**
     * Opens a session for a login; a user with MFA has to answer first.
     *
     * @param {import('./logins.js').Login} login
     */
    authorize(login) {
      return requests.open(login, login.user.mfa ? 'challenged' : 'authorized');
    },

    /** @param {import('./requests.js').Request} request the answers were right */
    complete(request) {
      request.state = 'authorized';
      logins.refresh(request.login);
    },

    /** A card is in use while somebody must answer or its data is on the way. @param {import('./logins.js').Login} login */
    isInUse(login) {
      return requests
        .of(login)
        .some(
          ({ state, collecting }) =>
            state === 'challenged' || (collecting && logins.state(login) !== 'ready'),
        );
    },

    /** @param {'en' | 'fr'} [language] */
    challenges(language = 'en') {
      return questions.map(({ prompt }) => ({ Type: 'QuestionAndAnswer', Prompt: prompt[language] }));
    },
  };
}

/** @typedef {ReturnType<typeof createWorld>} World */
