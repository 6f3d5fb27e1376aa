import { warn } from '../browser/warn.js';
import { keepLitQuiet } from './dev-warnings.js';

/** A class of this element, of whatever version. */
type Versioned = CustomElementConstructor & { readonly version?: string };

/** Registers `element`. The same class twice is silent; another version is warned about and stays unused. */
export function define(element: Versioned, tag: string, registry: CustomElementRegistry): void {
  if (__DEV__) keepLitQuiet();
  const present: Versioned | undefined = registry.get(tag);
  if (!present) {
    // A constructor serves one name only.
    registry.define(tag, tag === 'flinks-link' ? element : class extends element {});
  } else if (present !== element && !(present.prototype instanceof element)) {
    warn(`${element.version} stays unused, as ${present.version} is defined already. Load one of them.`);
  }
}
