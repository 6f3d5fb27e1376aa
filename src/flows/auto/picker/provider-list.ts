import { html, nothing, type TemplateResult } from 'lit';
import { providerName, type ReadProvider } from '../../../protocol/providers.js';
import type { Language } from '../../../types.js';
import type { PickerTexts } from '../texts.js';
import { type Block, type Group, rowAt } from './provider-groups.js';
import type { ProviderLogos } from './provider-logo.js';

/** All that decides what the list looks like. */
export interface ProviderListView {
  readonly texts: PickerTexts;
  readonly language: Language;
  readonly providers: readonly ReadProvider[];
  readonly groups: readonly Group[];
  /** Whether each group is headed by its country. */
  readonly headed: boolean;
  /** How many rows the groups have. */
  readonly found: number;
  /** Position of the option that the user is at; -1: at none. That after the last row is "not listed". */
  readonly active: number;
  /** Whether a block's rows are to be in the page. */
  readonly isNear: (block: number) => boolean;
  readonly logos: ProviderLogos;
  readonly onClick: (event: Event) => void;
}

/** The field's own id for its list. */
export const listId = 'banks';

/** The id of the option at a position. It names the bank, as a screen reader has to hear when another one is the first. */
export const optionId = (groups: readonly Group[], position: number): string =>
  `bank-${rowAt(groups, position) ?? 'unlisted'}`;

/** A question mark and the text after it: in the last option, or on a button where there is no list. */
export const notListed = (text: string): TemplateResult =>
  html`<span class="logo" aria-hidden="true">?</span><span class="name" .textContent=${text}></span>`;

/** A press keeps the focus where it is: in the field. */
const keepFocus = (event: Event): void => {
  if ((event.target as Element).closest('[role=option]')) event.preventDefault();
};

/** The list of banks as a listbox, grouped by country where there are several, with "not listed" at its end. */
export function providerList(view: ProviderListView): TemplateResult {
  const { texts, language, providers, groups, headed, found, active, isNear, logos } = view;

  const option = (position: number, id: string, content: unknown, more = '') =>
    html`<div
      id=${id}
      part="option"
      class=${more}
      role="option"
      aria-selected=${String(position === active)}
      aria-posinset=${position + 1}
      aria-setsize=${found + 1}
    >
      ${content}
    </div>`;
  const row = (index: number, position: number) => {
    const provider = providers[index] as ReadProvider;
    const name = providerName(provider, language);
    return option(
      position,
      `bank-${index}`,
      html`${logos.template(name, provider.logo)}<span class="name" translate="no"
          ><bdi .textContent=${name}></bdi
        ></span>`,
    );
  };
  let number = 0;
  const block = ({ first, rows }: Block) => {
    const filled = isNear(number++) || (active >= first && active < first + rows.length);
    return html`<div class="block rows-${rows.length} ${filled ? '' : 'hollow'}" role="presentation">
      ${filled ? rows.map((index, offset) => row(index, first + offset)) : nothing}
    </div>`;
  };
  const names = new Intl.DisplayNames(`${language}-CA`, { type: 'region' });
  const headingOf = (country: string | undefined) => {
    if (country === undefined) return texts.elsewhere;
    // Only codes have names in other languages.
    return /^[A-Z]{2}$/.test(country) ? names.of(country) : country;
  };
  const group = ({ country, blocks }: Group, order: number) =>
    headed
      ? html`<div role="group" aria-labelledby="country-${order}">
          <div
            id="country-${order}"
            class="country"
            role="presentation"
            .textContent=${headingOf(country)}
          ></div>
          ${blocks.map(block)}
        </div>`
      : blocks.map(block);

  return html`<div
    id=${listId}
    role="listbox"
    aria-label=${texts.list}
    tabindex="-1"
    @mousedown=${keepFocus}
    @click=${view.onClick}
  >
    ${groups.map(group)} ${option(found, optionId(groups, found), notListed(texts.notListed), 'unlisted')}
  </div>`;
}
