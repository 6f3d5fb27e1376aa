/*
 * How the address that a person came back with gets from the window that has it to the page that waits for it. Both are
 * of one origin. The window offers, one page claims, the window answers that one, the page says that it is done:
 *
 *     window  offer ->        <- claim        answer ->        <- done  page
 *
 * The address itself, with a code in it, goes to one page only, and only after it has said that it waits.
 *
 * The way is a BroadcastChannel named with the attempt's `state`, which nobody can guess. A bank's COOP cannot cut it. It
 * does not lead into a page that is framed by another site (storage partitioning); there, and wherever the window's opener
 * is alive, the same words go by postMessage, to this origin only.
 */

import { randomText } from './random.js';

/** One word of the handover. Read from `unknown`: other pages of this origin can write on the channel as well. */
interface Word {
  readonly say: 'offer' | 'claim' | 'answer' | 'done';
  /** Who speaks, and to whom: one per document that offers, a random one per claim. */
  readonly from: string;
  readonly to?: string;
  readonly url?: string;
}

/** No server makes, or takes, an address as long as that. */
const longest = 65_536;

type Hear = (word: Partial<Word>) => void;

/**
 * Joins the conversation about `state` until the signal aborts. Returns how to speak in it.
 *
 * @throws what the browser throws where there is neither a channel nor a peer
 */
function join(state: string, peer: Window | null | undefined, signal: AbortSignal, hear: Hear) {
  const name = `flinks-link:${state}`;
  // In a sandboxed window the origin is "null", which identifies no window and cannot be addressed.
  const partner = origin === 'null' ? undefined : peer;
  let channel: BroadcastChannel | undefined;
  const listen = (data: unknown): void => {
    if (typeof data === 'object' && data && !signal.aborted) hear(data);
  };
  try {
    channel = new BroadcastChannel(name);
    channel.onmessage = event => listen(event.data);
    signal.addEventListener('abort', () => channel?.close(), { once: true });
  } catch (error) {
    // Firefox has none for a page that may keep nothing, as in a frame without third-party cookies: the partner is left.
    if (!partner) throw error;
  }
  if (partner) {
    addEventListener(
      'message',
      event => {
        if (!event.isTrusted || event.origin !== origin || event.source !== partner) return;
        const { data } = event as { data: unknown };
        if (Array.isArray(data) && data[0] === name) listen(data[1]);
      },
      { signal },
    );
  }
  return (word: Word): void => {
    channel?.postMessage(word);
    partner?.postMessage([name, word], origin);
  };
}

/** Milliseconds between two offers: at first, and at last. */
const [pace, slowest] = [200, 2_000];

/**
 * Offers an address to whatever page waits for it, again and again until one claims it: it is the only copy there is, and
 * the page that waits may be frozen, or on its way.
 *
 * @param url - the address that this window was sent to
 * @param signal - ends the offering, which lasts as long as the window otherwise
 * @returns when a page has taken it; what nobody takes is pending
 */
export function offer(state: string, url: string, signal?: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const ended = new AbortController();
    // The same for all who offer in one document: what is taken from one of them is taken from all.
    const from = String(performance.timeOrigin);
    let claimer: string | undefined;
    const speak = join(state, opener as Window | null, ended.signal, word => {
      if (word.to !== from || typeof word.from !== 'string') return;
      if (word.say === 'claim') {
        claimer ??= word.from;
        if (word.from === claimer) speak({ say: 'answer', from, to: claimer, url });
      }
      // The claim may have come to another offer of this document before this one was made.
      if (word.say === 'done' && (!claimer || word.from === claimer)) {
        stop();
        resolve();
      }
    });
    let pause = pace;
    let again: ReturnType<typeof setTimeout> | undefined;
    const stop = () => {
      clearTimeout(again);
      ended.abort();
    };
    signal?.addEventListener('abort', stop, { once: true });
    const call = () => {
      speak({ say: 'offer', from });
      again = setTimeout(call, (pause = Math.min(pause * 1.05, slowest)));
    };
    call();
  });
}

/**
 * Waits for the window that comes back with `state`, and takes its address.
 *
 * @param peer - the window, where it is to be heard by postMessage as well: in a page that is framed
 * @param onAnswer - gets the address, once. It is still to be validated.
 * @throws what the browser throws where this page can hear nobody
 */
export function claim(
  state: string,
  peer: Window | null | undefined,
  signal: AbortSignal,
  onAnswer: (url: string) => void,
): void {
  const from = randomText(128);
  let takenFrom: string | undefined;
  const speak = join(state, peer, signal, ({ say, from: to, to: me, url }) => {
    if (typeof to !== 'string') return;
    if (say === 'offer' && (takenFrom ?? to) === to) speak({ say: takenFrom ? 'done' : 'claim', from, to });
    if (say === 'answer' && me === from && !takenFrom && typeof url === 'string' && url.length < longest) {
      takenFrom = to;
      speak({ say: 'done', from, to });
      onAnswer(url);
    }
  });
}
