import { FlinksLinkElement } from './element/flinks-link.js';
import { connect } from './flows/connect/index.js';
import type { FlowDefinition } from './session/flow.js';

export * from './element/exports.js';

/** `<flinks-link>` with Connect alone. */
export class FlinksLink extends FlinksLinkElement {
  /** @internal */
  static override flows: readonly FlowDefinition[] = [connect];
}

FlinksLink.define();
