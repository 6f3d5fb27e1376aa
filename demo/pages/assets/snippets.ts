// The code that does in another page what the playground does, against the calls of the manual's backend. Pure: text comes
// in, text goes out.
import type { Flow } from '../../../src/types.js';
import type { Attribute, Settings } from './playground-settings.js';

export interface SnippetOptions {
  settings: Settings;
  /** Of the element. */
  attributes: Attribute[];
  /** What its button says; none without. */
  trigger?: string;
}

export interface Snippets {
  html: string;
  react: string;
  vue: string;
}

/** A line is broken before it gets longer. */
const WIDTH = 76;

const post = `const post = (path, body, options) =>
  fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...options,
  });`;

/** What the element tells, and the function of the page that takes it. */
const listeners = {
  login: {
    event: 'flinks-login',
    code: `event =>
  post('/api/flinks/login', event.detail, { keepalive: true })`,
  },
  code: {
    event: 'flinks-code',
    code: `event =>
  post('/api/flinks/code', event.detail, { keepalive: true })`,
  },
};

/** What the element asks the page for. */
const functions = {
  providers: `async ({ signal }) =>
  (await fetch('/api/flinks/providers', { signal })).json()`,
  authorizeUrl: `async ({ providerId, signal }) => {
  const response = await post('/api/flinks/authorize', { providerId }, { signal });
  return (await response.json()).url;
}`,
  authorizeToken: `async ({ signal }) => {
  const response = await post('/api/flinks/token', {}, { signal });
  return (await response.json()).token;
}`,
};

/**
 * The same for a Custom integration.
 *
 * @param institution - an expression
 */
const customUrl = (institution: string) => `async ({ signal }) => {
  const response = await post('/api/flinks/custom', { institution: ${institution} }, { signal });
  return (await response.json()).url;
}`;

const needs: Record<Flow, { hears: (keyof typeof listeners)[]; asks: (keyof typeof functions)[] }> = {
  auto: { hears: ['code', 'login'], asks: ['providers', 'authorizeUrl', 'authorizeToken'] },
  connect: { hears: ['login'], asks: ['authorizeToken'] },
  outbound: { hears: ['code'], asks: ['authorizeUrl'] },
  custom: { hears: ['login'], asks: ['authorizeUrl'] },
  express: { hears: [], asks: [] },
};

/** The calls of the backend that these settings need, for instance `POST /api/flinks/token`. */
export function callsOf({ flow }: Settings) {
  if (flow === 'express') return ['POST /api/flinks/express'];
  const { hears, asks } = needs[flow];
  const paths = {
    providers: 'GET /api/flinks/providers',
    authorizeUrl: `POST /api/flinks/${flow === 'custom' ? 'custom' : 'authorize'}`,
    authorizeToken: 'POST /api/flinks/token',
  };
  return [...asks.map(name => paths[name]), ...hears.map(name => `POST /api/flinks/${name}`)];
}

export function snippetsOf(wanted: SnippetOptions): Snippets {
  return { html: htmlOf(wanted), react: reactOf(wanted), vue: vueOf(wanted) };
}

function htmlOf({ settings, attributes, trigger }: SnippetOptions) {
  const { hears, asks } = needs[settings.flow];
  const written = attributes.map(([name, value]) =>
    value === true ? name : `${name}="${escapeHtml(value)}"`,
  );
  const told = hears.map(name => {
    const { event, code } = listeners[name];
    return `link.addEventListener('${event}', ${code});`;
  });
  // What the user wrote is in the attribute already: none of it gets into a script.
  const asked = asks.map(
    name =>
      `link.${name} = ${isCustomUrl(settings, name) ? customUrl('link.institution') : functions[name]};`,
  );
  const express = `const response = await post('/api/flinks/express', ${expressBody(settings)});
link.expressUrl = (await response.json()).url;`;
  const parts = [
    `const link = document.querySelector('#bank');\n${post}`,
    ...(settings.flow === 'express' ? [express] : [told.join('\n'), asked.join('\n')]),
  ];
  return `<script type="module" src="/flinks-link.js"></script>

${tagOf(written, trigger && `<button type="button">${escapeHtml(trigger)}</button>`)}

<script type="module">
${indent(parts.join('\n\n'))}
</script>
`;
}

