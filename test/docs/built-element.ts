// What the built element has: the documents may name nothing else, and must name all of it.
import type * as Element from '../../src/element.ts';

/** The build, by the types of its source: types are checked before there is a build. */
export const element: typeof Element = await import(new URL('../../dist/element.js', import.meta.url).href);

const { FlinksLink, errorCodes } = element;

export const attributes: readonly string[] = FlinksLink.observedAttributes;

/** The options of each property that a page can set, by its name. */
const declared = new Map(
  [...FlinksLink.elementProperties].flatMap(([property, options]) =>
    typeof property === 'string' ? [[property, options] as const] : [],
  ),
);

/** The property of each attribute, by its name. */
export const propertyOfAttribute: ReadonlyMap<string, string> = new Map(
  [...declared]
    .filter(([, { attribute }]) => attribute !== false)
    .map(([property, { attribute }]) => [
      typeof attribute === 'string' ? attribute : property.toLowerCase(),
      property,
    ]),
);

export const properties: ReadonlySet<string> = new Set(declared.keys());

/** The names of its events, which follow those of their classes. */
export const events = Object.keys(element).flatMap(name => {
  const [, words] = /^Flinks(\w+)Event$/.exec(name) ?? [];
  return words ? [`flinks${words.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`] : [];
});

export { errorCodes };

const typeOf = (attribute: string) => declared.get(propertyOfAttribute.get(attribute) ?? '')?.type;

export const isBoolean = (attribute: string): boolean => typeOf(attribute) === Boolean;

export const isNumber = (attribute: string): boolean => typeOf(attribute) === Number;
