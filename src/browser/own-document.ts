/**
 * What the document has by itself. An image, a form or a frame of the page may be called `body` or `prerendering`, and stand
 * in the place of the document's own (HTML, `Document` is `[LegacyOverrideBuiltIns]`). Methods are bound.
 */
export function ownDocument<K extends keyof Document>(name: K): Document[K] {
  const value: unknown = Reflect.get(Document.prototype, name, document);
  return (typeof value === 'function' ? value.bind(document) : value) as Document[K];
}
