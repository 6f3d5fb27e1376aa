import { expect, oneEvent } from '@open-wc/testing';
import { atOnce } from '../support/at-once.js';
import { endings, frameOf, link, mintToken, puppet, record, tokenFunction } from '../support/connect.js';
import { waitUntil } from '../support/wait-until.js';

/** Every fault of the simulator that keeps Connect from speaking. */
const mute = ['silent', 'refuse', 'xfo', 'drop', 'hang', 'error:500', 'tokenInvalid:silent,token-invalid'];

async function staysMute(simulate: string): Promise<void> {
  const element = await link({ simulate, set: { loadTimeout: 2_500 } });
  const events = record(element);
  const { detail } = await oneEvent(element, 'flinks-error');
  expect(detail.error.code).to.equal('load-timeout');
  expect(detail.error.message).to.contain('connect-url');
  expect(events.map(({ type }) => type)).to.deep.equal(['flinks-notice', 'flinks-error']);
  expect(events[0]?.detail).to.deep.equal({ code: 'slow', retryable: true });
  expect(frameOf(element)).to.equal(null);
  await element.updateComplete;
  const action = element.shadowRoot?.querySelector<HTMLButtonElement>('[part=action]');
  element.authorizeToken = tokenFunction({ simulate: 'puppet' });
  element.loadTimeout = 45_000;
  const ready = oneEvent(element, 'flinks-ready');
  action?.click();
  await ready;
}

describe('a frame that does not speak', () => {
  atOnce({
    ...Object.fromEntries(
      mute.map(simulate => [
        `${simulate}: a notice first, then load-timeout, and a way to start again`,
        () => staysMute(simulate),
      ]),
    ),

    async 'nothing listens at all: load-timeout'() {
      const element = await link({
        set: { connectUrl: 'http://127.0.0.1:65123/', loadTimeout: 900, authorizeToken: 'text' },
      });
      expect((await oneEvent(element, 'flinks-error')).detail.error.code).to.equal('load-timeout');
    },

    async 'a port that browsers refuse is a named error, and no secret is in it'() {
      const element = await link({
        set: { connectUrl: 'http://127.0.0.1:9/', loadTimeout: 900, authorizeToken: 'secret' },
      });
      const { detail } = await oneEvent(element, 'flinks-error');
      // Firefox says so at once; the others show an error page, which stays silent.
      expect(detail.error.code).to.be.oneOf(['invalid-configuration', 'load-timeout']);
      expect(`${detail.error.message} ${detail.error.cause}`).to.not.contain('secret');
    },
  });
});

describe('a frame that speaks late', () => {
  atOnce({
    async 'a late APP_MOUNTED recovers behind the notice'() {
      const element = await link({ simulate: 'auto,late:2500', set: { loadTimeout: 6_000 } });
      const events = record(element);
      await oneEvent(element, 'flinks-login');
      const types = events.map(({ type }) => type);
      expect(types.slice(0, 2)).to.deep.equal(['flinks-notice', 'flinks-ready']);
      expect(endings(events)).to.deep.equal(['flinks-login']);
    },

    async '"try again" in the notice goes on with the same session, a new token and a new frame'() {
      const authorizeToken = tokenFunction({ simulate: 'silent' });
      const element = await link({ set: { loadTimeout: 6_000, authorizeToken } });
      const promise = element.open();
      await oneEvent(element, 'flinks-notice');
      await element.updateComplete;
      const first = frameOf(element);
      element.authorizeToken = 'a change is for the next session';
      element.shadowRoot?.querySelector<HTMLButtonElement>('[part=notice] [part=action]')?.click();
      await element.updateComplete;
      expect(element.open()).to.equal(promise);
      await waitUntil(() => frameOf(element) !== null && frameOf(element) !== first);
      expect(authorizeToken.reasons).to.deep.equal(['start', 'renew']);
      element.close();
      expect((await promise).type).to.equal('cancel');
    },

    async 'a slow page is waited for'() {
      const element = await link({ simulate: 'auto,slow:700' });
      expect((await oneEvent(element, 'flinks-login')).detail.loginId).to.be.a('string');
    },
  });
});

describe('faults after Connect has spoken', () => {
  it('a flood of steps ends in success', async () => {
    const element = await link({ simulate: 'auto,flood:2000' });
    const events = record(element);
    await oneEvent(element, 'flinks-login');
    expect(events.length).to.be.greaterThan(2000);
  });
});

describe('tokens', () => {
  it('an expired one is renewed', async () => {
    const tokens = [
      await mintToken({ lifetimeMs: 0, simulate: 'auto' }),
      await mintToken({ simulate: 'auto' }),
    ];
    const element = await link({ set: { authorizeToken: () => tokens.shift()! } });
    const events = record(element);
    await oneEvent(element, 'flinks-login');
    expect(events.filter(({ type }) => type === 'flinks-notice').map(event => event.detail)).to.deep.equal([
      { code: 'token-expired', retryable: false },
    ]);
  });

  it('a function that never answers is token-failed within load-timeout', async () => {
    const element = await link({
      set: { authorizeToken: () => new Promise<string>(() => {}), loadTimeout: 200 },
    });
    expect((await oneEvent(element, 'flinks-error')).detail.error.code).to.equal('token-failed');
  });
});

describe('offline', () => {
  const setOnline = (online: boolean) => {
    Object.defineProperty(navigator, 'onLine', { value: online, configurable: true });
    if (online) dispatchEvent(new Event('online'));
  };
  afterEach(() => Reflect.deleteProperty(navigator, 'onLine'));

  it('at the start: a notice, no token asked for, and one load when the network is back', async () => {
    setOnline(false);
    const authorizeToken = tokenFunction({ simulate: 'puppet' });
    const element = await link({ set: { authorizeToken } });
    expect((await oneEvent(element, 'flinks-notice')).detail.code).to.equal('offline');
    expect(authorizeToken.tokens).to.deep.equal([]);
    setOnline(true);
    await oneEvent(element, 'flinks-ready');
    expect(authorizeToken.tokens).to.have.lengthOf(1);
  });

  it('for good: the error offline within load-timeout', async () => {
    setOnline(false);
    const element = await link({ set: { loadTimeout: 200 } });
    expect((await oneEvent(element, 'flinks-error')).detail.error.code).to.equal('offline');
  });

  it('while the frame loads: the error offline', async () => {
    const element = await link({ simulate: 'silent', set: { loadTimeout: 900 } });
    await oneEvent(element, 'flinks-notice');
    setOnline(false);
    expect((await oneEvent(element, 'flinks-error')).detail.error.code).to.equal('offline');
  });

  it('in a live session: nothing is reloaded', async () => {
    const element = await puppet();
    const frame = frameOf(element);
    setOnline(false);
    setOnline(true);
    await element.updateComplete;
    expect(frameOf(element)).to.equal(frame);
    expect((element.authorizeToken as ReturnType<typeof tokenFunction>).tokens).to.have.lengthOf(1);
  });
});
