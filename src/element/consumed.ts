/** The tokens and states that are spent in a document. A copy of an element, such as a page cache makes, presents none of them. */
const documents = new WeakMap<Document, Set<string>>();

/** Those of one document. */
export function consumedIn(page: Document): Set<string> {
  const consumed = documents.get(page) ?? new Set<string>();
  documents.set(page, consumed);
  return consumed;
}
