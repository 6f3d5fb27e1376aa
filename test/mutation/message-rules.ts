import type { Rule } from './rule.ts';

const message = {
  file: 'src/protocol/connect-message.ts',
  suite: 'test/protocol/connect-message.node.ts',
} as const;

/** What is read of a message that has passed the guard. */
export const messageRules: readonly Rule[] = [
  {
    rule: 'Text longer than 65,536 characters is not parsed.',
    ...message,
    from: 'data.length <= maxText && ',
    to: '',
  },
  {
    rule: 'A URL of a scheme that runs or holds content has no login.',
    ...message,
    from: 'if (/^(?:javascript|data|blob|file|about|vbscript):$/.test(url.protocol)) return {};',
    to: '',
  },
  {
    rule: 'A flinks_state that stands twice in a URL is none.',
    file: 'src/protocol/connect-message.ts',
    from: 'state: more.length ? undefined : state',
    to: 'state',
    suite: 'test/frame/late-results.node.ts',
  },
  {
    rule: 'A list of questions has a bound.',
    ...message,
    from: 'mfaTypes.slice(0, 20)',
    to: 'mfaTypes',
  },
  {
    rule: 'Only own properties of a message are read.',
    file: 'src/protocol/fields.ts',
    from: 'Object.hasOwn(fields, name) ? fields[name] : undefined',
    to: 'fields[name]',
    suite: 'test/protocol/connect-message.node.ts',
  },
  {
    rule: 'A text with a control character is none.',
    file: 'src/protocol/fields.ts',
    from: ' && !/\\p{Cc}/u.test(value)',
    to: '',
    suite: 'test/protocol/connect-message.node.ts',
  },
  {
    rule: 'A text longer than its bound is none.',
    file: 'src/protocol/fields.ts',
    from: "value !== '' && value.length <= max && ",
    to: "value !== '' && ",
    suite: 'test/protocol/connect-message.node.ts',
  },
  {
    rule: 'An id has no blanks.',
    file: 'src/protocol/fields.ts',
    from: 'found !== undefined && !/\\s/u.test(found) ? found : undefined',
    to: 'found',
    suite: 'test/protocol/connect-message.node.ts',
  },
  {
    rule: 'A list of accounts has a bound.',
    file: 'src/protocol/fields.ts',
    from: ' || parts.length > maxAccounts',
    to: '',
    suite: 'test/protocol/connect-message.node.ts',
  },
];
