import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { objectOf, readJson, stringOf } from '../support/json.ts';
import { bindingsOf, jsxBindings, statementsOf } from './bindings.ts';
import { root } from './markdown.ts';
import { attributeOf, type Tag, tagsIn } from './markup.ts';
import { checkStylesheet } from './stylesheet.ts';
import type { Module } from './type-check.ts';

export type CheckedModule = Module & { environment: 'page' | 'node' | 'solid-js' | 'preact' };

/** The modules that come out of a block of code. */
type Check = (code: string, meta: string) => CheckedModule[] | Promise<CheckedModule[]>;

const packageJson = readJson(`${root}package.json`);
const packageName = packageJson.name;
const scripts = objectOf(packageJson.scripts, 'the scripts');
const exports = objectOf(packageJson.exports, 'the exports');

const environmentOf = (code: string, meta: string): CheckedModule['environment'] =>
  /from 'node:|process\.env/.test(code) ? 'node' : meta === 'solid-js' || meta === 'preact' ? meta : 'page';

/** What the template of an Angular component binds, seen from a component. */
async function angularBindings(code: string) {
  const [, template] = /\btemplate: `([^`]*)`/.exec(code) ?? [];
  const [, name] = /export class (\w+)/.exec(code) ?? [];
  if (!template || !name) return '';
  const links = (await tagsIn(template, 'angular')).filter(tag => tag.name === 'flinks-link');
  assert.equal(links.length, 1);
  return `\ndeclare const component: ${name};${statementsOf(links.flatMap(tag => bindingsOf(tag, 'angular')))}`;
}

const script =
  (extension: 'js' | 'ts' | 'jsx' | 'tsx'): Check =>
  async (code, meta) => {
    const environment = environmentOf(code, meta);
    const { tags, bindings } = extension.endsWith('x') ? jsxBindings(code) : { tags: 0, bindings: [] };
    const more = tags ? statementsOf(bindings) : await angularBindings(code);
    return [
      {
        name: extension.endsWith('x') ? '.tsx' : environment === 'node' ? `.${extension}` : '.ts',
        isTyped: extension.startsWith('t'),
        code: code + more,
        environment,
      },
    ];
  };

/** A component of Vue or Svelte: its script knows what its template names. */
const component =
  (dialect: 'vue' | 'svelte'): Check =>
  async code => {
    const tags = await tagsIn(code, 'vue');
    const [own, ...others] = tags.filter(({ name }) => name === 'script');
    const links = tags.filter(({ name }) => name === 'flinks-link');
    assert.ok(own, 'a script');
    assert.deepEqual([links.length, others.length], [1, 0], 'one element, and one script');
    const isTyped = attributeOf(own, 'lang') === 'ts';
    const bindings = links.flatMap(tag => bindingsOf(tag, dialect));
    return [{ name: '.ts', isTyped, code: `${own.text}${statementsOf(bindings)}`, environment: 'page' }];
  };

async function html(code: string) {
  const tags = await tagsIn(code);
  const links = tags.filter(({ name }) => name === 'flinks-link');
  const modules: CheckedModule[] = links.map(tag => ({
    name: '.ts',
    code: statementsOf(bindingsOf(tag, 'html')),
    environment: 'page',
  }));
  for (const tag of tags.filter(({ name }) => name === 'script')) {
    const type = attributeOf(tag, 'type');
    const source = attributeOf(tag, 'src');
    if (type === 'importmap') checkImportMap(JSON.parse(tag.text));
    else if (source) checkSource(source, tag);
    else {
      assert.equal(type, 'module', 'a script in the page is a module');
      for (const [, selector = ''] of tag.text.matchAll(/querySelector\('([^']+)'\)/g))
        assert.ok(
          links.some(link => selector === link.name || selector === `#${attributeOf(link, 'id')}`),
          `nothing in the page is ${selector}`,
        );
      modules.push({ name: '.ts', code: tag.text, environment: 'page' });
    }
  }
  return modules;
}

/** A script is served by the page's own host, or pinned. */
function checkSource(source: string, tag: Tag) {
  if (source.startsWith('/')) return;
  const { pathname, protocol } = new URL(source);
  assert.equal(protocol, 'https:');
  checkFile(/\/(dist\/[^?]+)$/.exec(pathname)?.[1]);
  assert.match(attributeOf(tag, 'integrity') ?? '', /^sha384-(?:…|[\w+/]{64})$/, 'the hash');
  assert.equal(attributeOf(tag, 'crossorigin'), 'anonymous');
}

