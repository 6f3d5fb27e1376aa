import { parsers } from 'prettier/plugins/html';

/**
 * An element of a template.
 *
 * @typedef {object} Tag
 * @property {string} name
 * @property {{ name: string, value: string | null }[]} attributes as they are written
 * @property {string} text what stands directly in it
 */

/** @param {any} node @returns {Generator<any>} */
function* elementsIn(node) {
  if (node.kind === 'element') yield node;
  for (const child of node.children ?? []) yield* elementsIn(child);
}

/**
 * The elements of HTML, of a component of Vue or Svelte, or of a template of Angular, in their order.
 *
 * @param {string} code
 * @param {'html' | 'vue' | 'angular'} [parser]
 * @returns {Promise<Tag[]>}
 * @throws {Error} for tags that do not match, with line and column
 */
export async function tagsIn(code, parser = 'html') {
  const tree = await parsers[parser].parse(
    code,
    /** @type {any} */ ({ parser, filepath: `block.${parser}` }),
  );
  return [...elementsIn(tree)].map(({ name, attrs, children }) => ({
    name,
    attributes: attrs.map(attribute => ({ name: attribute.name, value: attribute.value })),
    text: children.map(child => (child.kind === 'text' ? child.value : '')).join(''),
  }));
}

/** @param {Tag} tag @param {string} name @returns {string | null | undefined} undefined without such an attribute */
export const attributeOf = ({ attributes }, name) =>
  attributes.find(attribute => attribute.name === name)?.value;
