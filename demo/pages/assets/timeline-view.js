import { create } from './dom.js';
import { eventTypes, factsOf } from './timeline-entry.js';

/** So many entries are kept; the oldest make room. */
const MOST = 200;

/** What an element tells, as it comes: its events, and the entries of its `debug`. */
export class TimelineView {
  #page;
  #log;
  #list = create('ol');
  #start = 0;

  /**
   * @param {object} options
   * @param {HTMLElement} options.log
   * @param {HTMLElement} options.clear
   * @param {HTMLInputElement} options.debug whether entries of `debug` are shown
   * @param {import('./page-text.js').PageText} options.page
   */
  constructor({ log, clear, debug, page }) {
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

  /** @param {HTMLElement} place events that bubble through it are shown */
  listen(place) {
    for (const type of eventTypes)
      place.addEventListener(type, event =>
        this.#add('event', type, factsOf(type, /** @type {CustomEvent} */ (event).detail)),
      );
  }

  /** An entry of the element's `debug`, which is redacted already. @param {{ type: string, detail?: string }} entry */
  note({ type, detail }) {
    this.#add('debug', type, detail === undefined ? [] : [{ name: '', value: detail }]);
  }

  /**
   * @param {'event' | 'debug'} kind
   * @param {string} type
   * @param {import('./timeline-entry.js').Fact[]} facts
   */
  #add(kind, type, facts) {
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
    // Whoever reads further up is left there.
    if (isAtEnd) this.#log.scrollTop = this.#log.scrollHeight;
  }
}
