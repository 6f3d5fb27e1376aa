import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { documents, nodesIn, pages, root, textOf, wordsOf } from './markdown.ts';

/** How GitHub makes an anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

const anchorsIn = (file: string): ReadonlySet<string> =>
  new Set(nodesIn(file, 'heading').map(heading => anchorOf(wordsOf(heading))));

interface Link {
  readonly url: string;
  /** The file that it leads to, as it is named from the root. */
  readonly target: string;
  readonly anchor: string | undefined;
}

/** The links and pictures of a document that lead to files of the project. */
function linksIn(file: string): readonly Link[] {
  const pictures = [...textOf(file).matchAll(/<img src="([^"]+)"/g)].map(([, url = '']) => url);
  const urls = ['link', 'image'].flatMap(type => nodesIn(file, type).map(({ url }) => String(url)));
  return [...urls, ...pictures]
    .filter(url => !/^https?:/.test(url))
    .map(url => {
      const [relative = '', anchor] = url.split('#');
      return { url, target: relative ? path.posix.join(path.posix.dirname(file), relative) : file, anchor };
    });
}

describe('the links of a document', () => {
  for (const file of documents)
    it(`lead to what is there: ${file}`, () => {
      for (const { url, target, anchor } of linksIn(file)) {
        assert.ok(existsSync(path.join(root, target)), url);
        if (anchor !== undefined) assert.ok(anchorsIn(target).has(anchor), url);
      }
    });

  it('lead from the README to every page, in two steps at most', () => {
    const near = new Set(['README.md']);
    for (let steps = 0; steps < 2; steps++)
      for (const file of [...near])
        for (const { target } of linksIn(file)) if (pages.includes(target)) near.add(target);
    assert.deepEqual(
      pages.filter(page => !near.has(page)),
      [],
    );
  });
});

/** Lines that a reader takes in at once; a backend in one language is a file to copy. */
const lengths = new Map([
  ['README.md', 220],
  ...['node', 'python', 'php'].map(language => [`docs/backend/${language}.md`, 300] as const),
]);

describe('the length of a page', () => {
  for (const file of ['README.md', 'docs/llms.txt', ...pages]) {
    const most = lengths.get(file) ?? 200;
    it(`is ${most} lines at most: ${file}`, () => {
      const lines = textOf(file).trimEnd().split('\n').length;
      assert.ok(lines <= most, `${lines} lines`);
    });
  }
});
