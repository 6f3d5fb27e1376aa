import { element } from '../element.js';
import { languageOf } from '../language/language.js';
import { matches, plain } from '../search.js';
import { moveInList } from './list-keys.js';

/**
 * The list, with a search where institutionFilterEnable=true asks for it (Flinks: parameters, default false). Each
 * institution is a button, so that Tab and Enter are all one needs; arrows, Home, End and letters are the short way
 * through a hundred of them.
 *
 * @typedef {import('../../world/institutions.js').Institution} Institution
 * @param {import('../flow.js').Flow} flow
 * @returns {import('../flow.js').Screen}
 */
export function institutions(flow) {
  const { messages, parameters, surroundings } = flow;
  const language = languageOf(parameters);
  const listed = inOrder(
    surroundings.data.institutions.filter(each => flow.isListed(each)),
    language,
  );
  const list = element('ul', {
    class: 'institutions',
    onkeydown: (/** @type {KeyboardEvent} */ event) => moveInList(event, list, plain),
  });
  const count = element('p', { id: 'institution-count', class: 'small', role: 'status' });

  /** @param {string} text */
  const fill = text => {
    const found = listed.filter(({ en, fr, name }) => matches(text, [en, fr, name]));
    list.replaceChildren(
      ...found.map(institution =>
        element('li', {}, institutionButton(institution, flow, language, messages.unitedStates)),
      ),
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

/** The test bank first, the others by the alphabet of the language. @param {Institution[]} listed @param {'en' | 'fr'} language */
function inOrder(listed, language) {
  const { compare } = new Intl.Collator(`${language}-CA`, { numeric: true });
  const rank = (/** @type {Institution} */ { name }) => (name === 'FlinksCapital' ? 0 : 1);
  return [...listed].sort((a, b) => rank(a) - rank(b) || compare(a[language], b[language]));
}

/** @param {Institution} institution @param {import('../flow.js').Flow} flow @param {'en' | 'fr'} language @param {string} abroad */
function institutionButton(institution, flow, language, abroad) {
  const name = institution[language];
  const mark = element('span', { class: 'mark', 'aria-hidden': 'true' }, initials(name));
  mark.style.setProperty('--mark', institution.color);
  const country = institution.country === 'US' ? element('span', { class: 'country' }, abroad) : null;
  const onclick = () => flow.selectInstitution(institution);
  const button = { type: 'button', 'data-institution': institution.name, 'data-name': name, onclick };
  return element('button', button, mark, name, country);
}

/** @param {string} name */
function initials(name) {
  const words = name.split(/[\s’-]+/).filter(word => /^\p{Lu}/u.test(word));
  const [first = name, second = ''] = words;
  return (second ? first.charAt(0) + second.charAt(0) : first.slice(0, 2)).toUpperCase();
}
