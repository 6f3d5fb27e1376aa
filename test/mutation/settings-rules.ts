import type { Rule } from './rule.ts';

const element = { file: 'src/element/check-settings.ts', suite: 'test/element/settings.test.ts' } as const;
const endpoints = { file: 'src/protocol/endpoints.ts', suite: 'test/protocol/connect-url.node.ts' } as const;
const connect = { file: 'src/protocol/connect-url.ts', suite: 'test/protocol/connect-url.node.ts' } as const;
const authorize = {
  file: 'src/protocol/authorize-url.ts',
  suite: 'test/protocol/authorize-url.node.ts',
} as const;
const form = { file: 'src/element/form-value.ts', suite: 'test/element/form.test.ts' } as const;

/** Which settings are refused, and what a form gets. */
export const settingsRules: readonly Rule[] = [
  {
    rule: 'A credential as an attribute is refused.',
    ...element,
    from: "element.getAttributeNames().filter(name => !name.startsWith('data-'))",
    to: '[]',
  },
  {
    rule: 'A credential as a property is refused.',
    ...element,
    from: "refuseSecrets(Object.keys(element), 'The property');",
    to: '',
  },
  {
    rule: 'A page with an opaque origin is unsupported.',
    ...element,
    from: 'if (!ownOrigin()) {',
    to: 'if (false) {',
  },
  {
    rule: 'A page with an opaque origin has none, whatever its URL says.',
    file: 'src/browser/page.ts',
    from: "if (ownDocument('domain') === '') return undefined;",
    to: '',
    suite: 'test/element/settings.test.ts',
  },
  {
    rule: 'load-timeout is a positive number.',
    ...element,
    from: 'if (!(loadTimeout > 0)) throw',
    to: 'if (loadTimeout < 0) throw',
  },
  {
    rule: 'No unknown target is taken for another.',
    file: 'src/element/check-settings.ts',
    from: "checkOneOf('target', target, targets);",
    to: 'void [target, targets];',
    suite: 'test/element/redirect-urls.test.ts',
  },
  {
    rule: 'Names of credentials are known in any spelling.',
    file: 'src/protocol/secrets.ts',
    from: "name.toLowerCase().replace(/[^a-z]/g, '')",
    to: 'name',
    suite: 'test/protocol/connect-url.node.ts',
  },
  {
    rule: 'A credential in params is refused.',
    file: 'src/protocol/connect-params.ts',
    from: 'pairs.map(([name]) => name),',
    to: '[],',
    suite: 'test/protocol/connect-url.node.ts',
  },
  {
    rule: 'Parameters that an attribute stands for are refused in params.',
    file: 'src/protocol/connect-params.ts',
    from: 'if (reason) throw',
    to: 'if (false) throw',
    suite: 'test/protocol/connect-url.node.ts',
  },
  {
    rule: 'Parameters are refused in any case.',
    file: 'src/protocol/connect-params.ts',
    from: 'refused[name.toLowerCase()]',
    to: 'refused[name]',
    suite: 'test/protocol/connect-url.node.ts',
  },
  {
    rule: 'The name of a bank stays one part of the path.',
    ...connect,
    from: 'encodeURIComponent(institution)',
    to: 'institution',
  },
  {
    rule: 'Dots alone are no bank, as they would climb the path.',
    ...connect,
    from: 'if (/^\\.*$/.test(institution)) throw',
    to: 'if (false) throw',
  },
  {
    rule: 'The redirect-uri of Connect is checked.',
    ...connect,
    from: 'if (options.redirectUri) checkRedirectUri(options.redirectUri);',
    to: 'void checkRedirectUri;',
  },
  {
    rule: 'A URL that a login is sent to is https, or http on loopback.',
    ...endpoints,
    from: "url.protocol !== 'https:' &&",
    to: "url.protocol !== 'https:' && url.protocol !== 'http:' &&",
  },
  {
    rule: 'A URL that a login is sent to is of no other scheme.',
    ...endpoints,
    from: "url.protocol === 'http:' && isLoopback(url)",
    to: 'isLoopback(url)',
  },
  {
    rule: 'A host that only ends like a loopback host is none.',
    ...endpoints,
    from: '/^(?:localhost|',
    to: '/(?:localhost|',
  },
  {
    rule: 'A host that only begins like a loopback host is none.',
    ...endpoints,
    from: '|\\[::1\\])$/',
    to: '|\\[::1\\])/',
  },
  {
    rule: 'A loopback address has dots between its numbers.',
    ...endpoints,
    from: '127\\.\\d+\\.\\d+\\.\\d+',
    to: '127.+',
  },
  {
    rule: 'A URL with user info is refused.',
    ...endpoints,
    from: 'if (url.username || url.password) {',
    to: 'if (false) {',
  },
  {
    rule: 'A URL with a fragment is refused.',
    ...endpoints,
    from: "if (url.href.includes('#'))",
    to: 'if (false)',
  },
  {
    rule: 'A URL with an empty fragment is refused.',
    ...endpoints,
    from: "if (url.href.includes('#'))",
    to: 'if (url.hash)',
  },
  {
    rule: 'The name of an instance is one DNS label.',
    ...endpoints,
    from: 'if (!instanceName.test(instance)) {',
    to: 'if (false) {',
  },
  {
    rule: 'The name of an instance is checked as a whole.',
    ...endpoints,
    from: '[a-z0-9])?$/i',
    to: '[a-z0-9])?/i',
  },
  {
    rule: 'A redirect-uri is of no scheme that runs or holds content.',
    file: 'src/protocol/redirect-uri.ts',
    from: 'javascript|vbscript|data|blob|',
    to: '',
    suite: 'test/protocol/authorize-url.node.ts',
  },
  {
    rule: 'A flinks_state that an earlier return has left is not sent again.',
    file: 'src/protocol/redirect-uri.ts',
    from: 'name => name !== connectState',
    to: '() => true',
    suite: 'test/protocol/connect-url.node.ts',
  },
  {
    rule: 'A credential in an authorize URL is refused.',
    ...authorize,
    from: '[...url.searchParams].map(([name]) => name)',
    to: '[]',
  },
  {
    rule: 'An authorize URL has one state.',
    ...authorize,
    from: 'if (more.length || (inside && inside !== state)) {',
    to: 'if (inside && inside !== state) {',
  },
  {
    rule: 'The state beside an authorize URL is the one in it.',
    ...authorize,
    from: 'if (more.length || (inside && inside !== state)) {',
    to: 'if (more.length) {',
  },
  {
    rule: 'A state that is sent has 1 to 1,024 printable characters.',
    ...authorize,
    from: 'if (!isState(state)) {',
    to: "if (typeof state !== 'string') {",
  },
  {
    rule: 'The redirect-uri of an authorize URL is checked.',
    ...authorize,
    from: '  checkRedirectUri(redirectUri);\n',
    to: '  void checkRedirectUri;\n',
  },
  {
    rule: 'express-url is checked like every URL that a user is sent to.',
    file: 'src/flows/express/index.ts',
    from: "return secureUrl(expressUrl, 'express-url');",
    to: 'return secureUrl && new URL(expressUrl);',
    suite: 'test/element/express.test.ts',
  },
  {
    rule: 'The browser keeps no result for form restore.',
    ...form,
    from: 'internals.setFormValue?.(this.#entries, null);',
    to: 'internals.setFormValue?.(this.#entries, this.value);',
  },
  {
    rule: 'A GET form gets no result into its URL.',
    ...form,
    from: "if ((formMethod || methodOf(this.internals.form)) !== 'get') return;",
    to: 'return;',
  },
  {
    rule: 'A button that changes the method to GET gets no result into the URL.',
    ...form,
    from: "if ((formMethod || methodOf(this.internals.form)) !== 'get') return;",
    to: "if (methodOf(this.internals.form) !== 'get') return;",
  },
  {
    rule: 'The method of a form is its own, though a field has the name.',
    ...form,
    from: "form && Reflect.get(HTMLFormElement.prototype, 'method', form)",
    to: 'form?.method',
  },
  {
    rule: 'What is withheld is what the form has of the element, and nothing else.',
    ...form,
    from: 'for (const entry of this.#entries.keys()) data.delete(entry);',
    to: 'for (const entry of [...data.keys()]) data.delete(entry);',
  },
  {
    rule: 'A submission is over a task later.',
    ...form,
    from: 'setTimeout(() => (this.#submit = undefined));',
    to: '',
  },
  {
    rule: 'A cancel does not take away what was linked before.',
    file: 'src/element/form-value.ts',
    from: "if (outcome.type === 'cancel' && this.value) return;",
    to: '',
    suite: 'test/element/endings.test.ts',
  },
];
