import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import type * as English from '../../src/i18n/en.ts';
import type * as Protocol from '../../src/protocol/index.ts';
import { element as declaration } from '../package/built-manifest.ts';
import { objectOf, readJson } from '../support/json.ts';
import { attributes, element, errorCodes, events, properties, propertyOfAttribute } from './built-element.ts';
import { customProperties, parts, slots, states } from './class-docs.ts';
import { codeBlock, documents, nodesIn, pages, root, textOf } from './markdown.ts';
import { typeCheck } from './type-check.ts';

const built = (file: string) => new URL(`../../dist/${file}`, import.meta.url).href;
const protocol: typeof Protocol = await import(built('protocol/index.js'));
const { en }: typeof English = await import(built('i18n/en.js'));
const { FlinksLinkError } = element;

const exports = objectOf(readJson(`${root}package.json`).exports, 'the exports');

const isExported = (subpath: string) =>
  `.${subpath}` in exports || `.${subpath.replace(/[^/]+$/, '*')}` in exports;

/** What the class has to offer, by the manifest. */
const methods = declaration.members
  .filter(({ kind, static: isStatic }) => kind === 'method' && !isStatic)
  .map(({ name }) => name);
const readOnly = declaration.members.flatMap(member =>
  member.kind === 'field' && member.readonly ? [member.name] : [],
);
const withoutAttribute = [...properties].filter(name => ![...propertyOfAttribute.values()].includes(name));

/** What the manual has to name, each as code, and the page that does. */
const all: Record<string, [page: string, names: readonly string[]]> = {
  attributes: ['docs/reference/attributes.md', attributes],
  properties: ['docs/reference/attributes.md', withoutAttribute],
  notices: ['docs/reference/notices.md', Object.keys(en.notices)],
  'read-only properties': ['docs/reference/attributes.md', readOnly],
  methods: ['docs/reference/methods.md', methods],
  events: ['docs/reference/events.md', events],
  'error codes': ['docs/errors/README.md', errorCodes],
  states: ['docs/reference/statuses.md', states],
  slots: ['docs/guides/styling.md', slots],
  parts: ['docs/guides/styling.md', parts],
  'custom properties': ['docs/guides/styling.md', customProperties],
  'functions of the protocol': ['docs/reference/protocol.md', Object.keys(protocol)],
};

/** All that a document names as code, with and without what a method is given. */
const namedIn = (file: string) =>
  new Set(nodesIn(file, 'inlineCode').flatMap(({ value = '' }) => [value, value.replace(/\(.*\)\??$/, '')]));

/** Left out of llms.txt. */
const onlyInPages = ['functions of the protocol'];

describe('the reference', () => {
  for (const [kind, [page, names]] of Object.entries(all)) {
    it(`names all ${kind}: ${page}`, () => {
      assert.ok(names.length > 1);
      const named = namedIn(page);
      assert.deepEqual(
        names.filter(name => !named.has(name)),
        [],
      );
    });

    if (!onlyInPages.includes(kind))
      it(`names all ${kind}: docs/llms.txt`, () => {
        const named = namedIn('docs/llms.txt');
        assert.deepEqual(
          names.filter(name => !named.has(name)),
          [],
        );
      });
  }

  it('tells which settings each flow reads', () => {
    const page = textOf('docs/reference/attributes.md');
    const [, table = ''] = /## What each flow reads([^]*?)\n## /.exec(page) ?? [];
    const rows = new Map(
      [...table.matchAll(/^\| `(\w+)` +\| (.+) \|$/gm)].map(([, flow, text]) => [flow, text]),
    );
    const attributeOf = new Map(
      [...propertyOfAttribute].map(([attribute, property]) => [property, attribute]),
    );
    for (const { name, settings } of element.FlinksLink.flows) {
      const [documented = '', exceptions = ''] = (rows.get(name) ?? '').split(' but ');
      const named = [...documented.matchAll(/`([\w-]+)`/g)].map(([, code = '']) => code);
      const excluded = [...exceptions.matchAll(/`([\w-]+)`/g)].map(([, code]) => code);
      const all = named.flatMap(
        code =>
          element.FlinksLink.flows
            .find(flow => flow.name === code)
            ?.settings.map(setting => attributeOf.get(setting) ?? setting) ?? [code],
      );
      assert.deepEqual(
        [...new Set(all)].filter(setting => setting !== 'loading' && !excluded.includes(setting)).sort(),
        settings.map(setting => attributeOf.get(setting) ?? setting).sort(),
        name,
      );
    }
  });

  it('lists each attribute exactly once', () => {
    const rows = [
      ...textOf('docs/reference/attributes.md').matchAll(/^\| (`[^|]+`) +\| [^|]+ \| [^|]+ \|$/gm),
    ];
    const named = rows.flatMap(([, cell = '']) => [...cell.matchAll(/`([\w-]+)`/g)].map(([, name]) => name));
    assert.deepEqual(named.sort(), [...attributes].sort());
  });
});

