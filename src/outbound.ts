import { FlinksLinkElement } from './element/flinks-link.js';
import { custom, outbound } from './flows/redirect/index.js';
import type { FlowDefinition } from './session/flow.js';

export * from './element/exports.js';

/** `<flinks-link>` with the redirects alone: Outbound and Custom. */
export class FlinksLink extends FlinksLinkElement {
  /** @internal */
  static override flows: readonly FlowDefinition[] = [outbound, custom];
}

FlinksLink.define();
