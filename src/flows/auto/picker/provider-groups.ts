/** Most rows of a block: what is put into the page, or left out of it, at a time. */
export const blockSize = 20;

/** Neighbouring rows. */
export interface Block {
  /** Position of its first row among all rows, from 0. */
  readonly first: number;
  /** Indices of providers. */
  readonly rows: readonly number[];
}

/** The rows of one country. */
export interface Group {
  readonly country: string | undefined;
  readonly blocks: readonly Block[];
}

/**
 * Puts rows together by country, in the order in which countries come up, and cuts them into blocks.
 *
 * @param found - indices of providers, the best first
 * @param countryOf - the country of a provider; rows of one country stand together
 */
export function groupRows(
  found: readonly number[],
  countryOf: (index: number) => string | undefined,
): readonly Group[] {
  const byCountry = new Map<string | undefined, number[]>();
  for (const index of found) {
    const country = countryOf(index);
    const rows = byCountry.get(country);
    if (rows) rows.push(index);
    else byCountry.set(country, [index]);
  }
  let first = 0;
  return [...byCountry].map(([country, rows]) => {
    const blocks: Block[] = [];
    for (let start = 0; start < rows.length; start += blockSize) {
      const block = { first, rows: rows.slice(start, start + blockSize) };
      blocks.push(block);
      first += block.rows.length;
    }
    return { country, blocks };
  });
}

/** The index of the provider at a position; `undefined` beyond the last. */
export function rowAt(groups: readonly Group[], position: number): number | undefined {
  for (const { blocks } of groups) {
    const last = blocks.at(-1);
    if (last && position < last.first + last.rows.length) {
      const block = blocks.findLast(({ first }) => first <= position);
      return block?.rows[position - block.first];
    }
  }
  return undefined;
}
