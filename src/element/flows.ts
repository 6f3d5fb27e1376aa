import { misconfigured } from '../errors.js';
import type { Consumed, FlowDefinition, FlowView, Relay } from '../session/flow.js';
import { defaultFlow } from '../types.js';
import { namesNearlyOurs } from './nearly-ours.js';
import { type FlinksLinkSettings, settingsOf } from './settings.js';

/** The flows of one element, by their names, with the view that each has in it. */
export class Flows {
  readonly #definitions: () => readonly FlowDefinition[];
  readonly #element: FlinksLinkSettings;
  readonly #consumed: Pick<Consumed, 'has'>;
  readonly #views = new Map<FlowDefinition, FlowView | undefined>();

  /** @param definitions - asked at every use, as another file can add some */
  constructor(
    definitions: () => readonly FlowDefinition[],
    element: FlinksLinkSettings,
    consumed: Pick<Consumed, 'has'>,
  ) {
    this.#definitions = definitions;
    this.#element = element;
    this.#consumed = consumed;
  }

  /** The flow that the settings name; undefined where this build of the element does not have it. */
  get selected(): FlowDefinition | undefined {
    return this.find(this.#name);
  }

  /** What a session of the selected flow would still need: groups of settings, any one of which is enough. */
  get missing(): readonly (readonly string[])[] {
    return this.selected?.missing(settingsOf(this.#element), this.#consumed) ?? [];
  }

  /** Why no session can start, for the developer. */
  get obstacle(): string | undefined {
    if (!this.selected) return this.#unknown(this.#name);
    const { missing, misspelled } = this;
    if (misspelled) return misspelled;
    const remedies = missing.map(([first, ...others]) =>
      // One setting that makes several others unnecessary is named alone.
      missing.filter(([name]) => name === first).length > 1 ? first : [first, ...others].join(' or '),
    );
    return missing.length ? `cannot start yet: set ${[...new Set(remedies)].join(', and ')}.` : undefined;
  }

  /** What is wrong with a name that stands on the element in the place of a setting that is missing. */
  get misspelled(): string | undefined {
    const missing = this.missing.flat();
    if (!missing.length) return undefined;
    return namesNearlyOurs(this.#element).find(({ setting }) => setting && missing.includes(setting))
      ?.sentence;
  }

  /** Where the selected flow goes, if that can be said already. */
  get destination(): URL | undefined {
    try {
      return this.selected?.destination?.(settingsOf(this.#element));
    } catch {
      return undefined; // Said when a session starts.
    }
  }

  /** Undefined for a flow that this build of the element does not have. */
  find(name: string): FlowDefinition | undefined {
    return this.#definitions().find(definition => definition.name === name);
  }

  /** @throws FlinksLinkError `invalid-configuration` for a flow that this build does not have */
  get(name: string): FlowDefinition {
    const found = this.find(name);
    if (found) return found;
    throw misconfigured(this.#unknown(name));
  }

  /** How a window hands over its response; undefined where no flow here opens windows. */
  get relay(): Relay | undefined {
    return this.#definitions().find(definition => definition.relay)?.relay;
  }

  /** The view of a flow, made when it is first asked for. */
  viewOf(definition: FlowDefinition): FlowView | undefined {
    if (!this.#views.has(definition)) this.#views.set(definition, definition.createView?.(this.#element));
    return this.#views.get(definition);
  }

  get #name(): string {
    return this.#element.flow ?? defaultFlow;
  }

  /** What is wrong with the name of a flow that this build does not have, and what to do. */
  #unknown(name: string): string {
    const names = this.#definitions().map(definition => definition.name);
    return `flow="${name}" is not in this file (it has: ${names.join(', ')}). Check the spelling, or load flinks-link.js.`;
  }
}
