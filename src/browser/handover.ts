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
  /** Who speaks, and to whom: random, one per window or page. */
  readonly from: string;
  readonly to?: string;
  readonly url?: string;
}

/** No server makes, or takes, an address as long as that. */
const longest = 65_536;

type Hear = (word: Partial<Word>) => void;

/** Joins the conversation about `state` until the signal aborts. Returns how to speak in it. */
function join(state: string, peer: Window | null | undefined, signal: AbortSignal, hear: Hear) {
  const name = `flinks-link:${state}`;
  const channel = new BroadcastChannel(name);
  const listen = (data: unknown): void => {
    if (typeof data === 'object' && data && !signal.aborted) hear(data);
  };
  channel.onmessage = event => listen(event.data);
  signal.addEventListener('abort', () => channel.close(), { once: true });
  if (peer) {
    addEventListener(
      'message',
      event => {
        if (!event.isTrusted || event.origin !== origin || event.source !== peer) return;
        const { data } = event as { data: unknown };
        if (Array.isArray(data) && data[0] === name) listen(data[1]);
      },
      { signal },
    );
  }
  return (word: Word): void => {
    channel.postMessage(word);
    peer?.postMessage([name, word], origin);
  };
}

/**
 * Offers an address to whatever page waits for it, again and again until one claims it.
 *
 * @param url - the address that this window was sent to
 * @param patience - milliseconds to go on offering
 * @returns whether a page has taken it
 */
export function offer(state: string, url: string, patience: number): Promise<boolean> {
  return new Promise(resolve => {
    const ended = new AbortController();
    const from = randomText(128);
    let claimer: string | undefined;
    const speak = join(state, opener as Window | null, ended.signal, word => {
      if (word.to !== from || typeof word.from !== 'string') return;
      if (word.say === 'claim') {
        claimer ??= word.from;
        if (word.from === claimer) speak({ say: 'answer', from, to: claimer, url });
      }
      if (word.say === 'done' && word.from === claimer) settle(true);
    });
    const settle = (taken: boolean): void => {
      clearInterval(again);
      clearTimeout(over);
      ended.abort();
      resolve(taken);
    };
    const call = () => speak({ say: 'offer', from });
    const again = setInterval(call, 200);
    const over = setTimeout(() => settle(false), patience);
    call();
  });
}

/**
 * Waits for the window that comes back with `state`, and takes its address.
 *
 * @param peer - the window, where it is to be heard by postMessage as well: in a page that is framed
 * @param onAnswer - gets the address, once. It is still to be validated.
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