for (const file of [...pages, 'README.md', 'docs/llms.txt'])
  it(`names no event or custom property that does not exist: ${file}`, () => {
    const strangers = [...namedIn(file)].filter(
      name =>
        (/^flinks-(?!link\b|auth-key$|authenticity-key$)[a-z-]+$/.test(name) && !events.includes(name)) ||
        (/^--flinks[\w-]*$/.test(name) && !customProperties.includes(name)),
    );
    assert.deepEqual(strangers, []);
  });

describe('the pages of errors', () => {
  /** The text under a heading of a page. */
  const section = (file: string, heading: string) =>
    textOf(file).split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';

  it('are one for each code', () => {
    const codes = pages.flatMap(file => /^docs\/errors\/([a-z-]+)\.md$/.exec(file)?.[1] ?? []);
    assert.deepEqual(codes.sort(), [...errorCodes].sort());
  });

  for (const code of errorCodes) {
    const file = `docs/errors/${code}.md`;
    it(`are where the help of the error leads: ${code}`, () => {
      const { help } = new FlinksLinkError(code, '');
      assert.equal(help, `https://github.com/flinks-link/flinks-link/blob/main/${file}`);
      assert.match(textOf(file), new RegExp(`^# \`${code}\`\n`));
    });

    it(`say what happened, what the user sees in the element's own words, and what to do: ${code}`, () => {
      for (const heading of ['What happened', 'What the user sees', 'What to do'])
        assert.ok(section(file, heading).trim(), heading);
      const quoted = section(file, 'What the user sees').replace(/\s+/g, ' ');
      assert.ok(quoted.includes(`"${en.errors[code] ?? en.failed}"`), en.errors[code] ?? en.failed);
    });
  }
});

describe('the sizes in the manual', () => {
  const kilobytes = (file: string) => gzipSync(readFileSync(`${root}${file}`), { level: 9 }).length / 1024;

  for (const file of [
    'dist/cdn/flinks-link.js',
    'dist/cdn/flinks-connect.js',
    'dist/cdn/flinks-outbound.js',
    'dist/callback.js',
  ])
    it(`are those of the build: ${file}`, () => {
      const [, size] =
        new RegExp(`^\\| \`${file}\`[^|]*\\| ([\\d.]+)`, 'm').exec(textOf('docs/reference/sizes.md')) ?? [];
      assert.ok(Math.abs(Number(size) - kilobytes(file)) < 0.1, `${size}, and it has ${kilobytes(file)}`);
    });

  it('are those of the build: README.md', () => {
    const [, size] = /one file of (\d+) kB/.exec(textOf('README.md')) ?? [];
    assert.equal(Number(size), Math.round(kilobytes('dist/cdn/flinks-link.js')));
  });
});

describe('the manual', () => {
  it('imports from where the package exports', () => {
    const named = documents.flatMap(file => nodesIn(file, 'inlineCode').map(({ value = '' }) => value));
    const paths = named.flatMap(text => /^flinks-link(\/[\w./*-]+)$/.exec(text)?.[1] ?? []);
    assert.ok(paths.length > 4);
    for (const subpath of paths) assert.ok(isExported(subpath), subpath);
  });

  it('prints types that are those of the package', () => {
    const same = (own: string, real: string) => `
      (value: real.${real}): Written<${own}> => value;
      (value: Written<${own}>): Written<real.${real}> => value;
      const ${own}Names: keyof ${own} extends keyof real.${real} ? keyof real.${real} extends keyof ${own} ? true : never : never = true;`;
    const code = `import type * as real from 'flinks-link';
      type Written<T> = { readonly [K in keyof T]: T[K] extends string[] ? readonly string[] : T[K] };
      ${codeBlock('docs/flows/every-bank.md', 'type Provider =')}${codeBlock('docs/reference/events.md', 'type Login =')}
      ${same('Provider', 'Provider')}${same('Login', 'LoginOutcome')}${same('Code', 'CodeOutcome')}${same('Linked', 'LinkedOutcome')}`;
    assert.deepEqual(typeCheck([{ name: 'types.ts', isTyped: true, code }]).get('types.ts'), []);
  });
});
