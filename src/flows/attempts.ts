import type { AttemptStore } from '../browser/attempt-store.js';
import { showAddress } from '../browser/page.js';
import { FlinksLinkError } from '../errors.js';
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
import type { FlowContext, StartFlow } from './flow.js';

/** Ends the session with what the address says, be it good or bad. */
export function deliver(context: FlowContext, url: URL, attempt: Attempt): void {
  try {
    const result = readReturn(url, attempt, Date.now());
    if (result.type === 'cancel') context.cancel(result.reason);
    else context.succeed(result);
  } catch (error) {
    context.fail(error);
  }
}

/**
 * Keeps an attempt for the time that the page is away.
 *
 * @throws FlinksLinkError `storage-unavailable`
 */
export function keepAttempt(store: AttemptStore, attempt: Attempt): void {
  try {
    store.put(attempt.state, serializeAttempt(attempt));
  } catch {
    // Without its cause: Chromium names the key there, and so the state.
    throw new FlinksLinkError(
      'storage-unavailable',
      'The browser keeps nothing for this page, so the answer could not be recognised. Use target="popup".',
    );
  }
}

/** An attempt whose answer has come. */
export type Answered = StoredAttempt & { readonly answer: string };

const read = (store: AttemptStore, state: string | undefined): StoredAttempt | undefined =>
  parseAttempt((state && store.get(state)) || null);

/**
 * Takes an answer off the address bar, if an attempt of this tab waits for it here, and keeps it for the element that
 * sent the person off: that one may not be in the page yet.
 *
 * @returns whether the address was such an answer
 */
export function collectAnswer(store: AttemptStore, url: URL): boolean {
  const attempt = read(store, answerState(url));
  if (attempt?.mode !== 'page' || !isReturnPage(attempt, url)) return false;
  showAddress(withoutAnswer(url, attempt.redirectUri));
  const answered: Answered = { ...attempt, answer: url.href };
  keepAttempt(store, answered);
  return true;
}

/** What this owner has begun before and left is over as well: somebody who went Back has gone again. */
function forget(store: AttemptStore, owner: string): void {
  for (const state of store.states()) if (read(store, state)?.owner === owner) store.remove(state);
}

/** Takes an attempt of this owner, and every other one with it: whoever asks again gets nothing. */
export function takeAttempt(
  store: AttemptStore,
  owner: string,
  state: string | undefined,
): StoredAttempt | undefined {
  const attempt = read(store, state);
  if (attempt?.owner !== owner) return undefined;
  forget(store, owner);
  return attempt;
}

/** Takes the answered attempt of this owner, if there is one. Others that are too old are thrown away on the way. */
export function takeAnswered(store: AttemptStore, owner: string): Answered | undefined {
  let found: Answered | undefined;
  for (const state of store.states()) {
    const attempt = read(store, state);
    if (attempt?.answer && attempt.owner === owner) found = attempt as Answered;
    else if (!attempt || isExpired(attempt, Date.now())) store.remove(state);
  }
  if (found) forget(store, owner);
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
  ].some(page => page && URL.canParse(page) && isSamePage(page, url));

/** Ends a session with the answer to an attempt that was made before the page was left. */
export const returnFlow =
  (attempt: Attempt, answer: URL): StartFlow =>
  context => {
    deliver(context, answer, attempt);
    return { retry() {} };
  };
