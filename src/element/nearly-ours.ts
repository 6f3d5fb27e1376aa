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

/** Whether inserting, removing or replacing one character makes one of the other. */
function isOneEdit(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return Math.max(a.length, b.length) - start - end === 1;
}

const isNear = (given: string, own: string): boolean =>
  plain(given) === plain(own) || (given.length >= shortest && isOneEdit(plain(given), plain(own)));

function nearAttribute(given: string): NearName | undefined {
  const unknown = `The attribute "${given}" is unknown.`;
  const [, event] = /^on(flinks-[a-z-]+)$/.exec(given) ?? [];
  if (event)
    return { setting: undefined, sentence: `${unknown} Call addEventListener('${event}', …) in a script.` };
  const found = [...settingAttributes()].find(([name, attribute]) => isNear(given, attribute ?? name));
  if (!found) return undefined;
  const [setting, attribute] = found;
  return {
    setting,
    sentence: `${unknown} ${attribute ? `Did you mean ${attribute}?` : `Set the ${setting} property in a script.`}`,
  };
}

function nearProperty(given: string): NearName | undefined {
  const [setting] = [...settingAttributes()].find(([name]) => isNear(given, name)) ?? [];
  return setting
    ? { setting, sentence: `The property "${given}" is unknown. Did you mean ${setting}?` }
    : undefined;
}

/** The names on an element that are almost those of its settings, which it ignores. */
export function namesNearlyOurs(element: Element): readonly NearName[] {
  const attributes = [...settingAttributes().values()];
  const given = element
    .getAttributeNames()
    .filter(name => !attributes.includes(name) && !/^(?:data|aria)-/.test(name));
  return [
    ...given.flatMap(name => nearAttribute(name) ?? []),
    ...Object.keys(element).flatMap(name => nearProperty(name) ?? []),
  ];
}
