import { html, LitElement } from 'lit';
import { ModalDialog } from '../../src/element/dialog.js';
import { styles } from '../../src/element/styles.js';
import { type ProviderList, ProviderPicker } from '../../src/flows/auto/picker/provider-picker.js';
import { pickerStyles } from '../../src/flows/auto/picker/provider-picker.styles.js';
import { texts } from '../../src/flows/auto/texts.js';
import { messagesIn } from '../../src/i18n/localize.js';
import type { ReadProvider } from '../../src/protocol/providers.js';
import type { Language } from '../../src/types.js';

/** An element that has a picker and nothing else: in the page, in a dialog, or put away. */
export class PickerHost extends LitElement {
  static override styles = [styles, pickerStyles];
  static override properties = {
    list: { attribute: false },
    language: {},
    modal: { type: Boolean },
    away: { type: Boolean },
  };

  declare list: ProviderList;
  declare language: Language;
  declare modal: boolean;
  declare away: boolean;

  /** What was chosen, in its order. */
  readonly chosen: (ReadProvider | undefined)[] = [];
  /** What else is to happen inside of a choice. */
  onChoose = (): void => {};
  onRetry = (): void => {};
  /** Who wanted to close the dialog. */
  readonly closing: string[] = [];

  readonly picker = new ProviderPicker(this, {
    onChoose: provider => {
      this.chosen.push(provider);
      this.onChoose();
    },
    onRetry: () => this.onRetry(),
  });
  readonly dialog = new ModalDialog(
    this,
    source => this.closing.push(source),
    () => {},
  );

  constructor() {
    super();
    this.list = 'loading';
    this.language = 'en';
    this.modal = this.away = false;
  }

  protected override render() {
    const messages = messagesIn(this.language);
    const { language, list } = this;
    const content = this.away
      ? html`<p>elsewhere</p>`
      : html`<div class="panel">
          <div class="stage">${this.picker.template({ texts: texts[language].picker, language, list })}</div>
        </div>`;
    return this.modal ? this.dialog.template(messages, content) : content;
  }
}

if (!customElements.get('picker-host')) customElements.define('picker-host', PickerHost);

declare global {
  interface HTMLElementTagNameMap {
    'picker-host': PickerHost;
  }
}
