import type { Rule } from './rule.ts';

const file = 'src/flows/connect/connect-run.ts';
const source = {
  file: 'src/flows/connect/token-source.ts',
  suite: 'test/flows/connect/token-source.test.ts',
} as const;
const pageReturn = { file: 'src/flows/connect/page-return.ts' } as const;

/** What a session of Connect does with a frame's messages, its loads and its tokens. */
export const connectRules: readonly Rule[] = [
  {
    rule: 'A login of the frame that quotes another state or tag is dropped.',
    file,
    from: 'contradictionOf(message, load.sent)',
    to: 'contradictionOf(message, {})',
    suite: 'test/element/connect-state.test.ts',
  },
  {
    rule: 'A message ends nothing more once a listener has ended its load.',
    file,
    from: "this.#context.emit({ type: 'step', step: message.step });\n    // A listener of the page may end this load inside an event.\n    if (load.signal.aborted) return;",
    to: "this.#context.emit({ type: 'step', step: message.step });",
    suite: 'test/element/reentry.test.ts',
  },
  {
    rule: 'A session loads the frame three times at most for what the frame says.',
    file,
    from: 'this.#frameLoads === maxFrameLoads',
    to: 'false',
    suite: 'test/element/loops.test.ts',
  },
  {
    rule: 'Two rejected tokens in a row end the session.',
    file,
    from: 'if (this.#renewed) {',
    to: 'if (false) {',
    suite: 'test/element/loops.test.ts',
  },
  {
    rule: 'A token that the user has worked with may be renewed again.',
    file,
    from: 'this.#renewed = false;\n        return;',
    to: 'return;',
    suite: 'test/element/endings.test.ts',
  },
  {
    rule: 'Only a session that resumes another is replaced when that is dead.',
    file,
    from: 'if (!this.#settings.requestId) return;',
    to: '',
    suite: 'test/element/endings.test.ts',
  },
  {
    rule: 'A token that comes after its load has ended loads nothing.',
    file,
    from: 'if (!signal.aborted) this.#showFrame(token, signal);',
    to: 'this.#showFrame(token, signal);',
    suite: 'test/element/races.test.ts',
  },
  {
    rule: 'A new load ends the one before.',
    file,
    from: "#open(reason: AuthorizeTokenContext['reason']): void {\n    this.#ending.abort();",
    to: "#open(reason: AuthorizeTokenContext['reason']): void {",
    suite: 'test/element/life.test.ts',
  },
  {
    rule: 'A URL that the host passes on ends a Connect session only with its own state.',
    file,
    from: '!transaction || responseState(url) !== transaction.state',
    to: '!transaction',
    suite: 'test/element/redirect-host.test.ts',
  },
  {
    rule: 'A framed page puts no state of its own into redirect-uri.',
    ...pageReturn,
    from: 'isFramed() || ',
    to: '',
    suite: 'test/element/connect-state.test.ts',
  },
  {
    rule: 'A redirect-uri at another origin gets no state.',
    ...pageReturn,
    from: ' || new URL(redirectUri).origin !== ownOrigin()',
    to: '',
    suite: 'test/element/connect-state.test.ts',
  },
  {
    rule: 'An element whose key others have keeps no transaction of Connect.',
    ...pageReturn,
    from: 'if (!isOnlyElement()) throw sharedKey();',
    to: '',
    suite: 'test/element/connect-state.test.ts',
  },
  {
    rule: 'A load that has ended without a login keeps no transaction.',
    ...pageReturn,
    from: '(wasTold() ? transactions.markDone(transaction) : transactions.remove(transaction))',
    to: '{ if (wasTold()) transactions.markDone(transaction); }',
    suite: 'test/element/connect-state.test.ts',
  },
  {
    rule: 'A login by message leaves a mark, so that the page’s return brings nothing more.',
    ...pageReturn,
    from: '(wasTold() ? transactions.markDone(transaction) : transactions.remove(transaction))',
    to: 'transactions.remove(transaction)',
    suite: 'test/element/connect-state.test.ts',
  },
  {
    rule: 'A token that was handed out before is refused.',
    ...source,
    from: 'if (isConsumed) {',
    to: 'if (false) {',
  },
  {
    rule: 'A token that is handed out is consumed.',
    ...source,
    from: 'this.#consumed.add(token);',
    to: '',
  },
  {
    rule: 'The source code of a function is no token.',
    ...source,
    from: "if (typeof setting === 'string' && /[\\s(){}]|=>/.test(setting)) {",
    to: 'if (false) {',
  },
  {
    rule: 'A token function has load-timeout to return.',
    file: 'src/session/call-host.ts',
    from: 'const timer = setTimeout(stop, timeout);',
    to: 'const timer = setTimeout(() => {}, timeout);',
    suite: 'test/flows/connect/token-source.test.ts',
  },
  {
    rule: 'Consumed tokens are known to every element of the document.',
    file: 'src/element/consumed.ts',
    from: 'documents.set(page, consumed);',
    to: '',
    suite: 'test/element/page-cache.test.ts',
  },
  {
    rule: 'An element starts four times in a second at most.',
    file: 'src/element/start-limit.ts',
    from: 'recent.length >= mostStarts',
    to: 'false',
    suite: 'test/element/start-limit.node.ts',
  },
  {
    rule: 'The start limit forgets starts after a second, and not before.',
    file: 'src/element/start-limit.ts',
    from: 'time - at < period',
    to: 'time - at < period / 2',
    suite: 'test/element/start-limit.node.ts',
  },
  {
    rule: 'A start by open() counts.',
    file: 'src/element/session-controller.ts',
    from: 'if (!byUser && !this.#limit.admit()) return this.#refuse();',
    to: '',
    suite: 'test/element/loops.test.ts',
  },
  {
    rule: 'An automatic start counts.',
    file: 'src/element/session-controller.ts',
    from: 'if (this.#limit.admit()) this.#start({}, false);\n    else this.#warnOfLoop();',
    to: 'this.#start({}, false);',
    suite: 'test/element/loops.test.ts',
  },
  {
    rule: 'Nothing of a session is told once the next one has begun, but its end.',
    file: 'src/element/session-controller.ts',
    from: "if (session !== this.#current && event.type !== 'end') return false;",
    to: '',
    suite: 'test/element/reentry.test.ts',
    shadowedBy:
      'the session before is cancelled and released by then, and emits nothing; the check holds the rule where it is read',
  },
];
