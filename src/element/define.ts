import { warn } from '../browser/warn.js';
import type { FlowDefinition } from '../session/flow.js';
import { keepLitQuiet } from './dev-warnings.js';

/** A class of this element: of another file of the package, which has a base of its own, or of another version. */
interface ElementClass extends CustomElementConstructor {
  readonly version?: string;
  readonly observedAttributes?: readonly string[];
  readonly flows?: readonly FlowDefinition[];
  addFlows?(flows: readonly FlowDefinition[]): void;
}

/**
 * Registers `element`. Where a class of the same version is registered already, that one gets the flows that it lacks.
 * Another version is warned about and ignored.
 */
export function define(element: ElementClass, tag: string, registry: CustomElementRegistry): void {
  // A server renders the tag and what is in it; drawing the rest takes a browser. Reading `observedAttributes` finalizes the
  // class, as registering would: React's wrapper reads its prototype.
  if (!('document' in globalThis)) return void element.observedAttributes;
  if (__DEV__) keepLitQuiet();
  const present: ElementClass | undefined = registry.get(tag);
  if (!present) {
    // A constructor serves one name only.
    registry.define(tag, tag === 'flinks-link' ? element : class extends element {});
  } else if (present.version === element.version) {
    present.addFlows?.(element.flows ?? []);
  } else {
    warn(`Version ${present.version} is already defined; ignoring ${element.version}. Load one copy.`);
  }
}
