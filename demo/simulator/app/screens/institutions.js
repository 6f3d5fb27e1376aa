import { element } from '../element.js';
import { languageOf } from '../language/language.js';

/**
 * The list, with a search where institutionFilterEnable=true asks for it (Flinks: parameters, default false). Each
 * institution is a button, so that Tab and Enter are all one needs.
 *
 * @param {import('../flow.js').Flow} flow
 * @returns {import('../flow.js').Screen}
 */
export function institutions(flow) {
  const { messages, parameters, surroundings } = flow;
  const language = languageOf(parameters);
  const listed = surroundings.data.institutions.filter(each => flow.isListed(each));
  const list = element('ul', { class: 'institutions' });
  const count = element('p', { id: 'institution-count', class: 'small', role: 'status' });

  /** @param {string} text */
  const fill = text => {
    const wanted = plain(text);
    const found = listed.filter(({ en, fr, name }) =>
      [en, fr, name].some(each => plain(each).includes(wanted)),
    );
    list.replaceChildren(
      ...found.map(institution => {
        const name = institution[language];
        const mark = element('span', { class: 'mark', 'aria-hidden': 'true' }, initials(name));
        mark.style.setProperty('--mark', institution.color);
        const onclick = () => flow.selectInstitution(institution);
        const button = element(
          'button',
          { type: 'button', 'data-institution': institution.name, onclick },
          mark,
          name,
        );
        return element('li', {}, button);
      }),
    );
    count.textContent = found.length > 0 ? messages.found(found.length) : messages.noneFound;
  };

  const search = element('input', {
    id: 'institution-search',
    type: 'search',
    autocomplete: 'off',
    oninput: () => fill(search.value),
  });
  const filter = element(
    'div',
    { class: 'field' },
    element('label', { for: 'institution-search' }, messages.search),
    search,
  );
  fill('');
  return {
    name: 'institutions',
    title: messages.institutionsTitle,
    body: [...(parameters['institutionFilterEnable'] === 'true' ? [filter] : []), count, list],
  };
}

/** @param {string} text */
function plain(text) {
  return text.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** @param {string} name */
function initials(name) {
  const words = name.split(/\s+/).filter(word => /^[A-Z]/i.test(word));
  const [first = '', second = ''] = words;
  return (second ? first.charAt(0) + second.charAt(0) : first.slice(0, 2)).toUpperCase();
}
