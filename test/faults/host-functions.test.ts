import { expect } from '@open-wc/testing';
import type { FlinksLink, OpenOptions } from '../../src/element.js';
import { atOnce } from '../support/at-once.js';
import { auto } from '../support/auto.js';
import { link } from '../support/connect.js';
import { outbound } from '../support/redirect.js';
import { waitUntil } from '../support/wait-until.js';

/** What must come of a fault: the code of an error, or the words of what the user can do next. */
type Result =
  'token-failed' | 'authorization-failed' | 'invalid-configuration' | 'Sign in here' | 'Try again';

type Kind = 'token' | 'url' | 'list';

/** A function of the host that goes wrong, and what comes of it where it was to return one of these. */
type Fault = readonly [broken: () => unknown, results: Readonly<Partial<Record<Kind, Result>>>];

const failing = { token: 'token-failed', url: 'authorization-failed', list: 'Try again' } as const;
const wrong = { token: 'token-failed', url: 'invalid-configuration', list: 'Try again' } as const;

const faults: Readonly<Record<string, Fault>> = {
  throws: [
    () => {
      throw new Error('down');
    },
    failing,
  ],
  'throws nothing': [
    () => {
      throw undefined;
    },
    failing,
  ],
  rejects: [() => Promise.reject(new Error('down')), failing],
  'rejects with text': [() => Promise.reject('down'), failing],
  'never settles': [() => new Promise(() => {}), failing],
  'returns nothing': [() => undefined, failing],
  'returns null': [() => null, failing],
  'returns an empty text': [() => '', failing],
  'returns false': [() => false, failing],
  'returns a number': [() => 7, wrong],
  'returns an empty object': [() => ({}), wrong],
  'returns the Response of its fetch': [() => new Response('x'), wrong],
  'returns a function': [() => () => 'x', wrong],
  'returns HTML': [() => '<!doctype html>', { url: 'invalid-configuration', list: 'Try again' }],
  'returns an error of its backend': [() => ({ error: 'unauthorized' }), wrong],
};

/** Where the element calls a function of the host. */
interface Call {
  readonly kind: Kind;
  readonly make: (broken: () => never) => Promise<FlinksLink>;
  readonly options?: OpenOptions;
  /** Another flow takes over where this one fails. */
  readonly hasFallback?: true;
}

const set = { display: 'dialog', loadTimeout: 300 } as const;

const calls: Readonly<Record<string, Call>> = {
  'connect: authorizeToken': {
    kind: 'token',
    make: authorizeToken => link({ set: { ...set, authorizeToken } }),
  },
  'auto, by Connect: authorizeToken': {
    kind: 'token',
    make: authorizeToken => auto({ ...set, authorizeToken }),
    options: { providerId: 'laurentian' },
  },
  'outbound: authorizeUrl': { kind: 'url', make: authorizeUrl => outbound({ ...set, authorizeUrl }) },
  'custom: authorizeUrl': {
    kind: 'url',
    make: authorizeUrl => outbound({ ...set, flow: 'custom', authorizeUrl }),
  },
  'auto, by open banking: authorizeUrl': {
    kind: 'url',
    make: authorizeUrl => auto({ ...set, authorizeUrl }),
    options: { providerId: '1000' },
    hasFallback: true,
  },
  'auto: providers': { kind: 'list', make: providers => auto({ ...set, providers }) },
};

/** The buttons that the user sees. */
const buttonsOf = (element: FlinksLink): string[] =>
  [...element.renderRoot.querySelectorAll('.panel [part~=action]')].map(
    action => action.textContent?.trim() ?? '',
  );

/** Opens the element, with no window, and judges what comes of it. */
async function judge({ make, options, hasFallback }: Call, broken: () => unknown, expected: Result) {
  // What the type forbids is what a page without types returns.
  const element = await make(broken as () => never);
  element.addEventListener('flinks-navigate', event => {
    event.preventDefault();
    event.detail.url.catch(() => {});
  });
  const opened = element.open(options);
  const result = hasFallback && expected === 'authorization-failed' ? 'Sign in here' : expected;
  if (result === 'Sign in here' || result === 'Try again') {
    await waitUntil(() => buttonsOf(element).includes(result), `no way out by "${result}"`);
    expect(element.status).to.equal('choosing');
    element.close();
    expect(await opened).to.include({ type: 'cancel', reason: 'closed' });
    return;
  }
  const error: unknown = await opened.catch((reason: unknown) => reason);
  expect(error).to.include({ name: 'FlinksLinkError', code: result });
  await element.updateComplete;
  expect(element.status).to.equal('failed');
  // A function can be asked once more; a setting must be corrected first.
  expect(buttonsOf(element)).to.deep.equal(result === 'invalid-configuration' ? [] : ['Start again']);
  element.close();
}

for (const [where, call] of Object.entries(calls)) {
  describe(`a function of the host that goes wrong, ${where}`, () => {
    atOnce(
      Object.fromEntries(
        Object.entries(faults).flatMap(([what, [broken, results]]) => {
          const expected = results[call.kind];
          return expected ? [[`${what}: ${expected}`, () => judge(call, broken, expected)]] : [];
        }),
      ),
    );
  });
}
