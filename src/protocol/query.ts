/** Writes the query. %20 instead of "+": the one form of a space that every reader of a query understands. */
export function setQuery(url: URL, pairs: Iterable<[string, string]>): URL {
  url.search = new URLSearchParams([...pairs]).toString().replaceAll('+', '%20');
  return url;
}

/**
 * Leaves parameters out of a query and everything else byte for byte as it stands.
 *
 * @param query - without its question mark
 * @param keep - is given the decoded name and value, from left to right
 */
export const filterQuery = (query: string, keep: (name: string, value: string) => boolean): string =>
  query
    .split('&')
    .filter(piece => {
      // The "?" is what URLSearchParams takes off; without it, it would take the first one of the name.
      const [pair] = new URLSearchParams(`?${piece}`);
      return !pair || keep(...pair);
    })
    .join('&');
