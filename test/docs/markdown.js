import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
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
 * @property {string} meta what follows it: the framework of JSX, where React is not meant
 * @property {string} code
 */

/** The pages of the manual. */
export const pages = readdirSync(`${root}docs`, { recursive: true, encoding: 'utf8' })
  .map(file => `docs/${file.split(path.sep).join('/')}`)
  .filter(file => file.endsWith('.md'))
  .sort();

/** Every document that people or tools read. */
export const documents = [
  ...readdirSync(root).filter(file => file.endsWith('.md')),
  ...pages,
  'docs/llms.txt',
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

/** The words of a heading, without its HTML. @param {any} heading @returns {string} */
export const wordsOf = heading =>
  [...nodesOf(heading)].map(({ type, value = '' }) => (type === 'html' ? '' : value)).join('');

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

/** @param {Block[]} found @param {string} what @returns {string} the code of the only one */
function codeOfOnly(found, what) {
  if (found.length !== 1) throw new Error(`There are ${found.length} blocks: ${what}`);
  return `${found[0]?.code}\n`;
}

/**
 * The code of a block, as it stands there.
 *
 * @param {string} file
 * @param {string} mark text that only this block of it has
 */
export const codeBlock = (file, mark) =>
  codeOfOnly(
    blocks.filter(block => block.file === file && block.code.includes(mark)),
    `${mark} in ${file}`,
  );

/**
 * The code of the only block of a language in a document, but for blocks that say their name.
 *
 * @param {string} file
 * @param {string} language
 */
export const codeIn = (file, language) =>
  codeOfOnly(
    blocks.filter(block => block.file === file && block.language === language && !nameOf(block)),
    `${language} in ${file}`,
  );

/** The name of the file that a block is meant to be, by its first line. @param {Block} block */
export const nameOf = ({ code }) => /^\/\/ ([\w-]+\.ts)\n/.exec(code)?.[1];
