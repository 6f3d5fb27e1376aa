import type { AttributeView } from '../../server/account-view.js';
import { create } from './dom.js';
import type { PageText } from './page-text.js';

/** What Flinks derived from the transactions of the login. */
export function createAttributes(attributes: AttributeView[] | null, { text, formats }: PageText) {
  const terms = text.attributes;
  const write = (value: AttributeView['value']) => {
    if (value === null) return '–';
    if (typeof value === 'boolean') return value ? terms.yes : terms.no;
    return typeof value === 'number' ? formats.number(value) : value;
  };
  const rows = (attributes ?? []).map(({ name, value }) =>
    create(
      'tr',
      {},
      // Flinks names its attributes in English, whatever the language of the page.
      create('th', { scope: 'row', lang: 'en' }, spell(name)),
      create('td', { class: 'amount' }, write(value)),
    ),
  );
  const heads = [terms.name, terms.value].map(name => create('th', { scope: 'col' }, name));
  const table = create(
    'table',
    { class: 'attributes' },
    create('thead', {}, create('tr', {}, ...heads)),
    create('tbody', {}, ...rows),
  );
  return create(
    'section',
    { class: 'card stack', id: 'attributes', 'aria-labelledby': 'attributes-title' },
    create('h2', { id: 'attributes-title' }, terms.title),
    create('p', { class: 'muted' }, rows.length > 0 ? terms.intro : terms.none),
    ...(rows.length > 0 ? [table] : []),
  );
}

/** `sum_debits_30_days` and `SumDebits30Days` in words. */
function spell(name: string) {
  const words = name
    .replace(/([a-z])([A-Z0-9])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
