import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { messagesIn } from '../../../i18n/localize.js';
import type { ReadProvider } from '../../../protocol/providers.js';
import type { ViewHost } from '../../../session/flow.js';
import type { Language } from '../../../types.js';
import type { PickerTexts } from '../texts.js';
import { BlockWindow } from './block-window.js';
import { keepTyping, whereTo } from './picker-keys.js';
import { type Group, groupRows, rowAt } from './provider-groups.js';
import { listId, notListed, optionId, providerList } from './provider-list.js';
import { ProviderLogos } from './provider-logo.js';
import { ProviderSearch } from './provider-search.js';
import { searchField } from './search-field.js';

/** What there is to choose from. */
export type ProviderList = 'loading' | 'failed' | readonly ReadProvider[];

export interface ProviderPickerOptions {
  /** Called inside the click or the press of Enter, so that a window can be opened. Nothing given: "not listed". */
  readonly onChoose: (provider: ReadProvider | undefined) => void;
  /** The list is to be asked for again. */
  readonly onRetry: () => void;
}

export interface PickerView {
  readonly texts: PickerTexts;
  readonly language: Language;
  /** A list is prepared for searching when it comes: give the same array as long as it is the same list. */
  readonly list: ProviderList;
}

/** As many rows as the list shows at its top, and as many again. */
const ahead = 15;

/** With more banks than these the list keeps its size, whatever is found: nothing jumps while the user types. */
const boxful = 6;

/** Rows that are still on their way. */
const bones = Array.from({ length: 6 }, () => html`<div class="bone"></div>`);

/**
 * A search field over a list of banks: WAI-ARIA APG's editable combobox with list autocomplete and automatic selection,
 * whose listbox is always open. (A searchbox would be the simpler role; but ARIA 1.2 has no `aria-expanded` on it.)
 * The focus stays in the field; `aria-activedescendant` says where in the list one is.
 *
 * - Down, Up: next and previous option; beyond the ends, back to the field. PageDown, PageUp: ten at once.
 * - Home, End: first and last option while one is in the list; else they move the caret, as Left and Right always do.
 * - Enter chooses the option; while the user types, that is the best match.
 * - Escape goes back to the field and empties it. Where there is nothing to undo, it is left to what is around the picker.
 *
 * Only the rows near what can be seen are in the page. They say by `aria-posinset` and `aria-setsize` where they stand.
 *
 * CSS parts: `picker` is the whole, `search` the field, `option` each option, `message` a text in the place of options,
 * `action` the button that asks for the list again.
 */
export class ProviderPicker implements ReactiveController {
  readonly #host: ViewHost;
  readonly #options: ProviderPickerOptions;
  readonly #window: BlockWindow;
  readonly #logos = new ProviderLogos();
  #list: ProviderList = 'loading';
  #search: ProviderSearch | undefined;
  #groups: readonly Group[] = [];
  #severalCountries = false;
  /** How many providers fit what was typed. */
  #found = 0;
  #text = '';
  /** The option that the user has moved to; that after the last provider is "not listed". */
  #moved: number | undefined;
  /** What has to be scrolled to. */
  #scrollTo: 'top' | 'active' | undefined;
  #announcement = '';
  /** The key that was pressed last, where it has done its work here. */
  #used: string | undefined;
  #focused = false;

  constructor(host: ViewHost, options: ProviderPickerOptions) {
    this.#host = host;
    this.#options = options;
    this.#window = new BlockWindow(() => host.requestUpdate());
    host.addController(this);
  }

  /** Puts the focus into the search field, or on the first button where there is none. */
  focus(): void {
    this.#root?.querySelector<HTMLElement>('input, button')?.focus();
  }

  /** Forgets what was typed. It is kept otherwise, even while the picker is not shown. */
  clear(): void {
    this.#type('');
  }

