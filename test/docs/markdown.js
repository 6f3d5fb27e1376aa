import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parsers } from 'prettier/plugins/markdown';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * A fenced block of code.
 *
 * @typedef {object} Block
 * @property {string} file as it is named from the root
 * @property {number} line where its code begins, from 1
 * @property {string} language the first word of its fence; empty without one
 * @property {string} meta what stands behind it: the framework of JSX, where React is not meant
 * @property {string} code
 */

/** Every document that people or tools read. */
export const documents = [
  ...readdirSync(root).filter(file => file.endsWith('.md')),
  ...readdirSync(`${root}docs`)
    .filter(file => /\.(?:md|txt)$/.test(file))
    .map(file => `docs/${file}`),
  'demo/simulator/README.md',
];

/** @param {string} file */
export const textOf = file => readFileSync(`${root}${file}`, 'utf8');

/** All nodes of a tree, parents first. @param {any} node @returns {Generator<any>} */
function* nodesOf(node) {
  yield node;
  for (const child of node.children ?? []) yield* nodesOf(child);
}

/** @param {string} file */
const parse = file => parsers.markdown.parse(textOf(file), /** @type {any} */ ({ parser: 'markdown' }));

/** @type {ReadonlyMap<string, readonly any[]>} the nodes of each document */
const nodes = new Map(
  await Promise.all(
    documents.map(async file => /** @type {const} */ ([file, [...nodesOf(await parse(file))]])),
  ),
);

/** The nodes of one kind, such as `heading`. @param {string} file @param {string} type */
export const nodesIn = (file, type) => (nodes.get(file) ?? []).filter(node => node.type === type);

/** @type {readonly Block[]} */
export const blocks = documents.flatMap(file =>
  nodesIn(file, 'code').map(({ lang, meta, value, position }) => ({
    file,
    line: position.start.line + 1,
    language: lang ?? '',
    meta: meta ?? '',
    code: value,
  })),
);

/**
 * The code of a block, as it stands there.
 *
 * @param {string} mark text that only this block has
 * @param {string} [file]
 */
export function codeBlock(mark, file = 'README.md') {
  const found = blocks.filter(block => block.file === file && block.code.includes(mark));
  if (found.length !== 1) throw new Error(`${file} has ${found.length} blocks with ${mark}`);
  return `${found[0]?.code}\n`;
}
