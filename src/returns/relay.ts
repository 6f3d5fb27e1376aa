/*
 * How the response of a bank gets from the window that came back with it to the page that waits. Both are of one origin.
 * The page claims, the window responds to the first page that does, the page acknowledges:
 *
 *     page  claim ->        <- response        ack ->  window
 *
 * The response, with a code in it, goes to one page only, and only after that page has claimed it. The page claims at
 * intervals. Browsers slow the timers of a hidden page, as the waiting page is on a phone, but not its messages, so the
 * window says once, and without content, that it is ready for a claim.
 *
 * Messages travel on a BroadcastChannel named after the request's `state`, which cannot be guessed. A bank's COOP does not
 * cut it. Storage partitioning does, in a page framed by another site; that page opened the window itself and posts its
 * claims to it, at this origin only. The window responds to the sender.
 */

import { on } from '../browser/on.js';
import { ownOrigin } from '../browser/page.js';
import { randomText } from '../browser/random.js';

/** One word of the relay. Read from `unknown`: other pages of this origin can write on the channel as well. */
interface Word {
  readonly say: 'ready' | 'claim' | 'response' | 'ack';
  /** A random one per page that claims. Every word but `ready` is from it or to it. */
  readonly id?: string;
  /** With `response`: the URL that the window was sent to. */
  readonly url?: string;
}

type Speak = (word: Word) => void;
type Hear = (word: Partial<Word>, reply: Speak) => void;

/** Longer than any URL that a server accepts, in characters. */
const longest = 65_536;

/** Milliseconds between two claims. */
const pace = 250;

const channelName = (state: string): string => `flinks-link:${state}`;

const asWord = (data: unknown): Partial<Word> => (typeof data === 'object' && data ? data : {});

/** @throws what the browser throws where it has no channel for this page */
function joinChannel(state: string, signal: AbortSignal, hear: Hear): Speak {
  const channel = new BroadcastChannel(channelName(state));
  const speak: Speak = word => channel.postMessage(word);
  channel.onmessage = ({ data }: { data: unknown }) => hear(asWord(data), speak);
  signal.addEventListener('abort', () => channel.close(), { once: true });
  return speak;
}

/** Speaks to a window while it is at this origin: elsewhere the browser would report an error on the page's console. */
function speakTo(target: Window, name: string, word: Word): void {
  const origin = ownOrigin();
  try {
    if (origin && target.location.origin === origin) target.postMessage([name, word], origin);
  } catch {
    // It is at the bank.
  }
}

/** Hears windows of this origin; of all, or of one. */
function hearWindows(state: string, from: Window | undefined, signal: AbortSignal, hear: Hear): void {
  const name = channelName(state);
  const origin = ownOrigin();
  on(
    window,
    'message',
    event => {
      const { source } = event;
      // A page with an opaque origin, which identifies no window, has none here, and hears none.
      if (!event.isTrusted || event.origin !== origin) return;
      if (!source || (from && source !== from)) return;
      const { data } = event as { data: unknown };
      if (Array.isArray(data) && data[0] === name)
        hear(asWord(data[1]), word => speakTo(source as Window, name, word));
    },
    signal,
  );
}

/**
 * Waits for the window that comes back with `state`, and takes its URL.
 *
 * @param popup - the window that this page opened; to be passed in a framed page, which the channel may not reach
 * @param onResponse - gets the URL, once. It is not validated yet.
 * @throws DOMException where the browser allows no BroadcastChannel and there is no popup
 */
export function claim(
  state: string,
  popup: Window | undefined,
  signal: AbortSignal,
  onResponse: (url: string) => void,
): void {
  const id = randomText(128);
  const ended = new AbortController();
  signal.addEventListener('abort', () => ended.abort(), { once: true });
  const hear: Hear = ({ say, id: to, url }, reply) => {
    // A channel may bring what was on its way when it was closed.
    if (ended.signal.aborted) return;
    if (say === 'ready') return call();
    if (say !== 'response' || to !== id || typeof url !== 'string' || url.length >= longest) return;
    reply({ say: 'ack', id });
    ended.abort();
    onResponse(url);
  };
  let speak: Speak | undefined;
  const call = () => {
    speak?.({ say: 'claim', id });
    if (popup) speakTo(popup, channelName(state), { say: 'claim', id });
  };
  try {
    speak = joinChannel(state, ended.signal, hear);
  } catch (error) {
    // Firefox has no channel for a page whose storage is blocked. The window itself can still be reached.
    if (!popup) throw error;
  }
  if (popup) hearWindows(state, popup, ended.signal, hear);
  const timer = setInterval(call, pace);
  ended.signal.addEventListener('abort', () => clearInterval(timer));
  // Browsers slow the timers of a hidden page.
  on(document, 'visibilitychange', call, ended.signal);
  call();
}

/**
 * Holds a URL for the page that waits for it, and gives it to the first that claims it.
 *
 * @param url - the URL with which this window came back
 * @returns resolves when a page has acknowledged it; stays pending otherwise
 */
export function respond(state: string, url: string, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const ended = new AbortController();
    signal.addEventListener('abort', () => ended.abort(), { once: true });
    let claimer: string | undefined;
    const hear: Hear = ({ say, id }, reply) => {
      if (typeof id !== 'string' || ended.signal.aborted) return;
      if (say === 'claim') claimer ??= id;
      // The claim may have come to another relay of this document before this one was made.
      if (claimer && id !== claimer) return;
      if (say === 'claim') reply({ say: 'response', id, url });
      if (say === 'ack') {
        ended.abort();
        resolve();
      }
    };
    try {
      joinChannel(state, ended.signal, hear)({ say: 'ready' });
    } catch {
      // Then the page that waits has opened this window, and speaks to it.
    }
    hearWindows(state, undefined, ended.signal, hear);
  });
}
