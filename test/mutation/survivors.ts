/** A change that no test finds, and why that is right. */
export interface Survivor {
  readonly file: string;
  /** The code as it is; line breaks do not count. */
  readonly original: string;
  readonly replacement: string;
  /** Why no input tells it from the code. */
  readonly reason: string;
}

const { raw } = String;

/** Every survivor of `npm run mutate`, one row for each. A row stays only as long as its change survives. */
export const survivors: readonly Survivor[] = [
  {
    file: 'src/frame/late-results.ts',
    original: '[]',
    replacement: '["Stryker was here"]',
    reason: 'The text that is put in has no type, and is left out with what is no result.',
  },
  {
    file: 'src/frame/sourceless-messages.ts',
    original: '[]',
    replacement: '["Stryker was here"]',
    reason: 'What is held without a time is pruned before anything is judged: at the start.',
  },
  {
    file: 'src/frame/sourceless-messages.ts',
    original: '[]',
    replacement: '["Stryker was here"]',
    reason: 'What is held without a time is pruned before anything is judged: after a judgment.',
  },
  {
    file: 'src/frame/sourceless-messages.ts',
    original: '{ once: true }',
    replacement: '{}',
    reason: 'A signal aborts once.',
  },
  {
    file: 'src/frame/sourceless-messages.ts',
    original: 'true',
    replacement: 'false',
    reason: 'A signal aborts once.',
  },
  {
    file: 'src/protocol/authorize-url.ts',
    original: 'given?.url',
    replacement: 'given.url',
    reason: 'A value without a URL has been refused before. The compiler does not know that.',
  },
  {
    file: 'src/protocol/connect-message.ts',
    original: 'address === undefined',
    replacement: 'false',
    reason: 'An absent address would be read as the path "undefined", which has no parameters.',
  },
  {
    file: 'src/protocol/connect-message.ts',
    original: raw`/^(?:javascript|data|blob|file|about|vbscript):$/`,
    replacement: raw`/^(?:javascript|data|blob|file|about|vbscript):/`,
    reason: 'The protocol of a URL ends at its colon.',
  },
  {
    file: 'src/protocol/connect-message.ts',
    original: 'value !== null',
    replacement: 'true',
    reason: 'The first field of null throws, which is caught: null is no message either way.',
  },
  {
    file: 'src/protocol/connect-message.ts',
    original: '!step',
    replacement: 'false',
    reason: 'The name of an absent step throws, which is caught: it is no message either way.',
  },
  {
    file: 'src/protocol/connect-message.ts',
    original: '{ return undefined; // Text that only looks like JSON. }',
    replacement: '{}',
    reason: 'A function that does not return gives undefined.',
  },
  {
    file: 'src/protocol/fields.ts',
    original: 'found !== undefined',
    replacement: 'true',
    reason: 'What is undefined has no blank, and is returned as it is.',
  },
  {
    file: 'src/protocol/fields.ts',
    original: '{ return []; }',
    replacement: '{}',
    reason: 'What is no list of parts has no ids, like an empty one.',
  },
  {
    file: 'src/protocol/fields.ts',
    original: '[]',
    replacement: '["Stryker was here"]',
    reason: 'The text that is put in has blanks, so that it is no id.',
  },
  {
    file: 'src/protocol/parse-url.ts',
    original: '{ return undefined; }',
    replacement: '{}',
    reason: 'A function that does not return gives undefined.',
  },
  {
    file: 'src/protocol/providers.ts',
    original: 'value === null',
    replacement: 'false',
    reason: 'The entries of null throw, which costs the entry, as null does.',
  },
  {
    file: 'src/protocol/providers.ts',
    original: 'value === null',
    replacement: 'false',
    reason: 'The first field of null throws, which is caught: null holds no list either way.',
  },
  {
    file: 'src/protocol/providers.ts',
    original: 'any === undefined',
    replacement: 'false',
    reason: 'Without any name there is none in a language, which the second condition finds.',
  },
  {
    file: 'src/protocol/providers.ts',
    original: '{ return undefined; }',
    replacement: '{}',
    reason: 'A function that does not return gives undefined: the logo is left out.',
  },
  {
    file: 'src/protocol/providers.ts',
    original: '{ return undefined; }',
    replacement: '{}',
    reason: 'A function that does not return gives undefined: the entry is left out.',
  },
  {
    file: 'src/protocol/providers.ts',
    original: '!list',
    replacement: 'false',
    reason: 'The length of an absent list throws, which is caught: it is no list either way.',
  },
  {
    file: 'src/protocol/return-url.ts',
    original: '/^[^?]*/',
    replacement: '/[^?]*/',
    reason: 'Only the first match is replaced, which is at the start: it may be empty.',
  },
  {
    file: 'src/protocol/return-url.ts',
    original: 'loginId && !redirected',
    replacement: 'loginId || !redirected',
    reason: 'At this line a response has a loginId, or is of Outbound: all others have been refused.',
  },
  {
    file: 'src/protocol/return-url.ts',
    original: "''",
    replacement: '"Stryker was here!"',
    reason: 'Text without a question mark has no parameters, like an empty redirect URI.',
  },
  {
    file: 'src/protocol/transaction.ts',
    original: '{ return undefined; }',
    replacement: '{}',
    reason: 'A function that does not return gives undefined.',
  },
  {
    file: 'src/session/call-host.ts',
    original: '{ once: true }',
    replacement: '{}',
    reason: 'A signal aborts once.',
  },
  {
    file: 'src/session/call-host.ts',
    original: 'true',
    replacement: 'false',
    reason: 'A signal aborts once.',
  },
  {
    file: 'src/session/session.ts',
    original: "event.type === 'notice'",
    replacement: 'true',
    reason: 'No other event has a notice. The compiler does not know that.',
  },
  {
    file: 'src/session/session.ts',
    original: 'false',
    replacement: 'true',
    reason: 'Only a flow that throws after its end gets this result, and its start needs none.',
  },
];