const checkFile = (file: string | undefined) => {
  assert.ok(file && existsSync(`${root}${file}`), `${file} is not in the package`);
};

function checkImportMap(map: unknown) {
  const { imports, integrity = {} } = objectOf(map, 'an import map');
  const addresses = objectOf(imports, 'its imports');
  for (const [name, value] of Object.entries(addresses)) {
    const address = stringOf(value, name);
    assert.equal(name.endsWith('/'), address.endsWith('/'), name);
    const [, file] = /\/(dist\/[^?]+)$/.exec(address) ?? [];
    if (name === packageName) checkFile(file);
  }
  for (const address of Object.keys(objectOf(integrity, 'its integrity')))
    assert.ok(Object.values(addresses).includes(address), address);
}

async function stylesheet(code: string) {
  await checkStylesheet(code);
  return [];
}

/** The words of a command that a developer types. */
function checkCommand(command: string) {
  const words = command
    .trim()
    .split(/\s+/)
    .filter(word => !/^[A-Z_]+=/.test(word));
  const [program, verb = '', ...rest] = words;
  if (program === 'npm' && verb === 'run') assert.ok(scripts[rest[0] ?? ''], command);
  else if (program === 'npm' && ['start', 'test'].includes(verb)) assert.ok(scripts[verb], command);
  else if (program === 'npm' && verb === 'install')
    assert.deepEqual(rest.slice(0, 1), [packageName], command);
  else if (program === 'npm') assert.ok(['ci', 'init', 'pack'].includes(verb), command);
  else if (program === 'cp') checkFile(/^node_modules\/flinks-link\/(.+)/.exec(verb)?.[1]);
  else if (program === 'node') {
    const script = [verb, ...rest].find(word => !word.startsWith('-')) ?? assert.fail(command);
    checkFile(script.includes('/') ? script : `docs/examples/${script}`);
  } else if (program === 'openssl') {
    for (const file of rest.filter(word => word.startsWith('dist/'))) assert.ok(exports[`./${file}`], file);
  } else assert.fail(`nobody knows ${program}`);
}

function shell(code: string) {
  for (const command of code.trim().split(/\n|&&|\|/)) if (!command.startsWith('#')) checkCommand(command);
  return [];
}

const directives =
  /^(?:default|script|style|img|connect|frame|font)-src$|^(?:form-action|base-uri|frame-ancestors)$/;
const sources = /^(?:'self'|'none'|https:\/\/[\w.-]+)$/;
const trustedTypes = new Map([
  ['require-trusted-types-for', "'script'"],
  ['trusted-types', 'lit-html'],
]);

function checkPolicy(policy: string) {
  for (const part of policy.split(';')) {
    const [name = '', ...values] = part.trim().split(' ');
    const only = trustedTypes.get(name);
    if (only !== undefined) assert.equal(values.join(' '), only);
    else {
      assert.match(name, directives);
      for (const value of values) assert.match(value, sources);
    }
  }
}

/** Fields of an answer. */
function headers(code: string) {
  const given = code
    .trim()
    .split('\n')
    .map(line => {
      const [, name = '', value = ''] = /^([A-Z][\w-]*): (\S.*)$/.exec(line) ?? assert.fail(line);
      if (name === 'Content-Security-Policy') checkPolicy(value);
      return name;
    });
  assert.equal(new Set(given).size, given.length);
  return [];
}

/**
 * What is done with a block of each language: it is looked at here, and the modules that come out of it are type-checked.
 * Python and PHP are only ever run.
 */
export const kinds: Readonly<Record<string, Check>> = {
  js: script('js'),
  ts: script('ts'),
  jsx: script('jsx'),
  tsx: script('tsx'),
  html,
  vue: component('vue'),
  svelte: component('svelte'),
  css: stylesheet,
  sh: shell,
  http: headers,
  json(code) {
    JSON.parse(code);
    return [];
  },
};

/** Languages whose blocks a test of its own runs. */
export const onlyRun = ['python', 'php'];
