import { create } from './dom.js';
import { express, type HandoffView } from './express.js';
import { explain } from './host.js';
import type { PageText } from './page-text.js';

/** How often the page asks its own backend for the result. */
const WATCH_MS = 1000;

interface ExpressProgressOptions {
  section: HTMLElement;
  page: PageText;
  /** The accounts have arrived. */
  onLinked: () => void;
}

/** How far a hand-off to Express is. The page hears nothing from Express itself: it asks its backend. */
export class ExpressProgress {
  readonly #page: PageText;
  readonly #section: HTMLElement;
  readonly #onLinked: () => void;
  readonly #bar: HTMLProgressElement;
  #status = create('p', { id: 'express-status', role: 'status' });
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor({ section, page, onLinked }: ExpressProgressOptions) {
    this.#page = page;
    this.#section = section;
    this.#onLinked = onLinked;
    this.#bar = create('progress', { 'aria-label': page.text.progress.label, hidden: true });
    section.replaceChildren(create('div', { class: 'card stack' }, this.#status, this.#bar));
  }

  /** Shows how far it is, until it has ended. */
  async watch(id: string) {
    clearTimeout(this.#timer);
    const { text } = this.#page;
    this.#section.hidden = false;
    try {
      const handoff = await express.handoff(id);
      const isOver = handoff.state === 'linked' || handoff.state === 'failed';
      this.#bar.hidden = isOver;
      this.#say(this.#describe(handoff));
      if (handoff.state === 'linked') this.#onLinked();
      // After a failure the user can try again there: another result may follow.
      if (handoff.state !== 'linked') this.#timer = setTimeout(() => void this.watch(id), WATCH_MS);
    } catch (error) {
      this.#bar.hidden = true;
      this.#say(explain(error, text));
    }
  }

  #describe(handoff: HandoffView | { state: 'none' }) {
    const terms = this.#page.text.playground;
    if (handoff.state === 'identified') return terms.expressIdentified;
    if (handoff.state === 'linked') return terms.expressLinked;
    if (handoff.state === 'failed') return terms.expressFailed(handoff.code ?? '');
    return terms.expressWaiting;
  }

  /** The same words once more would be read out once more. */
  #say(news: string) {
    if (this.#status.textContent !== news) this.#status.replaceChildren(news);
  }
}
