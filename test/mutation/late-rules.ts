import type { Rule } from './rule.ts';

const sourceless = {
  file: 'src/frame/sourceless-messages.ts',
  suite: 'test/frame/sourceless-messages.node.ts',
} as const;

const late = {
  file: 'src/frame/late-results.ts',
  suite: 'test/frame/late-results.node.ts',
} as const;

const match = {
  file: 'src/frame/login-match.ts',
  suite: 'test/frame/late-results.node.ts',
} as const;

/** What is taken of messages without a source, and which login is this load's. */
export const lateRules: readonly Rule[] = [
  {
    rule: 'At most 50 messages without a source are held.',
    ...sourceless,
    from: '.slice(-mostHeld)',
    to: '',
  },
  {
    rule: 'A message without a source is forgotten after two seconds.',
    ...sourceless,
    from: 'this.#held.filter(({ at }) => this.#now() - at < patience)',
    to: 'this.#held',
  },
  {
    rule: 'A replacement counts for two seconds.',
    ...sourceless,
    from: '!this.#held.length || left <= 0',
    to: '!this.#held.length',
  },
  {
    rule: 'Messages without a source count only once the frame is replaced.',
    ...sourceless,
    from: '#replacedAt = -Infinity;\n  #timer',
    to: '#replacedAt = 0;\n  #timer',
  },
  {
    rule: 'A flood of messages without a source delays their judgment by two seconds at most.',
    ...sourceless,
    from: 'Math.min(quiet, left)',
    to: 'quiet',
  },
  {
    rule: 'Messages are judged together, when no more come.',
    ...sourceless,
    from: 'setTimeout(() => this.#judge(), Math.min(quiet, left))',
    to: 'setTimeout(() => this.#judge(), 0)',
  },
  {
    rule: 'What was held is judged before the new document of the frame is heard.',
    ...sourceless,
    from: 'if (this.#timer !== undefined) this.#judge();',
    to: '',
  },
  {
    rule: 'No replacement counts after the new document has spoken.',
    ...sourceless,
    from: 'this.#judge();\n    this.#replacedAt = -Infinity;',
    to: 'this.#judge();',
  },
  {
    rule: 'A replacement is judged once.',
    ...sourceless,
    from: 'this.#held = [];\n    this.#replacedAt = -Infinity;',
    to: 'this.#held = [];',
  },
  {
    rule: 'Nothing is judged after the end of the load.',
    ...sourceless,
    from: "signal.addEventListener('abort', () => this.#forget(), { once: true });",
    to: 'void signal;',
  },
  {
    rule: 'A late login that contradicts what was sent is not taken.',
    ...late,
    from: '!contradictionOf(message, sent) &&',
    to: '',
  },
  {
    rule: 'A late login whose URL must quote the state and does not is not taken.',
    ...late,
    from: "!(sent.state && message.state === '') &&",
    to: '',
  },
  {
    rule: 'A late login that quotes a state where none was sent is not taken.',
    ...late,
    from: '!(message.state && !sent.state) &&',
    to: '',
  },
  {
    rule: 'A late login that quotes a tag where none was sent is not taken.',
    ...late,
    from: '!(message.login.tag && !sent.tag)',
    to: 'true',
  },
  {
    rule: 'A late message is a result and nothing else.',
    ...late,
    from: "message.type === 'accounts'",
    to: 'true',
  },
  {
    rule: 'Where two late logins name different ids, neither is taken.',
    ...late,
    from: 'logins.size === 1',
    to: 'logins.size >= 1',
  },
  {
    rule: 'Late accounts are taken only with a login.',
    ...late,
    from: 'logins.size === 1',
    to: 'logins.size <= 1',
  },
  {
    rule: 'A login that quotes another state is another load’s.',
    ...match,
    from: "if (sent.state && state && isOther(sent.state, state)) return 'state';",
    to: '',
  },
  {
    rule: 'A login that quotes another tag is another load’s.',
    ...match,
    from: "if (sent.tag && login.tag && isOther(sent.tag, login.tag)) return 'tag';",
    to: '',
  },
  {
    rule: 'State and tag are compared as whole strings.',
    ...match,
    from: 'formDecoded(quoted) !== formDecoded(sent)',
    to: '!formDecoded(quoted).startsWith(formDecoded(sent))',
  },
];
