import type { ProgressView } from '../../server/link.js';
import type { en } from '../text/en.js';
import { create } from './dom.js';

/**
 * How far the collection of accounts is. How long a bank takes is unknown, so the bar promises no share; the facts
 * beside it are the real ones. Only the headline above is announced: facts that change every second are not.
 */
export class LinkProgress {
  readonly #text: (typeof en)['progress'];
  #facts = create('p', { class: 'muted', id: 'link-facts' });
  element: HTMLDivElement;

  constructor(text: typeof en) {
    this.#text = text.progress;
    const bar = create('progress', { 'aria-label': text.progress.label });
    this.element = create('div', { id: 'link-progress', hidden: true }, bar, this.#facts);
  }

  show(progress: ProgressView | undefined, busy: boolean) {
    this.element.hidden = !busy;
    if (!progress || progress.polls === 0) return this.#facts.replaceChildren();
    const { polls, flinksCode, elapsedSeconds, nextPollInSeconds } = progress;
    const { asked, lastAnswer, next, elapsed } = this.#text;
    const facts = [asked(polls), lastAnswer(flinksCode), next(nextPollInSeconds), elapsed(elapsedSeconds)];
    this.#facts.replaceChildren(facts.join(' · '));
  }
}
