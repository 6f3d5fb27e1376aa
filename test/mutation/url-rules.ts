import type { Rule } from './rule.ts';

const endpoints = { file: 'src/protocol/endpoints.ts', suite: 'test/protocol/connect-url.node.ts' } as const;
const connect = { file: 'src/protocol/connect-url.ts', suite: 'test/protocol/connect-url.node.ts' } as const;
const authorize = {
  file: 'src/protocol/authorize-url.ts',
  suite: 'test/protocol/authorize-url.node.ts',
} as const;

/** Which URLs a user is sent to, or comes back to. */
export const urlRules: readonly Rule[] = [
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
];
