import type { Rule } from './rule.ts';

const relay = { file: 'src/returns/relay.ts', suite: 'test/returns/relay.test.ts' } as const;
const callback = { file: 'src/callback.ts', suite: 'test/callback/callback.test.ts' } as const;

/** How a response goes from the window that came back to the page that waits. */
export const relayRules: readonly Rule[] = [
  {
    rule: 'The relay hears no message that a script has made up.',
    ...relay,
    from: '!event.isTrusted || ',
    to: '',
  },
  {
    rule: 'The relay hears windows of this origin only.',
    ...relay,
    from: ' || event.origin !== origin)',
    to: ')',
  },
  {
    rule: 'A window that is gone takes no turn.',
    ...relay,
    from: 'if (!source || (from && source !== from)) return;',
    to: 'if (from && source !== from) return;',
    engine: 'firefox',
  },
  {
    rule: 'A page that opened a window hears that window only.',
    ...relay,
    from: '(from && source !== from)',
    to: 'false',
  },
  {
    rule: 'The relay hears words of its own state only.',
    ...relay,
    from: 'Array.isArray(data) && data[0] === name',
    to: 'Array.isArray(data)',
  },
  {
    rule: 'A word goes to a window only while that is at this origin.',
    ...relay,
    from: 'if (origin && target.location.origin === origin) target',
    to: 'if (origin) target',
    shadowedBy:
      'the browser delivers a word to the target origin only; the check keeps the error off the console of the host',
  },
  {
    rule: 'A word is addressed to this origin.',
    ...relay,
    from: 'target.postMessage([name, word], origin)',
    to: "target.postMessage([name, word], '*')",
    shadowedBy: 'a window whose location can be read is at this origin, and cannot leave it within the task',
  },
  {
    rule: 'A page takes one response.',
    ...relay,
    shadowedBy:
      'a closed channel brings nothing more, as HTML says, in Chromium, Firefox and WebKit of today',
    from: '    if (ended.signal.aborted) return;\n    if (say',
    to: '    if (say',
  },
  {
    rule: 'A page stops claiming once it has a response.',
    ...relay,
    from: 'ended.abort();\n    onResponse(url);',
    to: 'onResponse(url);',
  },
  {
    rule: 'A page takes only a response that is addressed to it.',
    ...relay,
    from: ' || to !== id || ',
    to: ' || ',
  },
  {
    rule: 'A page takes a response and no other word for one.',
    ...relay,
    from: "if (say !== 'response' || to !== id",
    to: 'if (to !== id',
  },
  {
    rule: 'A response is a text.',
    ...relay,
    from: "typeof url !== 'string' || url.length",
    to: '(url as string).length',
  },
  {
    rule: 'A response is no longer than a URL that a server accepts.',
    ...relay,
    from: ' || url.length >= longest',
    to: '',
  },
  {
    rule: 'A claim must have an id.',
    ...relay,
    from: "typeof id !== 'string' || ended",
    to: 'ended',
  },
  {
    rule: 'A window whose signal has aborted responds to no page.',
    ...relay,
    from: "    signal.addEventListener('abort', () => ended.abort(), { once: true });\n    let claimer",
    to: '    let claimer',
  },
  {
    rule: 'The first page that claims keeps its turn.',
    ...relay,
    from: 'claimer ??= id',
    to: 'claimer = id',
  },
  {
    rule: 'A window responds to no page but the first that claims.',
    ...relay,
    from: 'if (claimer && id !== claimer) return;',
    to: '',
  },
  {
    rule: 'A window is done only when its page says so.',
    ...relay,
    from: "      if (say === 'ack') {\n",
    to: "      if (say === 'claim') {\n",
  },
  {
    rule: 'The response goes to no page that has not claimed it.',
    ...relay,
    from: "({ say: 'ready' })",
    to: "({ say: 'ready', url })",
  },
  {
    rule: 'States and ids cannot be guessed.',
    file: 'src/browser/random.ts',
    from: 'globalThis.crypto.getRandomValues(new Uint8Array(bits / 8))',
    to: 'new Uint8Array(bits / 8)',
    suite: 'test/element/redirect-urls.test.ts',
  },
  {
    rule: 'A state has 256 random bits.',
    file: 'src/browser/random.ts',
    from: 'new Uint8Array(bits / 8)',
    to: 'new Uint8Array(8)',
    suite: 'test/element/redirect-urls.test.ts',
  },
  {
    rule: 'The callback page takes its URL off the address bar.',
    ...callback,
    from: "window.history.replaceState(null, '', location.origin + url.pathname);",
    to: '',
  },
  {
    rule: 'A path that begins with two slashes stays on this host.',
    ...callback,
    from: 'location.origin + url.pathname',
    to: 'url.pathname',
  },
  {
    rule: 'The callback page goes to a page of its own origin only.',
    ...callback,
    from: 'if (page.origin !== location.origin) return false;',
    to: '',
  },
  {
    rule: 'The callback page goes nowhere for the transaction of a window.',
    ...callback,
    from: " && found.mode !== 'popup'",
    to: '',
  },
  {
    rule: 'The callback page goes back only for the state that it was given.',
    ...callback,
    from: 'found.state === state && ',
    to: '',
  },
  {
    rule: 'A response without one whole state is kept and passed nowhere.',
    ...callback,
    from: "if (!state) say('stray');\nelse if (!goBack(state)) void",
    to: "if (!goBack(state ?? '')) void",
  },
];
