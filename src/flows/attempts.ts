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

/**
 * Takes an answer off the address bar, if an attempt of this tab waits for it here, and keeps it for the element that
 * sent the person off: that one may not be in the page yet.
 *
 * @returns whether the address was such an answer
 */
export function collectAnswer(store: AttemptStore, url: URL): boolean {
  const state = answerState(url);
  const attempt = state ? takeAttempt(store, state) : undefined;
  if (!state || !attempt) return false;
  if (attempt.mode !== 'page' || !isReturnPage(attempt, url)) {
    store.put(state, serializeAttempt(attempt));
    return false;
  }
  showAddress(withoutAnswer(url, attempt.redirectUri));
  const answered: Answered = { ...attempt, answer: url.href };
  store.put(state, serializeAttempt(answered));
  return true;
}

/** Takes an attempt: whoever asks again gets nothing. */
export const takeAttempt = (store: AttemptStore, state: string): StoredAttempt | undefined =>
  parseAttempt(store.take(state) ?? null);

/** Takes the answered attempt of this owner, if there is one. What is too old is thrown away on the way. */
export function takeAnswered(store: AttemptStore, owner: string): Answered | undefined {
  for (const [state, text] of store.entries()) {
    const attempt = parseAttempt(text);
    if (!attempt || (isExpired(attempt, Date.now()) && attempt.owner !== owner)) store.take(state);
    else if (attempt.owner === owner && attempt.answer) return takeAttempt(store, state) as Answered;
  }
  return undefined;
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
    ...store.entries().map(([, text]) => {
      const attempt = parseAttempt(text);
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
