import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parsers } from 'prettier/plugins/markdown';
import { isObject } from '../support/json.ts';
import { parseWith } from './parse.ts';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A fenced block of code. */
interface Block {
  /** As it is named from the root. */
  file: string;
  /** Where its code begins, from 1. */
  line: number;
  /** The first word of its fence; empty without one. */
  language: string;
  /** What follows it: the framework of JSX, where React is not meant. */
  meta: string;
  code: string;
}

/** The pages of the manual. */
export const pages = readdirSync(`${root}docs`, { recursive: true, encoding: 'utf8' })
  .map(file => `docs/${file.split(path.sep).join('/')}`)
  .filter(file => file.endsWith('.md'))
  .sort();

/** Every document that developers or tools read. */
export const documents = [
  ...readdirSync(root).filter(file => file.endsWith('.md')),
  ...pages,
  'docs/llms.txt',
  'demo/simulator/README.md',
];

export const textOf = (file: string) => readFileSync(`${root}${file}`, 'utf8');

/** What is read of a node of Markdown. */
interface MarkdownNode {
  readonly type: string;
  readonly children?: readonly unknown[];
  /** Of what has no children: text, code. */
  readonly value?: string;
  /** Of a link or a picture. */
  readonly url?: string;
  /** The first word of a fence; null without one. */
  readonly lang?: string | null;
  /** The rest of its line. */
  readonly meta?: string | null;
  readonly position: { readonly start: { readonly line: number } };
}

function isNode(value: unknown): value is MarkdownNode {
  if (!isObject(value) || !isObject(value.position) || !isObject(value.position.start)) return false;
  const texts = [value.value, value.url, value.lang ?? undefined, value.meta ?? undefined];
  return (
    typeof value.type === 'string' &&
    typeof value.position.start.line === 'number' &&
    (value.children === undefined || Array.isArray(value.children)) &&
    texts.every(text => text === undefined || typeof text === 'string')
  );
}

/** All nodes of a tree, parents first. */
function* nodesOf(node: unknown): Generator<MarkdownNode> {
  if (!isNode(node)) throw new TypeError(`No node of Markdown: ${JSON.stringify(node)}`);
  yield node;
  for (const child of node.children ?? []) yield* nodesOf(child);
}

/** The nodes of each document. */
const nodes: ReadonlyMap<string, readonly MarkdownNode[]> = new Map(
  await Promise.all(
    documents.map(
      async file =>
        [file, [...nodesOf(await parseWith(parsers.markdown, 'markdown', textOf(file)))]] as const,
    ),
  ),
);

/** The nodes of one kind, such as `heading`. */
export const nodesIn = (file: string, type: string): readonly MarkdownNode[] =>
  (nodes.get(file) ?? []).filter(node => node.type === type);

/** The words of a heading, without its HTML. */
export const wordsOf = (heading: MarkdownNode): string =>
  [...nodesOf(heading)].map(({ type, value = '' }) => (type === 'html' ? '' : value)).join('');

export const blocks: readonly Block[] = documents.flatMap(file =>
  nodesIn(file, 'code').map(({ lang, meta, value = '', position }) => ({
    file,
    line: position.start.line + 1,
    language: lang ?? '',
    meta: meta ?? '',
    code: value,
  })),
);

/** @returns the code of the only one */
function codeOfOnly(found: Block[], what: string): string {
  if (found.length !== 1) throw new Error(`There are ${found.length} blocks: ${what}`);
  return `${found[0]?.code}\n`;
}

/**
 * The code of a block, as it stands there.
 *
 * @param mark - text that only this block of it has
 */
export const codeBlock = (file: string, mark: string) =>
  codeOfOnly(
    blocks.filter(block => block.file === file && block.code.includes(mark)),
    `${mark} in ${file}`,
  );

/** The code of the only block of a language in a document, but for blocks that say their name. */
export const codeIn = (file: string, language: string) =>
  codeOfOnly(
    blocks.filter(block => block.file === file && block.language === language && !nameOf(block)),
    `${language} in ${file}`,
  );

/** The name of the file that a block is meant to be, by its first line. */
export const nameOf = ({ code }: Block) => /^\/\/ ([\w-]+\.ts)\n/.exec(code)?.[1];
