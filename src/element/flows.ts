import { misconfigured } from '../errors.js';
import type { FlowDefinition, FlowView, Relay, ViewHost } from '../session/flow.js';

/** The flows of one element, by their names, with the view that each has in it. */
export class Flows {
  readonly #definitions: () => readonly FlowDefinition[];
  readonly #host: ViewHost;
  readonly #views = new Map<FlowDefinition, FlowView | undefined>();

  /** @param definitions - asked at every use, as another file can add some */
  constructor(definitions: () => readonly FlowDefinition[], host: ViewHost) {
    this.#definitions = definitions;
    this.#host = host;
  }

  /** Undefined for a flow that this build of the element does not have. */
  find(name: string): FlowDefinition | undefined {
    return this.#definitions().find(definition => definition.name === name);
  }

  /** @throws FlinksLinkError `invalid-configuration` for a flow that this build does not have */
  get(name: string): FlowDefinition {
    const found = this.find(name);
    if (found) return found;
    throw misconfigured(this.unknown(name));
  }

  /** What is wrong with the name of a flow that this build does not have, and what to do. */
  unknown(name: string): string {
    const names = this.#definitions().map(definition => definition.name);
    return `flow="${name}" is not in this file (it has: ${names.join(', ')}). Check the spelling, or load flinks-link.js.`;
  }

  /** How a window hands over its response; undefined where no flow here opens windows. */
  get relay(): Relay | undefined {
    return this.#definitions().find(definition => definition.relay)?.relay;
  }

  /** The view of a flow, made when it is first asked for. */
  viewOf(definition: FlowDefinition): FlowView | undefined {
    if (!this.#views.has(definition)) this.#views.set(definition, definition.createView?.(this.#host));
    return this.#views.get(definition);
  }
}