function reactOf({ settings, attributes, trigger }: SnippetOptions) {
  const { hears, asks } = needs[settings.flow];
  const isExpress = settings.flow === 'express';
  const written = [
    ...attributes.map(([name, value]) => (value === true ? name : `${name}=${jsxValue(value)}`)),
    ...(isExpress ? ['expressUrl={url}'] : asks.map(name => `${name}={${name}}`)),
    ...hears.map(name => `on${listeners[name].event}={${handlerName(name)}}`),
  ];
  const tag = tagOf(written, trigger && `<button type="button">${jsxText(trigger)}</button>`);
  const state = `  const [url, setUrl] = useState();

  useEffect(() => {
    post('/api/flinks/express', ${expressBody(settings)})
      .then(response => response.json())
      .then(answer => setUrl(answer.url));
  }, []);

`;
  const imports = isExpress ? `import { useEffect, useState } from 'react';\n` : '';
  return `${imports}import 'flinks-link';

${[post, ...constantsOf(settings)].join('\n\n')}

export function LinkBank() {
${isExpress ? state : ''}  return (
${indent(isExpress ? `url && (\n${indent(tag)}\n)` : tag, 4)}
  );
}
`;
}

function vueOf({ settings, attributes, trigger }: SnippetOptions) {
  const { hears, asks } = needs[settings.flow];
  const isExpress = settings.flow === 'express';
  const written = [
    ...(isExpress ? ['v-if="url"'] : []),
    ...attributes.map(([name, value]) => (value === true ? name : `${name}="${escapeHtml(value)}"`)),
    ...(isExpress ? [':expressUrl.prop="url"'] : asks.map(name => `:${name}.prop="${name}"`)),
    ...hears.map(name => `@${listeners[name].event}="${handlerName(name)}"`),
  ];
  const express = `const url = ref();
onMounted(async () => {
  const response = await post('/api/flinks/express', ${expressBody(settings)});
  url.value = (await response.json()).url;
});`;
  const parts = [post, ...(isExpress ? [express] : constantsOf(settings))];
  return `<!-- vite.config.js: vue({ template: { compilerOptions: {
     isCustomElement: tag => tag === 'flinks-link' } } }) -->
<script setup>
${isExpress ? `import { onMounted, ref } from 'vue';\n` : ''}import 'flinks-link';

${parts.join('\n\n')}
</script>

<template>
${indent(tagOf(written, trigger && `<button type="button">${escapeHtml(trigger)}</button>`))}
</template>
`;
}

/** The functions of a module, each under a name. */
function constantsOf(settings: Settings) {
  const { hears, asks } = needs[settings.flow];
  return [
    ...hears.map(name => `const ${handlerName(name)} = ${listeners[name].code};`),
    ...asks.map(name => {
      const custom = isCustomUrl(settings, name) && customUrl(jsString(settings.customInstitution ?? ''));
      return `const ${name} = ${custom || functions[name]};`;
    }),
  ];
}

const isCustomUrl = ({ flow }: Settings, name: string) => flow === 'custom' && name === 'authorizeUrl';

const handlerName = (name: keyof typeof listeners) => `on${name === 'login' ? 'Login' : 'Code'}`;

const expressBody = ({ language }: Settings) => (language ? `{ language: ${jsString(language)} }` : '{}');

/** @param attributes - as they are written */
function tagOf(attributes: string[], content?: string) {
  const line = `<flinks-link ${attributes.join(' ')}>`;
  const start = line.length <= WIDTH ? line : `<flinks-link\n${indent(attributes.join('\n'))}\n>`;
  return content ? `${start}\n${indent(content)}\n</flinks-link>` : `${start}</flinks-link>`;
}

const indent = (text: string, by = 2) => text.replace(/^(?=.)/gm, ' '.repeat(by));

/** For text and quoted attributes alike. */
const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** JavaScript, which may stand in a script element as well. */
const jsString = (text: string) =>
  /^[\w .:/-]*$/.test(text) ? `'${text}'` : JSON.stringify(text).replaceAll('<', '\\u003C');

/** JSX reads HTML's character references in quoted values, and no escapes. */
const jsxValue = (text: string) => (/^[^"&\\\n]*$/.test(text) ? `"${text}"` : `{${jsString(text)}}`);

const jsxText = (text: string) => (/^[^{}<>&]*$/.test(text) ? text : `{${jsString(text)}}`);
