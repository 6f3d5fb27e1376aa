import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { parsers as css } from 'prettier/plugins/postcss';
import { bindingsOf, jsxBindings, statementsOf } from './bindings.js';
import { attributeOf, tagsIn } from './markup.js';
import { root } from './markdown.js';

/** @typedef {import('./type-check.js').Module & { environment: 'page' | 'node' | 'solid-js' | 'preact' }} CheckedModule */

const { name: packageName, scripts, exports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
const elementClass = readFileSync(`${root}src/flinks-link.ts`, 'utf8');

/** What the class says that it has, by a tag of its documentation. @param {RegExp} pattern */
export const documented = pattern => [...elementClass.matchAll(pattern)].map(([, name = '']) => name);

export const parts = documented(/@csspart ([\w-]+)/g);
export const customProperties = documented(/@cssprop \[?(--[\w-]+)/g);
export const states = documented(/@cssState (\w+)/g);
export const slots = documented(/@slot (\w+) -/g);

/** @param {string} code @param {string} [meta] @returns {CheckedModule['environment']} */
const environmentOf = (code, meta) =>
  /from 'node:|process\.env/.test(code) ? 'node' : meta === 'solid-js' || meta === 'preact' ? meta : 'page';

/** What the template of an Angular component binds, seen from a component. @param {string} code */
async function angularBindings(code) {
  const [, template] = /\btemplate: `([^`]*)`/.exec(code) ?? [];
  const [, name] = /export class (\w+)/.exec(code) ?? [];
  if (!template || !name) return '';
  const links = (await tagsIn(template, 'angular')).filter(tag => tag.name === 'flinks-link');
  assert.equal(links.length, 1);
  return `\ndeclare const component: ${name};${statementsOf(links.flatMap(tag => bindingsOf(tag, 'angular')))}`;
}

/** @param {string} extension @returns {(code: string, meta?: string) => Promise<CheckedModule[]>} */
const script = extension => async (code, meta) => {
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

/** A component of Vue or Svelte: its script knows what its template names. @param {'vue' | 'svelte'} dialect */
const component = dialect => async code => {
  const tags = await tagsIn(code, 'vue');
  const [own, ...others] = tags.filter(({ name }) => name === 'script');
  const links = tags.filter(({ name }) => name === 'flinks-link');
  assert.deepEqual([links.length, others.length], [1, 0], 'one element, and one script');
  const isTyped = attributeOf(/** @type {any} */ (own), 'lang') === 'ts';
  const bindings = links.flatMap(tag => bindingsOf(tag, dialect));
  return [{ name: '.ts', isTyped, code: `${own?.text}${statementsOf(bindings)}`, environment: 'page' }];
};

/** @param {string} code */
async function html(code) {
  const tags = await tagsIn(code);
  const links = tags.filter(({ name }) => name === 'flinks-link');
  /** @type {CheckedModule[]} */
  const modules = links.map(tag => ({
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

/** A script is served by the page's own host, or pinned. @param {string} source @param {import('./markup.js').Tag} tag */
function checkSource(source, tag) {
  if (source.startsWith('/')) return;
  const { pathname, protocol } = new URL(source);
  assert.equal(protocol, 'https:');
  checkFile(/\/(dist\/[^?]+)$/.exec(pathname)?.[1]);
  assert.match(attributeOf(tag, 'integrity') ?? '', /^sha384-(?:…|[\w+/]{64})$/, 'the hash');
  assert.equal(attributeOf(tag, 'crossorigin'), 'anonymous');
}

/** @param {string | undefined} file */
const checkFile = file => {
  assert.ok(file && existsSync(`${root}${file}`), `${file} is not in the package`);
};

/** @param {{ imports: Record<string, string>, integrity?: Record<string, string> }} map */
function checkImportMap({ imports, integrity = {} }) {
  for (const [name, address] of Object.entries(imports)) {
    assert.equal(name.endsWith('/'), address.endsWith('/'), name);
    const [, file] = /\/(dist\/[^?]+)$/.exec(address) ?? [];
    if (name === packageName) checkFile(file);
  }
  for (const address of Object.keys(integrity)) assert.ok(Object.values(imports).includes(address), address);
}

/** @param {string} code */
async function stylesheet(code) {
  const tree = await css.css.parse(code, /** @type {any} */ ({ parser: 'css' }));
  checkRules(tree.nodes);
  return [];
}

/** @param {any[]} nodes - rules, at-rules and declarations, with what is nested in them */
function checkRules(nodes) {
  for (const { type, raws, prop = '', nodes: inner = [] } of nodes) {
    // The node's own `selector` is a tree as well.
    const selector = type === 'css-rule' ? raws.selector : '';
    for (const [, part = ''] of selector.matchAll(/::part\(([\w-]+)\)/g))
      assert.ok(parts.includes(part), part);
    for (const [, state = ''] of selector.matchAll(/:state\(([\w-]+)\)/g))
      assert.ok(states.includes(state), state);
    if (prop.startsWith('--flinks')) assert.ok(customProperties.includes(prop), prop);
    checkRules(inner);
  }
}

/** The words of a command that people type. @param {string} command */
function checkCommand(command) {
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

/** @param {string} code */
function shell(code) {
  for (const command of code.trim().split(/\n|&&|\|/)) if (!command.startsWith('#')) checkCommand(command);
  return [];
}

const directives =
  /^(?:default|script|style|img|connect|frame|font)-src$|^(?:form-action|base-uri|frame-ancestors)$/;
const sources = /^(?:'self'|'none'|https:\/\/[\w.-]+)$/;
const trustedTypes = { 'require-trusted-types-for': "'script'", 'trusted-types': 'lit-html' };

/** @param {string} policy */
function checkPolicy(policy) {
  for (const part of policy.split(';')) {
    const [name = '', ...values] = part.trim().split(' ');
    if (name in trustedTypes) assert.equal(values.join(' '), trustedTypes[name]);
    else {
      assert.match(name, directives);
      for (const value of values) assert.match(value, sources);
    }
  }
}

/** Fields of an answer. @param {string} code */
function headers(code) {
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
 *
 * @type {Record<string, (code: string, meta: string) => CheckedModule[] | Promise<CheckedModule[]>>}
 */
export const kinds = {
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
