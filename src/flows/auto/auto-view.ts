import { adoptStyles, type TemplateResult } from 'lit';
import type { ReadProvider } from '../../protocol/providers.js';
import type { FlowView, ViewHost, ViewState } from '../../session/flow.js';
import type { Language } from '../../types.js';
import { fallbackCard } from './fallback-card.js';
import { type ProviderList, ProviderPicker } from './picker/provider-picker.js';
import { pickerStyles } from './picker/provider-picker.styles.js';
import { texts } from './texts.js';

/** What the user is asked to choose. */
export interface Choosing {
  /** The banks, or how far they are from being known. Absent where open banking has failed, and Connect is offered. */
  readonly list?: ProviderList;
  /** Called inside the click. Without a bank: continues with Connect, as the user's bank is not listed, or has failed. */
  readonly onChoose: (provider?: ReadProvider) => void;
  /** The list is to be asked for again. */
  readonly onRetry?: () => void;
}

/** The list of banks, or what the flow draws that the user has chosen by it. */
export class AutoView<O extends FlowView = FlowView, C extends FlowView = FlowView> implements FlowView {
  readonly openBanking: O;
  readonly credentials: C;
  readonly #host: ViewHost;
  readonly #picker: ProviderPicker;
  /** The view of the flow that has the user now. */
  #chosen: FlowView | undefined;
  #choosing: Choosing | undefined;
  #act: ViewState['act'] = action => action();

  constructor(host: ViewHost, openBanking: O, credentials: C) {
    this.#host = host;
    this.openBanking = openBanking;
    this.credentials = credentials;
    const root = host.shadowRoot;
    if (root) adoptStyles(root, [...(root.adoptedStyleSheets ?? []), pickerStyles]);
    this.#picker = new ProviderPicker(host, {
      onChoose: provider => this.#act(() => this.#choosing?.onChoose(provider)),
      onRetry: () => this.#choosing?.onRetry?.(),
    });
  }

  get framed(): boolean {
    return !!this.#chosen?.framed;
  }

  /** A session begins: what was typed for another one, and the frame that it has left, are gone. */
  begin(): void {
    this.clear();
    this.#picker.clear();
    this.openBanking.begin?.();
  }

  remark(language: Language): string | undefined {
    return this.openBanking.remark?.(language);
  }

  /** The user is to choose. */
  choose(choosing: Choosing): void {
    this.#chosen = undefined;
    this.#choosing = choosing;
  }

  /** A flow has the user now. */
  show(view: FlowView | undefined): void {
    this.#chosen = view;
    this.#choosing = undefined;
  }

  /** The search field gets the focus back, with what was typed into it. */
  focusPicker(): void {
    void this.#host.updateComplete.then(() => this.#picker.focus());
  }

  body(state: ViewState): unknown {
    return this.#choosing ? this.#choice(state, this.#choosing) : this.#chosen?.body?.(state);
  }

  sentence(state: ViewState): string | undefined {
    if (!this.#choosing) return this.#chosen?.sentence?.(state);
    // The list speaks for itself.
    return this.#choosing.list ? '' : texts[state.language].fallback;
  }

  clear(): void {
    this.show(undefined);
    this.openBanking.clear?.();
    this.credentials.clear?.();
  }

  #choice(state: ViewState, { list, onChoose }: Choosing): TemplateResult {
    this.#act = state.act;
    const { language, act, giveUp } = state;
    const { picker } = texts[language];
    if (list) return this.#picker.template({ texts: picker, language, list });
    return fallbackCard(language, () => act(() => onChoose()), giveUp);
  }
}
