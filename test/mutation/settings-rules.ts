import type { Rule } from './rule.ts';

const element = { file: 'src/element/check-settings.ts', suite: 'test/element/settings.test.ts' } as const;

/** Which settings are refused. */
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
    ...element,
    from: "checkOneOf('target', target, targets);",
    to: 'void [target, targets];',
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
    rule: 'A value that a template or a script has left out is refused.',
    ...element,
    from: "if (typeof value === 'string' && unrendered.test(value))",
    to: 'if (false)',
  },
  {
    rule: 'JSON is refused as the text of params.',
    file: 'src/protocol/connect-params.ts',
    from: "if (typeof params === 'string' && /^\\s*[{[]/.test(params))",
    to: 'if (false)',
    suite: 'test/protocol/connect-url.node.ts',
  },
  {
    rule: 'A misspelled name is the error where its setting is missing.',
    file: 'src/element/session-controller.ts',
    from: 'if (misspelled) throw',
    to: 'if (false) throw',
    suite: 'test/element/mistakes.test.ts',
  },
  {
    rule: 'An error that the page has prevented is not printed.',
    file: 'src/element/session-controller.ts',
    from: 'if (error && allowed) queueMicrotask',
    to: 'if (error) queueMicrotask',
    suite: 'test/element/mistakes.test.ts',
  },
  {
    rule: 'The cause of an error is no property of its own, which inspectors would print.',
    file: 'src/errors.ts',
    from: 'super(message);',
    to: 'super(message, { cause: options.cause });',
    suite: 'test/element/mistakes.test.ts',
  },
];
