/** One user of Flinks Capital, the test bank. */
export interface SandboxUser {
  username: string;
  /** Whether the bank asks questions. */
  mfa: boolean;
  /** The FlinksCode that signing in is refused with. */
  refusal: 'DISABLED_LOGIN' | 'RETRY_LATER' | null;
  /** How the accounts come: see `users`. */
  delivery: 'normal' | 'pending' | 'dispatched';
}

export const sandboxPassword = 'Everyday';

/**
 * The users of Flinks Capital (Flinks: testing-environments, error-codes). What each of them is for is documented; how
 * `test_pending` and `test_dispatched` end is not (assumption: the first never does, the second after a while).
 */
const users: readonly SandboxUser[] = [
  { username: 'Greatday', mfa: true, refusal: null, delivery: 'normal' },
  { username: 'greatday_nomfa', mfa: false, refusal: null, delivery: 'normal' },
  { username: 'test_disabled_account', mfa: false, refusal: 'DISABLED_LOGIN', delivery: 'normal' },
  { username: 'test_service_unavailable', mfa: false, refusal: 'RETRY_LATER', delivery: 'normal' },
  { username: 'test_dispatched', mfa: false, refusal: null, delivery: 'dispatched' },
  { username: 'test_pending', mfa: false, refusal: null, delivery: 'pending' },
];

/** The questions of Greatday, with the answers for Canada (Flinks: testing-environments). */
export const questions: readonly {
  prompt: { en: string; fr: string };
  answer: { en: string; fr: string };
}[] = [
  {
    prompt: { en: 'What city were you born in?', fr: 'Dans quelle ville êtes-vous né?' },
    answer: { en: 'Montreal', fr: 'Montréal' },
  },
  {
    prompt: { en: 'What is the best country on earth?', fr: 'Quel est le meilleur pays du monde?' },
    answer: { en: 'Canada', fr: 'Canada' },
  },
  {
    prompt: { en: 'What shape do people like most?', fr: 'Quelle forme les gens préfèrent-ils?' },
    answer: { en: 'Triangle', fr: 'Triangle' },
  },
];

export function findUser(username: unknown) {
  if (typeof username !== 'string') return undefined;
  const wanted = username.trim().toLowerCase();
  return users.find(user => user.username.toLowerCase() === wanted);
}

/** What the bank says to a username and a password: a refusal by its FlinksCode, or the user. */
export function signIn(username: unknown, password: unknown): { user: SandboxUser } | { refusal: string } {
  const user = findUser(username);
  if (!user) return { refusal: 'INVALID_USERNAME' };
  if (password !== sandboxPassword) return { refusal: 'INVALID_LOGIN' };
  return user.refusal ? { refusal: user.refusal } : { user };
}

/**
 * Whether every question has its answer; accents and case are forgiven, as a bank forgives them.
 *
 * @param responses - `{ [prompt]: [answer] }`, the SecurityResponses of /Authorize
 */
export function answersAreRight(responses: unknown) {
  if (typeof responses !== 'object' || responses === null) return false;
  const given = new Map(Object.entries(responses).map(([prompt, answer]) => [prompt, [answer].flat()[0]]));
  return questions.every(({ prompt, answer }) => {
    const text = given.get(prompt.en) ?? given.get(prompt.fr);
    return typeof text === 'string' && plain(text) === plain(answer.en);
  });
}

function plain(text: string) {
  return text.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
