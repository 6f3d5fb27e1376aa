/*
 * How the response of a bank gets from the window that came back with it to the page that waits. Both are of one origin.
 * The page claims again and again, the window responds to the first that does, the page acknowledges:
 *
 *     page  claim ->        <- response        ack ->  window
 *
 * The response, with a code in it, goes to one page only, and only after that has said that it waits. A window to which
 * nobody speaks says nothing.
 *
 * The way is a BroadcastChannel named with the request's `state`, which nobody can guess. A bank's COOP cannot cut it. It
 * does not lead into a page that is framed by another site (storage partitioning). Such a page has opened the window, and
 * speaks to it by postMessage, to this origin only; the window responds to whoever spoke.
 */

import { on } from './on.js';
import { ownOrigin } from './page.js';
import { randomText } from './random.js';

/** One word of the relay. Read from `unknown`: other pages of this origin can write on the channel as well. */
interface Word {
  readonly say: 'claim' | 'response' | 'ack';
  /** A random one per page that claims. Every word is from it or to it. */
  readonly id: string;
  /** With `response`: the address that the window was sent to. */
  readonly url?: string;
}

type Speak = (word: Word) => void;
type Hear = (word: Partial<Word>, reply: Speak) => void;

/** No server makes, or takes, an address as long as that. */
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
  try {
    if (target.location.origin === location.origin) target.postMessage([name, word], location.origin);
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
      // An opaque origin identifies no window and cannot be addressed.
      if (!event.isTrusted || !origin || event.origin !== origin) return;
      if (!source || (from && source !== from)) return;
      const { data } = event as { data: unknown };
      if (Array.isArray(data) && data[0] === name)
        hear(asWord(data[1]), word => speakTo(source as Window, name, word));
    },
    signal,
  );
}

/**
 * Waits for the window that comes back with `state`, and takes its address.
 *
 * @param popup - the window, where it must be spoken to by postMessage as well: in a page that is framed
 * @param onResponse - gets the address, once. It is still to be validated.
 * @throws what the browser throws where this page can hear nobody
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
    if (say !== 'response' || to !== id || typeof url !== 'string' || url.length >= longest) return;
    // A channel may bring what was on its way when it was closed.
    if (ended.signal.aborted) return;
    reply({ say: 'ack', id });
    ended.abort();
    onResponse(url);
  };
  let speak: Speak | undefined;
  try {
    speak = joinChannel(state, ended.signal, hear);
  } catch (error) {
    // Firefox has none for a page that may keep nothing, as in a frame without third-party cookies: the window is left.
    if (!popup) throw error;
  }
  if (popup) hearWindows(state, popup, ended.signal, hear);
  const call = () => {
    speak?.({ say: 'claim', id });
    if (popup) speakTo(popup, channelName(state), { say: 'claim', id });
  };
  const timer = setInterval(call, pace);
  ended.signal.addEventListener('abort', () => clearInterval(timer));
  // Timers are slow in a page that nobody sees.
  on(document, 'visibilitychange', call, ended.signal);
  call();
}

/**
 * Holds an address for the page that waits for it, and gives it to the first that claims it.
 *
 * @param url - the address that this window was sent to
 * @returns when a page has taken it; what nobody takes is pending
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
      if (id !== (claimer ?? id)) return;
      if (say === 'claim') reply({ say: 'response', id, url });
      if (say === 'ack') {
        ended.abort();
        resolve();
      }
    };
    try {
      joinChannel(state, ended.signal, hear);
    } catch {
      // Then the page that waits has opened this window, and speaks to it.
    }
    hearWindows(state, undefined, ended.signal, hear);
  });
}
