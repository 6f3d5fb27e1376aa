// What the built element has: the documents may name nothing else, and must name all of it.
import * as element from '../../dist/element.js';

const { FlinksLink, errorCodes } = element;

/** @type {readonly string[]} */
export const attributes = FlinksLink.observedAttributes;

/** @type {Map<string, string>} the property of each attribute, by its name */
export const propertyOfAttribute = new Map(
  [...FlinksLink.elementProperties]
    .filter(([, { attribute }]) => attribute !== false)
    .map(([property, { attribute }]) => [
      typeof attribute === 'string' ? attribute : property.toLowerCase(),
      property,
    ]),
);

/** @type {ReadonlySet<string>} those that a page can set */
export const properties = new Set(FlinksLink.elementProperties.keys());

/** The names of its events, which follow those of their classes. */
export const events = Object.keys(element).flatMap(name => {
  const [, words] = /^Flinks(\w+)Event$/.exec(name) ?? [];
  return words ? [`flinks${words.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`] : [];
});

export { errorCodes };

/** @param {string} attribute */
export const isBoolean = attribute =>
  FlinksLink.elementProperties.get(propertyOfAttribute.get(attribute))?.type === Boolean;

/** @param {string} attribute */
export const isNumber = attribute =>
  FlinksLink.elementProperties.get(propertyOfAttribute.get(attribute))?.type === Number;
