import { settingAttributes } from './settings.js';

/** An attribute, or a property of the page's own, that has almost the name of a setting. */
export interface NearName {
  /** The setting that was probably meant, by its property; undefined for a listener. */
  readonly setting: string | undefined;
  /** What is wrong, and what to do, for the developer. */
  readonly sentence: string;
}

/** A shorter name is easily one edit away from a word that means something else. */
const shortest = 7;

const plain = (name: string): string => name.toLowerCase().replace(/[-_]/g, '');

/** Names as HTML and scripts write them: others belong to templates, such as `:instance`, and to private fields. */
const written = /^[a-z][a-z0-9_-]*$/i;

/** Whether inserting, removing or replacing one character makes one of the other. */
function isOneEdit(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const rest = Math.max(a.length, b.length) - start - 1;
  return rest >= 0 && a.slice(a.length - rest) === b.slice(b.length - rest);
}

const isNear = (given: string, own: string): boolean =>
  plain(given) === plain(own) || (given.length >= shortest && isOneEdit(plain(given), plain(own)));

/** The names on an element that are almost those of its settings, which it ignores. */
export function namesNearlyOurs(element: Element): readonly NearName[] {
  const settings = [...settingAttributes()];
  const look = (kind: 'attribute' | 'property', given: string): NearName[] => {
    const isAttribute = kind === 'attribute';
    const [, event] = /^on(flinks-[a-z-]+)$/.exec(given) ?? [];
    const [setting, attribute] =
      settings.find(([property, own]) => isNear(given, (isAttribute && own) || property)) ?? [];
    if ((!event && !setting) || !written.test(given)) return [];
    const meant = isAttribute ? attribute : setting;
    const remedy = event
      ? `Call addEventListener('${event}', …) in a script.`
      : meant
        ? `Did you mean ${meant}?`
        : `Set the ${setting} property in a script.`;
    return [{ setting, sentence: `The ${kind} "${given}" is unknown. ${remedy}` }];
  };
  const isOther = (name: string) =>
    !/^(?:data|aria)-/.test(name) && !settings.some(([, attribute]) => attribute === name);
  return [
    ...element
      .getAttributeNames()
      .filter(isOther)
      .flatMap(name => look('attribute', name)),
    ...Object.keys(element).flatMap(name => look('property', name)),
  ];
}
