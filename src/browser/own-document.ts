/**
 * A member of `document` itself, even if an image, form or frame of the page has that name (HTML: `Document` is
 * `[LegacyOverrideBuiltIns]`). Methods are bound.
 */
export function ownDocument<K extends keyof Document>(name: K): Document[K] {
  const value: unknown = Reflect.get(Document.prototype, name, document);
  return (typeof value === 'function' ? value.bind(document) : value) as Document[K];
}
