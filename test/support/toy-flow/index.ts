import { html, type TemplateResult } from 'lit';
import { FlinksLinkError, misconfigured } from '../../../src/errors.js';
import type {
  FlowContext,
  FlowDefinition,
  FlowView,
  ViewHost,
  ViewState,
} from '../../../src/session/flow.js';
import type { Flow } from '../../../src/types.js';

/** Shows a question, with an answer to press. */
export class ToyView implements FlowView {
  readonly #host: ViewHost;
  #onAnswer: (() => void) | undefined;

  constructor(host: ViewHost) {
    this.#host = host;
  }

  ask(onAnswer: () => void): void {
    this.#onAnswer = onAnswer;
    this.#host.requestUpdate();
  }

  body({ status, giveUp }: ViewState): TemplateResult | undefined {
    if (status !== 'waiting') return undefined;
    return html`<div class="card">
      <button part="action" class="yes" @click=${this.#onAnswer}>Yes</button>
      <button part="action" class="no" @click=${giveUp}>No</button>
    </div>`;
  }

  sentence(): string {
    return 'Link a toy bank?';
  }
}

/** The contexts of its sessions, in their order. */
export const contexts: FlowContext[] = [];

/** A way to link an account that only a test has. Its `tag` is its token: single use. */
export const toy: FlowDefinition<ToyView> = {
  // The package names its own flows only.
  name: 'toy' as Flow,
  settings: ['tag', 'theme'],
  start: 'page',
  missing: ({ tag }, consumed) => (tag && !consumed.has(tag) ? [] : [['tag']]),
  destination: () => new URL('https://toy.example/bank'),
  check({ theme }) {
    if (theme === 'broken') throw misconfigured('theme is broken.');
  },
  createView: host => new ToyView(host),
  run(context, { settings: { tag = '' }, consumed, view }) {
    contexts.push(context);
    const ask = () => {
      view.ask(() => {
        consumed.add(tag);
        const result = { type: 'linked', state: tag } as const;
        context.emit({ type: 'succeed', result });
      });
      context.emit({ type: 'status', status: 'waiting' });
    };
    if (tag === 'fails') throw new FlinksLinkError('load-timeout', 'The toy bank is closed.');
    ask();
    return { retry: ask };
  },
};
