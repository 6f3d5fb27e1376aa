import { on } from '../browser/on.js';
import { showAddress } from '../browser/page.js';
import { FlinksLinkError, misconfigured } from '../errors.js';
import {
  type Attempt,
  isExpired,
  isReturnPage,
  isSamePage,
  parseAttempt,
  serializeAttempt,
  type StoredAttempt,
} from '../protocol/attempt.js';
import { answerState, readReturn, withoutAnswer } from '../protocol/return-url.js';
import type { FlowContext, StartFlow } from '../session/flow.js';
import type { AttemptStore } from './transaction-store.js';

/**
 * Ends the session with what the address says, be it good or bad.
 *
 * @param now - milliseconds since the epoch
 */
export function deliver(context: FlowContext, url: URL, attempt: Attempt, now: number): void {
  if (url.href === location.href) showAddress(withoutAnswer(url, attempt.redirectUri));
  try {
    if (isSamePage(location.href, url) && !isReturnPage(attempt, url)) {
      throw new FlinksLinkError(
        'invalid-return',
        `The answer came to ${url.pathname}, and redirect-uri is ${new URL(attempt.redirectUri).pathname}: use one spelling. Nothing was taken from it: start again.`,
      );
    }
    const result = readReturn(url, attempt, now);
    if (result.type === 'cancel') context.cancel(result.reason);
    else context.succeed(result);
  } catch (error) {
    context.fail(error);
  }
}

/** Said where the answer could go to the wrong one of several elements. */
export const sharedOwner = (): FlinksLinkError =>
  misconfigured(
    'Several elements in a page need an id each, where one of them can leave with the whole page.',
  );

/**
 * Keeps an attempt for the time that the page is away.
 *
 * @throws FlinksLinkError `storage-unavailable`; `invalid-configuration` for what could not be read back
 */
export function keepAttempt(store: AttemptStore, attempt: StoredAttempt): void {
  const text = serializeAttempt(attempt);
  if (!parseAttempt(text)) {
    throw misconfigured(
      'A setting is longer than the 65,536 characters that are kept while the page is away.',
    );
  }
  try {
    store.put(attempt.state, text);
  } catch {
    // Without its cause: Chromium names the key there, and so the state.
    throw new FlinksLinkError(
      'storage-unavailable',
      'The browser keeps nothing for this page, so the answer could not be recognised. Use target="popup".',
    );
  }
}

/** Remembers that a message has brought the answer: the address that may still come with it is no news. */
export function keepDone(store: AttemptStore, attempt: Attempt): void {
  try {
    keepAttempt(store, { ...attempt, mode: 'done', createdAt: Date.now() });
  } catch {
    // Then it is told as an answer that nobody waits for.
  }
}

/** An attempt whose answer has come. */
export type Answered = StoredAttempt & { readonly answer: string };

const read = (store: AttemptStore, state: string | undefined): StoredAttempt | undefined =>
  parseAttempt((state && store.get(state)) || null);

/** Removes every kept attempt that is meant. */
function forget(store: AttemptStore, isMeant: (attempt: StoredAttempt) => boolean): void {
  for (const state of store.states()) {
    const attempt = read(store, state);
    if (attempt && isMeant(attempt)) store.remove(state);
  }
}

/** With one attempt, those that the same session had begun before are over as well. */
const forgetSession = (store: AttemptStore, { attemptId }: Attempt): void =>
  forget(store, attempt => attempt.attemptId === attemptId);

/** What was begun in this page before and left: who leaves again can go Forward to it no more. */
export const forgetLeft = (store: AttemptStore, { owner, returnTo, attemptId }: Attempt): void =>
  forget(
    store,
    attempt =>
      attempt.owner === owner &&
      attempt.attemptId !== attemptId &&
      isSamePage(attempt.returnTo, new URL(returnTo)),
  );

/** A page out of the browser's cache has nothing to wait for if the answer was taken in the meantime. */
export function forgetTaken(
  context: FlowContext,
  store: AttemptStore,
  kept: () => readonly Attempt[],
  signal = context.signal,
): void {
  on(
    window,
    'pageshow',
    ({ persisted }) => {
      const attempts = kept();
      if (persisted && attempts.length && !attempts.some(({ state }) => store.get(state))) context.forget();
    },
    signal,
  );
}

/**
 * Takes an answer off the address bar, if an attempt of this tab waits for it: its state is proof. Another element's is
 * kept for that one, which may not be in the page yet.
 *
 * @returns the answer to this owner; null where it is another's; undefined where nobody waits for it
 */
export function collectAnswer(store: AttemptStore, owner: string, url: URL): Answered | null | undefined {
  const attempt = read(store, answerState(url));
  // The element stores none that waits in a window: a script of the page has written that one.
  if (!attempt || attempt.mode === 'popup') return undefined;
  const answered: Answered = { ...attempt, answer: url.href };
  try {
    if (attempt.owner === owner) forgetSession(store, attempt);
    else keepAttempt(store, answered);
    showAddress(withoutAnswer(url, attempt.redirectUri));
  } catch {
    // No room: its owner finds it in the address.
  }
  return attempt.owner === owner ? answered : null;
}

/** Takes an attempt of this owner, and those of its session with it: whoever asks again gets nothing. */
export function takeAttempt(
  store: AttemptStore,
  owner: string,
  state: string | undefined,
): StoredAttempt | undefined {
  const attempt = read(store, state);
  if (attempt?.owner !== owner || attempt.mode === 'done') return undefined;
  forgetSession(store, attempt);
  return attempt;
}

/** The answered attempts that this page is to take. Those that are too old are thrown away on the way. */
export function answeredHere(store: AttemptStore, url: URL): readonly Answered[] {
  const found: Answered[] = [];
  for (const state of store.states()) {
    const attempt = read(store, state);
    if (!attempt || isExpired(attempt, Date.now())) store.remove(state);
    if (attempt?.answer && (isReturnPage(attempt, url) || isSamePage(attempt.answer, url))) {
      found.push(attempt as Answered);
    }
  }
  return found;
}

/** Takes the answer to this owner in this page, if there is one. */
export function takeAnswered(store: AttemptStore, owner: string, url: URL): Answered | undefined {
  const found = answeredHere(store, url).find(attempt => attempt.owner === owner);
  if (found) forgetSession(store, found);
  return found;
}

/** Whether people of this owner come back to this very page, so that a broken answer here is one to them. */
export const isAwaitedAt = (
  store: AttemptStore,
  owner: string,
  url: URL,
  redirectUri: string | undefined,
): boolean =>
  [
    redirectUri,
    ...store.states().map(state => {
      const attempt = read(store, state);
      return attempt?.owner === owner ? attempt.redirectUri : undefined;
    }),
  ].some(page => isSamePage(page, url));

/** Ends a session with the answer to an attempt that was made before the page was left. */
export const returnFlow =
  (attempt: Attempt, answer: URL): StartFlow =>
  context => {
    deliver(context, answer, attempt, Date.now());
    return { retry() {} };
  };
