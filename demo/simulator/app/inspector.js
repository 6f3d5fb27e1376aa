import { element } from './element.js';
import { describeParameter } from './parameters.js';

/**
 * Shows every parameter that came, and what this simulator does with it.
 *
 * @param {import('../connect/page.js').ConnectData} data
 * @param {import('./language/en.js').Messages} messages
 */
export function inspector({ parameters, simulation, simulations }, messages) {
  const rows = Object.entries(parameters).map(([name, value]) =>
    row(name, value, messages[describeParameter(name)]),
  );
  const notes = Object.entries(simulation).map(([name, value]) => {
    const { kind = 'fault', says = '' } = simulations[name] ?? {};
    const label = Object.entries(messages.kinds).find(([key]) => key === kind)?.[1] ?? kind;
    return row(`simulate ${name}`, value || '–', `${label}: ${says}`);
  });
  const head = element(
    'tr',
    {},
    ...[messages.parameter, messages.value, messages.note].map(text => element('th', { scope: 'col' }, text)),
  );
  const table = element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows, ...notes));
  const body = rows.length + notes.length > 0 ? table : element('p', {}, messages.noParameters);
  const scroll = element(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': messages.inspector },
    body,
  );
  return element('details', { id: 'inspector' }, element('summary', {}, messages.inspector), scroll);
}

/** @param {...string} cells */
function row(...cells) {
  const [name = '', ...others] = cells;
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, name),
    ...others.map(text => element('td', {}, text)),
  );
}
