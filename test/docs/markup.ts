import { parsers } from 'prettier/plugins/html';
import { type Fields, listOf, objectOf, stringOf } from '../support/json.ts';
import { parseWith } from './parse.ts';

/** An element of a template. */
export interface Tag {
  name: string;
  /** As they are written. */
  attributes: { name: string; value: string | null }[];
  /** What stands directly in it. */
  text: string;
}

const childrenOf = (node: Fields): Fields[] =>
  listOf(node.children ?? [], 'the children of a node').map(child => objectOf(child, 'a node of a template'));

function* elementsIn(node: Fields): Generator<Fields> {
  if (node.kind === 'element') yield node;
  for (const child of childrenOf(node)) yield* elementsIn(child);
}

function attributeIn(attribute: unknown): Tag['attributes'][number] {
  const { name, value } = objectOf(attribute, 'an attribute');
  return { name: stringOf(name, 'its name'), value: value === null ? null : stringOf(value, 'its value') };
}

const tagIn = (element: Fields): Tag => ({
  name: stringOf(element.name, 'the name of an element'),
  attributes: listOf(element.attrs, 'the attributes of an element').map(attributeIn),
  text: childrenOf(element)
    .map(({ kind, value }) => (kind === 'text' ? stringOf(value, 'a text') : ''))
    .join(''),
});

/**
 * The elements of HTML, of a component of Vue or Svelte, or of a template of Angular, in their order.
 *
 * @throws Error for tags that do not match, with line and column
 */
export async function tagsIn(code: string, parser: 'html' | 'vue' | 'angular' = 'html'): Promise<Tag[]> {
  const tree = objectOf(await parseWith(parsers[parser], parser, code), 'the tree of a template');
  return [...elementsIn(tree)].map(tagIn);
}

/** @returns undefined without such an attribute */
export const attributeOf = ({ attributes }: Tag, name: string): string | null | undefined =>
  attributes.find(attribute => attribute.name === name)?.value;
