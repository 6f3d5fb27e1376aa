import type { Rule } from './rule.ts';

const listening = {
  file: 'src/frame/listen.ts',
  suite: 'test/frame/listen.test.ts',
} as const;

const frame = {
  file: 'src/browser/frame.ts',
  suite: 'test/browser/frame.test.ts',
} as const;

const listener = {
  file: 'src/frame/frame-listener.ts',
  suite: 'test/frame/frame-listener.test.ts',
} as const;

/** Which messages the element hears. */
export const guardRules: readonly Rule[] = [
  {
    rule: 'A message that a script has made up is dropped.',
    file: 'src/frame/listen.ts',
    from: "if (!event.isTrusted) return onDrop?.('untrusted');",
    to: '',
    suite: 'test/element/guard.test.ts',
  },
  {
    rule: 'A message of another origin is dropped.',
    ...listening,
    from: 'event.origin !== origin || ',
    to: '',
  },
  {
    rule: 'Origins are compared as whole strings.',
    ...listening,
    from: 'event.origin !== origin || ',
    to: '!event.origin.startsWith(origin) || ',
  },
  {
    rule: 'The origin "null" is heard nowhere.',
    ...listening,
    from: " || origin === 'null'",
    to: '',
  },
  {
    rule: 'A message of another window is dropped.',
    file: 'src/frame/listen.ts',
    from: 'expected === null || event.source !== expected',
    to: 'expected === null',
    suite: 'test/element/guard.test.ts',
  },
  {
    rule: 'Where the frame has no window, no message is its own.',
    ...listening,
    from: 'expected === null || event.source !== expected',
    to: 'event.source !== expected',
  },
  {
    rule: 'A message without a source is held only for a frame that has a window.',
    ...listening,
    from: 'if (expected !== null && event.source === null)',
    to: 'if (event.source === null)',
  },
  {
    rule: 'A message without a source is never delivered as one of the frame.',
    ...listening,
    from: 'event.source !== expected) return',
    to: '(event.source !== null && event.source !== expected)) return',
  },
  {
    rule: 'The data of a message are read after every check of its sender.',
    ...listening,
    from: '      // Page scripts can make up',
    to: '      void event.data;\n      // Page scripts can make up',
  },
  {
    rule: 'The data of a message of another window are not read.',
    ...listening,
    from: '      const expected = source();',
    to: '      void event.data;\n      const expected = source();',
  },
  {
    rule: 'A replacement is forgotten once the new document of the frame has spoken.',
    ...listening,
    from: 'sourceless?.frameSpoke();',
    to: '',
  },
  {
    rule: 'A message is not delivered where the late ones before it have ended the listening.',
    ...listening,
    from: 'if (signal.aborted) return undefined;',
    to: '',
  },
  {
    rule: 'A listener is gone with its signal.',
    file: 'src/browser/on.ts',
    from: "() => call('removeEventListener')",
    to: '() => {}',
    suite: 'test/element/life.test.ts',
  },
  {
    rule: 'The first document that a frame loads is no replacement.',
    ...frame,
    from: 'else arrived = frame.contentDocument === null;',
    to: 'else arrived = true;',
  },
  {
    rule: 'A token is in no attribute of the frame.',
    ...frame,
    from: 'frame.contentWindow?.location.replace(url.href)',
    to: 'void (frame.src = url.href)',
  },
  {
    rule: 'A frame is gone with its signal.',
    ...frame,
    from: 'kept || frame.remove()',
    to: 'kept',
  },
  {
    rule: 'A moved frame is known to have lost its document.',
    ...frame,
    from: 'lost: () => frame.contentWindow !== opened',
    to: 'lost: () => false',
  },
  {
    rule: 'A frame tells the other side no more than the origin of the page.',
    file: 'src/browser/frame.ts',
    from: "frame.referrerPolicy = 'strict-origin';",
    to: '',
    suite: 'test/element/settings.test.ts',
  },
  {
    rule: 'No message is delivered once a load has ended.',
    ...listener,
    from: 'if (!signal.aborted) onMessage(message);',
    to: 'onMessage(message);',
  },
  {
    rule: 'Late results count only for a frame that has spoken.',
    ...listener,
    from: 'if (silence.signal.aborted) parseLate',
    to: 'parseLate',
  },
  {
    rule: 'Only a policy that blocks the very origin of the frame is a blocked frame.',
    file: 'src/frame/watch-load.ts',
    from: 'if (parseUrl(blockedURI)?.origin === origin) onFailure',
    to: 'onFailure',
    suite: 'test/frame/watch-load.test.ts',
  },
  {
    rule: 'A policy that only reports blocks no frame.',
    file: 'src/frame/watch-load.ts',
    from: "disposition !== 'enforce' || ",
    to: '',
    suite: 'test/frame/watch-load.test.ts',
  },
];