  /** The observer of the rows was released; lit does not render again when the element is put back into the document. */
  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    this.#focused = this.#holdsFocus;
  }

  hostUpdated(): void {
    const root = this.#root;
    const list = root?.querySelector('[role=listbox]') ?? undefined;
    // A user who comes back to the picker finds the option where it was.
    if (this.#window.observe(list)) this.#scrollTo ??= 'active';
    if (!root) return;
    // What had the focus may have gone with its state.
    if (this.#focused && !this.#holdsFocus) this.focus();
    this.#scroll(list);
    // A live region is heard when its text changes: not in the template, so that it is there before its first text.
    const announcer = root.querySelector('[role=status]');
    if (announcer && announcer.textContent !== this.#announcement) announcer.textContent = this.#announcement;
  }

  hostDisconnected(): void {
    this.#window.release();
  }

  template(view: PickerView): TemplateResult {
    const { texts, language, list } = view;
    if (list !== this.#list) this.#take(list);
    const banks = typeof list === 'string' ? undefined : list;
    const loading = list === 'loading';
    const roomy = loading || (banks && banks.length > boxful);
    this.#announcement = this.#state(texts);
    return html`<div part="picker" lang=${language}>
      ${loading || this.#search ? this.#field(texts) : nothing}
      <div class="results ${roomy ? 'roomy' : ''}">
        ${this.#found ? nothing : html`<p part="message" .textContent=${this.#announcement}></p>`}
        ${
          banks && this.#search
            ? providerList({
                texts,
                language,
                providers: banks,
                groups: this.#groups,
                headed: this.#severalCountries,
                found: this.#found,
                active: this.#active,
                isNear: block => this.#window.isNear(block),
                logos: this.#logos,
                onClick: this.#onClick,
              })
            : this.#stead(texts, language)
        }
      </div>
      <p class="announcer" role="status"></p>
    </div>`;
  }

  #field(texts: PickerTexts): TemplateResult {
    const active = this.#active;
    return searchField({
      texts,
      text: this.#text,
      list: this.#search && listId,
      active: active < 0 ? undefined : optionId(this.#groups, active),
      onInput: this.#onInput,
      onKeydown: this.#onKeydown,
      onKey: this.#onKey,
      onClear: this.#onClear,
    });
  }

  /** What stands in the place of a list. */
  #stead(texts: PickerTexts, language: Language): TemplateResult {
    return html`${this.#list === 'loading' ? html`<div class="bones" aria-hidden="true">${bones}</div>` : nothing}
      ${
        this.#list === 'failed'
          ? html`<button part="action" type="button" @click=${this.#options.onRetry}>
              ${messagesIn(language).retry}
            </button>`
          : nothing
      }
      <button part="option" class="unlisted" type="button" @click=${() => this.#options.onChoose(undefined)}>
        ${notListed(texts.notListed)}
      </button>`;
  }

  get #root(): Element | null | undefined {
    return this.#host.renderRoot?.querySelector('[part=picker]');
  }

  get #holdsFocus(): boolean {
    return !!this.#root?.contains(this.#host.shadowRoot?.activeElement ?? null);
  }

  /** Position of the option that Enter chooses, -1 for none: where the user is, else the best match. */
  get #active(): number {
    return this.#moved ?? (this.#found && /[\p{L}\p{N}]/u.test(this.#text) ? 0 : -1);
  }

  #state(texts: PickerTexts): string {
    if (typeof this.#list === 'string') return texts[this.#list];
    if (!this.#search) return texts.empty;
    return this.#found ? texts.count(this.#found) : texts.none;
  }

  #scroll(list: Element | undefined): void {
    if (this.#scrollTo === 'top') list?.scrollTo?.({ top: 0, behavior: 'instant' });
    // Chromium warns of what is scrolled to in a block that was hollow until now, unless it has looked at it before.
    if (this.#scrollTo === 'active' && list?.clientHeight)
      list.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    this.#scrollTo = undefined;
  }

  #take(list: ProviderList): void {
    this.#list = list;
    const providers = typeof list === 'string' ? [] : list;
    this.#search = providers.length ? new ProviderSearch(providers) : undefined;
    this.#severalCountries = new Set(providers.map(({ country }) => country)).size > 1;
    this.#find();
  }

  #type(text: string): void {
    this.#text = text;
    this.#find();
    this.#host.requestUpdate();
  }

  #find(): void {
    const found = this.#search?.find(this.#text) ?? [];
    this.#found = found.length;
    this.#groups = groupRows(found, index => (this.#list as readonly ReadProvider[])[index]?.country);
    const blocks = this.#groups.flatMap(group => group.blocks);
    this.#window.reset(blocks.filter(({ first }) => first < ahead).length);
    this.#moved = undefined;
    this.#scrollTo = 'top';
  }

  #move(position: number | undefined): void {
    this.#moved = position;
    this.#scrollTo = 'active';
    this.#host.requestUpdate();
  }

  #choose(position: number): void {
    // Where it was, for a user who comes back.
    this.#move(position);
    const index = rowAt(this.#groups, position);
    this.#options.onChoose(index === undefined ? undefined : (this.#list as readonly ReadProvider[])[index]);
  }

  readonly #onInput = (event: Event): void => {
    // To the page it would be the input of a value of the element.
    event.stopPropagation();
    this.#type((event.currentTarget as HTMLInputElement).value);
  };

  readonly #onClear = (): void => {
    this.clear();
    this.focus();
  };

  readonly #onClick = (event: Event): void => {
    const option = (event.target as Element).closest('[role=option]');
    if (option) this.#choose(Number(option.getAttribute('aria-posinset')) - 1);
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    // Keys that compose a character belong to the input method; Safari reports the last of them with keyCode 229.
    const composes = event.isComposing || event.keyCode === 229;
    if (composes || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
      return keepTyping(event);
    const isUsed = this.#isHandled(event);
    this.#used = isUsed ? event.key : undefined;
    if (!isUsed) return keepTyping(event);
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === this.#used) event.stopPropagation();
    else keepTyping(event);
  };

  /** Returns whether the key has done its work here. */
  #isHandled({ key, repeat }: KeyboardEvent): boolean {
    const at = this.#active;
    const inList = this.#moved !== undefined;
    if (key === 'Escape') {
      if (!this.#text && !inList) return false;
      this.clear();
      return true;
    }
    if (!this.#search) return false;
    if (key === 'Enter') {
      // Held down it would choose again and again.
      if (at >= 0 && !repeat) this.#choose(at);
      return true;
    }
    // Back to the field, where the browser moves the caret.
    if (inList && (key === 'ArrowLeft' || key === 'ArrowRight')) this.#move(undefined);
    const target = whereTo(key, { at, last: this.#found, inList });
    if (target !== undefined) this.#move(target === 'field' ? undefined : target);
    return target !== undefined;
  }
}
