import type { ConnectData } from '../connect/page.js';
import { element } from './element.js';
import type { Messages } from './language/en.js';
import { describeParameter } from './parameters.js';

/** Shows every parameter that came, and what this simulator does with it. */
export function inspector({ parameters, simulation, simulations }: ConnectData, messages: Messages) {
  const rows = Object.entries(parameters).map(([name, value]) =>
    row(name, shorten(name, value), messages[describeParameter(name)]),
  );
  const notes = Object.entries(simulation).map(([name, value]) => {
    const { kind = 'fault', says = '' } = simulations[name] ?? {};
    const label = Object.entries(messages.kinds).find(([key]) => key === kind)?.[1] ?? kind;
    return row(`simulate ${name}`, value || '–', `${label}: `, element('span', { lang: 'en' }, says));
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

function row(name: string, value: string, ...note: (string | Node)[]) {
  const last = element('td', {}, ...note);
  return element('tr', {}, element('th', { scope: 'row' }, name), element('td', {}, value), last);
}

/** A screenshot, or a look over a shoulder, shows no whole id. */
function shorten(name: string, value: string) {
  return /^(loginId|requestId|accountId|resumeSelectedAccounts)$/.test(name)
    ? `${value.slice(0, 8)}…`
    : value;
}
