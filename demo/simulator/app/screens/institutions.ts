import type { Institution } from '../../world/institutions.js';
import { element } from '../element.js';
import type { Flow, Screen } from '../flow.js';
import { languageOf } from '../language/language.js';
import { matches, plain } from '../search.js';
import { moveInList } from './list-keys.js';

/**
 * The list, with a search where institutionFilterEnable=true asks for it (Flinks: parameters, default false). Each
 * institution is a button, so that Tab and Enter are all one needs; arrows, Home, End and letters are the short way
 * through a hundred of them.
 */
export function institutions(flow: Flow): Screen {
  const { messages, parameters, context } = flow;
  const language = languageOf(parameters);
  const listed = inOrder(
    context.data.institutions.filter(each => flow.isListed(each)),
    language,
  );
  const list = element('ul', {
    class: 'institutions',
    onkeydown: (event: KeyboardEvent) => moveInList(event, list, plain),
  });
  const count = element('p', { id: 'institution-count', class: 'small', role: 'status' });

  const fill = (text: string) => {
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
    body: [...(parameters.institutionFilterEnable === 'true' ? [filter] : []), count, list],
  };
}

/** The test bank first, the others by the alphabet of the language. */
function inOrder(listed: Institution[], language: 'en' | 'fr') {
  const { compare } = new Intl.Collator(`${language}-CA`, { numeric: true });
  const rank = ({ name }: Institution) => (name === 'FlinksCapital' ? 0 : 1);
  return [...listed].sort((a, b) => rank(a) - rank(b) || compare(a[language], b[language]));
}

function institutionButton(institution: Institution, flow: Flow, language: 'en' | 'fr', abroad: string) {
  const name = institution[language];
  const mark = element('span', { class: 'mark', 'aria-hidden': 'true' }, initials(name));
  mark.style.setProperty('--mark', institution.color);
  const country = institution.country === 'US' ? element('span', { class: 'country' }, abroad) : null;
  const onclick = () => flow.selectInstitution(institution);
  const button = { type: 'button', 'data-institution': institution.name, 'data-name': name, onclick };
  return element('button', button, mark, name, country);
}

function initials(name: string) {
  const words = name.split(/[\s’-]+/).filter(word => /^\p{Lu}/u.test(word));
  const [first = name, second = ''] = words;
  return (second ? first.charAt(0) + second.charAt(0) : first.slice(0, 2)).toUpperCase();
}
