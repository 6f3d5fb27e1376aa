import { create } from './dom.js';

/** @typedef {import('../../server/account-view.js').AttributeView} AttributeView */

/**
 * What Flinks derived from the transactions of the login.
 *
 * @param {AttributeView[] | null} attributes
 * @param {import('./page-text.js').PageText} page
 */
export function createAttributes(attributes, { text, formats }) {
  const terms = text.attributes;
  const write = (/** @type {AttributeView['value']} */ value) => {
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

/**
 * `sum_debits_30_days` and `SumDebits30Days` in words.
 *
 * @param {string} name
 */
function spell(name) {
  const words = name
    .replace(/([a-z])([A-Z0-9])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
