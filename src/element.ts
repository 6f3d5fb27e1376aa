import { FlinksLinkElement } from './element/flinks-link.js';
import { auto } from './flows/auto/index.js';
import { connect } from './flows/connect/index.js';
import { express } from './flows/express/index.js';
import { custom, outbound } from './flows/redirect/index.js';
import type { FlowDefinition } from './session/flow.js';

export * from './element/exports.js';

/** `<flinks-link>` with every flow. */
export class FlinksLink extends FlinksLinkElement {
  /** @internal */
  static override flows: readonly FlowDefinition[] = [
    connect,
    outbound,
    custom,
    express,
    /* @__PURE__ */ auto({ openBanking: outbound, credentials: connect }),
  ];
}
