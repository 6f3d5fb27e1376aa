import type { DebugEntry } from '../../../src/index.js';
import { on } from './bank-element.js';
import { create } from './dom.js';
import type { PageText } from './page-text.js';
import { eventTypes, type Fact, factsOf } from './timeline-entry.js';

/** So many entries are kept; the oldest make room. */
const MOST = 200;

interface TimelineViewOptions {
  log: HTMLElement;
  clear: HTMLElement;
  /** Whether entries of `debug` are shown. */
  debug: HTMLInputElement;
  page: PageText;
}

/** What an element tells, as it comes: its events, and the entries of its `debug`. */
export class TimelineView {
  readonly #page: PageText;
  readonly #log: HTMLElement;
  #list = create('ol');
  #start = 0;

  constructor({ log, clear, debug, page }: TimelineViewOptions) {
    this.#page = page;
    this.#log = log;
    log.append(this.#list);
    const show = () => log.classList.toggle('brief', !debug.checked);
    debug.addEventListener('change', show);
    clear.addEventListener('click', () => {
      this.#start = 0;
      this.#list.replaceChildren();
    });
    show();
  }

  /** @param place - events that bubble through it are shown */
  listen(place: HTMLElement) {
    for (const type of eventTypes)
      on(place, type, ({ detail }) => this.#add('event', type, factsOf(type, detail)));
  }

  /** An entry of the element's `debug`, which is redacted already. */
  note({ type, detail }: DebugEntry) {
    this.#add('debug', type, detail === undefined ? [] : [{ name: '', value: detail }]);
  }

  #add(kind: 'event' | 'debug', type: string, facts: Fact[]) {
    const { text, formats } = this.#page;
    const now = performance.now();
    this.#start ||= now;
    const seconds = formats.seconds((now - this.#start) / 1000);
    const isAtEnd = this.#log.scrollTop + this.#log.clientHeight >= this.#log.scrollHeight - 8;
    const told = facts.map(({ name, value }) =>
      create(
        'span',
        { class: 'fact' },
        ...(name ? [`${name} `] : []),
        value === null ? create('em', {}, text.playground.hidden) : create('b', {}, value),
      ),
    );
    const entry = create(
      'li',
      { class: kind },
      create('span', { class: 'at' }, text.playground.at(seconds)),
      ' ',
      create('code', {}, type),
      ...told.flatMap(each => [' ', each]),
    );
    this.#list.append(entry);
    if (this.#list.childElementCount > MOST) this.#list.firstElementChild?.remove();
    // A reader who has scrolled up stays there.
    if (isAtEnd) this.#log.scrollTop = this.#log.scrollHeight;
  }
}
