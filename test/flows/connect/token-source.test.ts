import { expect } from '@open-wc/testing';
import { FlinksLinkError } from '../../../src/errors.js';
import { TokenSource } from '../../../src/flows/connect/token-source.js';
import type { AuthorizeToken } from '../../../src/session/host-functions.js';

const never = new AbortController().signal;
const source = (setting: unknown, used = new Set<string>()) =>
  new TokenSource(setting as AuthorizeToken, used);

async function errorOf(promise: Promise<unknown>): Promise<FlinksLinkError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(FlinksLinkError);
  return error as FlinksLinkError;
}

describe('TokenSource', () => {
  it('hands out a text once', async () => {
    const tokens = source('one');
    expect(tokens.renewable).to.equal(false);
    expect(await tokens.next('start', never, 1000)).to.equal('one');
    expect((await errorOf(tokens.next('renew', never, 1000))).code).to.equal('token-expired');
  });

  it('refuses the text of a function, as frameworks write it into attributes', async () => {
    for (const text of ['async () => "secret"', 'e=>secret', 'function secret(){}', 'a secret']) {
      const { code, message } = await errorOf(source(text).next('start', never, 1000));
      expect(code, text).to.equal('invalid-configuration');
      expect(message).to.contain('authorizeToken property').and.not.contain('secret');
    }
  });

  it('hands out the empty text any number of times: there are no tokens', async () => {
    const tokens = source('');
    expect(await tokens.next('start', never, 1000)).to.equal('');
    expect(await tokens.next('renew', never, 1000)).to.equal('');
  });

  it('asks a function every time, saying why and with a signal', async () => {
    const asked: string[] = [];
    const tokens = source(({ reason, signal }: { reason: string; signal: AbortSignal }) => {
      expect(signal.aborted).to.equal(false);
      asked.push(reason);
      return `token-${asked.length}`;
    });
    expect(tokens.renewable).to.equal(true);
    expect(await tokens.next('start', never, 1000)).to.equal('token-1');
    expect(await tokens.next('renew', never, 1000)).to.equal('token-2');
    expect(asked).to.deep.equal(['start', 'renew']);
  });

  it('refuses a token that an earlier session has used', async () => {
    const used = new Set<string>();
    await source(() => 'cached', used).next('start', never, 1000);
    const error = await errorOf(source(async () => 'cached', used).next('start', never, 1000));
    expect(error.code).to.equal('token-expired');
    expect(error.message).to.contain('single use').and.not.contain('cached"');
  });

  for (const [name, setting, hint] of [
    [
      'throws',
      () => {
        throw new Error('down');
      },
      'threw',
    ],
    ['rejects', () => Promise.reject(new Error('down')), 'threw'],
    ['returns nothing', () => undefined, 'nothing'],
    ['returns null', async () => null, 'nothing'],
    ['returns an empty text', () => '', 'empty'],
    ['returns a response', () => ({ token: 'x' }), 'object'],
  ] as const) {
    it(`says so when the function ${name}`, async () => {
      const error = await errorOf(source(setting).next('start', never, 1000));
      expect(error.code).to.equal('token-failed');
      expect(error.message).to.contain('authorizeToken()').and.contain(hint);
    });
  }

  it('keeps what the function threw as the cause', async () => {
    const cause = new Error('down');
    expect((await errorOf(source(() => Promise.reject(cause)).next('start', never, 1000))).cause).to.equal(
      cause,
    );
  });

  it('gives up on a function that does not answer, and tells it by its signal', async () => {
    let aborted: Promise<void> | undefined;
    const tokens = source(
      ({ signal }: { signal: AbortSignal }) =>
        new Promise(() => {
          aborted = new Promise(resolve => signal.addEventListener('abort', () => resolve()));
        }),
    );
    expect((await errorOf(tokens.next('start', never, 20))).message).to.contain('load-timeout (20 ms)');
    await aborted;
  });

  it('tells the function when the session has ended', async () => {
    const session = new AbortController();
    const asked = source(
      ({ signal }: { signal: AbortSignal }) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    ).next('start', session.signal, 60_000);
    session.abort();
    expect((await errorOf(asked)).code).to.equal('token-failed');
  });

  it('says what to set when nothing is set', async () => {
    const error = await errorOf(source(undefined).next('start', never, 1000));
    expect(error.code).to.equal('invalid-configuration');
    expect(error.message).to.contain('authorizeToken');
  });
});
