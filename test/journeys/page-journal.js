import { EventEmitter } from 'node:events';
import { patience } from './until.js';

/**
 * What the pages have told, in order.
 *
 * @typedef {{ type: string, path: string, href: string, [more: string]: any }} Entry
 */
export class PageJournal {
  /** @type {Entry[]} */
  #entries = [];
  #news = new EventEmitter().setMaxListeners(50);

  /** @param {Entry} entry */
  add(entry) {
    this.#entries.push(entry);
    this.#news.emit('told');
  }

  clear() {
    this.#entries = [];
  }

  /** What was told so far, of one type or of all. @param {string} [type] */
  told(type) {
    return this.#entries.filter(entry => !type || entry.type === type);
  }

  /** Whether an entry was told behind another, or behind the first so many. @param {Entry | number} before */
  isLater = before => {
    const from = typeof before === 'number' ? before : this.#entries.indexOf(before) + 1;
    return entry => this.#entries.indexOf(entry) >= from;
  };

  /**
   * The first entry of this type, as soon as it is there.
   *
   * @param {string} type
   * @param {(entry: Entry) => boolean} [matches]
   * @returns {Promise<Entry>}
   */
  async next(type, matches = () => true) {
    const timeout = AbortSignal.timeout(patience);
    for (;;) {
      const found = this.#entries.find(entry => entry.type === type && matches(entry));
      if (found) return found;
      await new Promise((resolve, reject) => {
        this.#news.once('told', resolve);
        timeout.onabort = () => {
          this.#news.off('told', resolve);
          const seen = this.#entries.map(
            each => `${each.type} ${JSON.stringify(each.detail ?? each.message ?? '')}`,
          );
          reject(new Error(`Nothing told of ${type}; told was:\n${seen.join('\n')}`));
        };
      });
    }
  }
}
