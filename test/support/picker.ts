import { fixtureCleanup, oneEvent } from '@open-wc/testing';
import type { ProviderList } from '../../src/flows/auto/picker/provider-picker.js';
import type { Language } from '../../src/types.js';
import { PickerHost } from './picker-host.js';

interface Setup {
  list?: ProviderList;
  language?: Language;
  modal?: boolean;
}

/** A picker in the page, with the focus in its search field. */
export async function picker(setup: Setup = {}): Promise<PickerHost> {
  fixtureCleanup();
  for (const old of document.querySelectorAll('picker-host')) old.remove();
  const host = Object.assign(new PickerHost(), setup);
  document.body.append(host);
  await host.updateComplete;
  if (host.modal) host.dialog.show();
  host.picker.focus();
  return host;
}

const find = <T extends Element = HTMLElement>(host: PickerHost, selector: string): T =>
  host.renderRoot.querySelector<T>(selector)!;

export const field = (host: PickerHost): HTMLInputElement => find(host, '[part=search]');
export const listbox = (host: PickerHost): HTMLElement => find(host, '[role=listbox]');
export const status = (host: PickerHost): Element => find(host, '[role=status]');
export const options = (host: PickerHost): HTMLElement[] => [
  ...host.renderRoot.querySelectorAll<HTMLElement>('[role=option]'),
];
export const nameOf = (option: Element | null | undefined): string | undefined =>
  option?.querySelector('.name')?.textContent ?? undefined;
export const names = (host: PickerHost): (string | undefined)[] => options(host).map(nameOf);
export const option = (host: PickerHost, name: string): HTMLElement | undefined =>
  options(host).find(each => nameOf(each) === name);
const labelOf = (each: Element): string | undefined =>
  each.getAttribute('aria-label') ?? nameOf(each) ?? each.textContent?.trim();
export const button = (host: PickerHost, name: string): HTMLElement | undefined =>
  [...host.renderRoot.querySelectorAll('button')].find(each => labelOf(each) === name);

/** What has the focus, in words: the field, or what a button is called. */
export function focused(host: PickerHost): string | undefined {
  const element = host.shadowRoot?.activeElement;
  if (!element) return undefined;
  return element === field(host) ? 'field' : labelOf(element);
}

/** The option that the field says one is at. It must be in the page, and be the only one that is selected. */
export function active(host: PickerHost): string | undefined {
  const id = field(host).getAttribute('aria-activedescendant');
  const selected = options(host).filter(each => each.getAttribute('aria-selected') === 'true');
  if (id === null && !selected.length) return undefined;
  if (selected.length !== 1 || selected[0]?.id !== id) throw new Error(`${id} is not what is selected`);
  return nameOf(selected[0]);
}

/** Whether an option is within what can be seen of the list. */
export function isSeen(host: PickerHost, wanted: Element): boolean {
  const list = listbox(host).getBoundingClientRect();
  const { top, bottom } = wanted.getBoundingClientRect();
  return top >= list.top - 1 && bottom <= list.bottom + 1;
}

/** A document of its own, as narrow as a small phone: no engine's window is. */
export async function narrowPage(
  policy?: string,
): Promise<{ page: Document; host: PickerHost; done(): void }> {
  const frame = document.createElement('iframe');
  frame.style.cssText = 'width:320px;height:640px;border:0';
  document.body.append(frame);
  const page = frame.contentDocument!;
  page.documentElement.lang = 'fr';
  page.body.style.margin = '0';
  if (policy) {
    const meta = page.createElement('meta');
    Object.assign(meta, { httpEquiv: 'Content-Security-Policy', content: policy });
    page.head.append(meta);
  }
  const script = page.createElement('script');
  script.type = 'module';
  script.src = new URL('./picker-host.ts', import.meta.url).href;
  const loaded = oneEvent(script, 'load');
  page.head.append(script);
  await loaded;
  const host = page.createElement('picker-host');
  page.body.append(host);
  return { page, host, done: () => frame.remove() };
}
