import type { ReadProvider } from '../../../protocol/providers.js';
import { bankNames } from './bank-names.js';

/** A name, or what was typed, prepared for every kind of comparison. */
interface Name {
  /** Its words, each with a blank before it. */
  readonly words: string;
  /** The same without blanks. */
  readonly joined: string;
  /** First letters of its words: of all, and of all but small ones such as "of". Empty for a single word. */
  readonly initials: readonly [string, string];
}

interface Indexed {
  readonly names: readonly Name[];
  /** Which of the well-known banks it is. */
  readonly known: number | undefined;
}

// Letters that are no base letter with a mark on it (Unicode has no decomposition of them).
const unmarked: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd' };

const small = ' a and au aux d de des du en et for l la le les of s the ';

/** Lower-case words without accents and punctuation. */
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[œæßøłđ]/g, letter => unmarked[letter] as string)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word);

const initialsOf = (words: readonly string[]): string =>
  words.length > 1 ? words.map(word => word.charAt(0)).join('') : '';

function toName(words: readonly string[]): Name {
  const joined = words.join('');
  const weighty = words.filter(word => !small.includes(` ${word} `));
  return { words: ` ${words.join(' ')}`, joined, initials: [initialsOf(words), initialsOf(weighty)] };
}

/** The banks that are known by several names. */
class KnownBanks {
  /** Every name of each. */
  readonly names = bankNames.map(bank => bank.split('|').map(name => toName(name.split(' '))));
  readonly #byName = new Map(
    bankNames.flatMap((bank, index) => bank.split('|').map(name => [name, index] as const)),
  );

  /** The bank whose name the words begin with, as in "RBC Royal Bank": the longest name that fits. */
  find(words: readonly string[]): number | undefined {
    for (let { length } = words; length > 0; length--) {
      const bank = this.#byName.get(words.slice(0, length).join(' '));
      if (bank !== undefined) return bank;
    }
    return undefined;
  }
}

/** How a name fits, 0 best; `unfit` if it does not. */
type Rank = number;
const unfit = 6;

/** @param asked - the words that were typed, each with a blank before it */
function rankOf({ words, joined, initials }: Name, query: Name, asked: readonly string[]): Rank {
  const typed = query.joined;
  if (joined.startsWith(typed)) return joined === typed ? 0 : 1;
  if (initials.some(letters => letters.startsWith(typed))) return 2;
  if (words.includes(query.words)) return 3;
  if (asked.every(word => words.includes(word))) return 4;
  // One or two letters are inside of nearly everything.
  if (typed.length > 2 && asked.every(word => joined.includes(word.slice(1)))) return 5;
  return unfit;
}

/**
 * Finds providers by what users type: without regard to accents, case, punctuation and spacing, in both languages, by
 * initials and by the usual short forms of Canadian banks. All that searches compare is prepared once, here.
 */
export class ProviderSearch {
  readonly #known = new KnownBanks();
  readonly #index: readonly Indexed[];

  constructor(providers: readonly ReadProvider[]) {
    this.#index = providers.map(provider => this.#toIndexed(provider));
  }

  /**
   * @param text - as it was typed
   * @returns indices of what fits: whole names, starts of names, initials, starts of words, then what is inside of names;
   *   among equals as the list has them. For a text without a letter or digit, all
   */
  find(text: string): readonly number[] {
    const typed = wordsOf(text);
    if (!typed.length) return this.#index.map((_, index) => index);
    const query = toName(typed);
    const asked = typed.map(word => ` ${word}`);
    const bestOf = (names: readonly Name[]): Rank =>
      names.reduce((best, name) => Math.min(best, rankOf(name, query, asked)), unfit);
    // A match on an alias never ranks above a match on a bank's own name.
    const known = this.#known.names.map(names => Math.max(2, bestOf(names)));
    const found: number[][] = Array.from({ length: unfit }, () => []);
    this.#index.forEach((entry, index) => {
      const rank = Math.min(bestOf(entry.names), known[entry.known ?? -1] ?? unfit);
      found[rank]?.push(index);
    });
    return found.flat();
  }

  #toIndexed({ name, country = 'CA' }: ReadProvider): Indexed {
    const given = typeof name === 'string' ? [name] : [name.en, name.fr];
    const words = given.map(wordsOf);
    const known =
      country === 'CA'
        ? words.map(found => this.#known.find(found)).find(bank => bank !== undefined)
        : undefined;
    return { names: words.map(toName), known };
  }
}
