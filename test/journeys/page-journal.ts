import { EventEmitter } from 'node:events';
import { isObject } from '../support/json.ts';
import type { Entry, Tells } from './pages/told.ts';
import { patience } from './until.ts';

/** Only our own pages tell something: what belongs to a type of entry is checked by the compiler there. */
const isEntry = (value: unknown): value is Entry =>
  isObject(value) && ['type', 'path', 'href'].every(name => typeof value[name] === 'string');

const isOf =
  <K extends keyof Tells>(type: K | undefined) =>
  (entry: Entry): entry is Entry<K> =>
    !type || entry.type === type;

/** What the pages have told, in order. */
export class PageJournal {
  #entries: Entry[] = [];
  #news = new EventEmitter().setMaxListeners(50);

  /** @param told - by a page, as JSON */
  add(told: string) {
    const entry: unknown = JSON.parse(told);
    if (!isEntry(entry)) throw new TypeError(`No page tells such a thing: ${told}`);
    this.#entries.push(entry);
    this.#news.emit('told');
  }

  clear() {
    this.#entries = [];
  }

  /** What was told so far, of one type or of all. */
  told<K extends keyof Tells>(type?: K): Entry<K>[] {
    return this.#entries.filter(isOf(type));
  }

  /** Whether an entry was told behind another, or behind the first so many. */
  isLater = (before: Entry | number) => {
    const from = typeof before === 'number' ? before : this.#entries.indexOf(before) + 1;
    return (entry: Entry) => this.#entries.indexOf(entry) >= from;
  };

  /** The first entry of this type, as soon as it is there. */
  async next<K extends keyof Tells>(
    type: K,
    matches: (entry: Entry<K>) => boolean = () => true,
  ): Promise<Entry<K>> {
    const timeout = AbortSignal.timeout(patience);
    for (;;) {
      const found = this.told(type).find(matches);
      if (found) return found;
      await new Promise((resolve, reject) => {
        this.#news.once('told', resolve);
        timeout.onabort = () => {
          this.#news.off('told', resolve);
          const seen = this.#entries.map(
            ({ type, path, href, ...more }) => `${type} ${JSON.stringify(more)}`,
          );
          reject(new Error(`Nothing told of ${type}; told was:\n${seen.join('\n')}`));
        };
      });
    }
  }
}
