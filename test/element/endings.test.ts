import { expect, oneEvent } from '@open-wc/testing';
import type { FlinksLink, FlinksLinkError } from '../../src/element.js';
import { atOnce } from '../support/at-once.js';
import {
  endings,
  frameOf,
  link,
  loadsOf,
  mintToken,
  puppet,
  record,
  say,
  settled,
  type tokenFunction,
} from '../support/connect.js';
import { countLeaks } from '../support/leaks.js';
import { authorizeFunction, away } from '../support/redirect.js';

const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: FlinksLinkError) => error,
  );

describe('steps that end a session', () => {
  it('REDIRECT with a loginId is a login, by event, by promise and as result', async () => {
    const element = await puppet({ set: { tag: 'mine' } });
    const promise = element.open();
    let resultInEvent: unknown;
    element.addEventListener('flinks-login', () => (resultInEvent = element.result));
    say(element, {
      step: 'REDIRECT',
      loginId: 'l-1',
      institution: 'FlinksCapital',
      requestId: 'r-1',
      accountId: 'a,b',
    });
    const { detail } = await oneEvent(element, 'flinks-login');
    expect(detail).to.deep.equal({
      type: 'login',
      flow: 'connect',
      tag: 'mine',
      loginId: 'l-1',
      institution: 'FlinksCapital',
      requestId: 'r-1',
      accountIds: ['a', 'b'],
      attemptId: detail.attemptId,
    });
    expect(detail).to.be.frozen;
    expect(resultInEvent).to.equal(detail);
    expect(await promise).to.equal(detail);
    expect(element.status).to.equal('succeeded');
    expect(frameOf(element)).to.equal(null);
  });

  it('REDIRECT without a loginId is a step', async () => {
    const element = await puppet();
    const events = record(element);
    say(element, { step: 'REDIRECT', url: 'https://h.example/' });
    await settled(element);
    expect(endings(events)).to.deep.equal([]);
    expect(element.status).to.equal('ready');
  });

  it('accounts come from ACCOUNT_SELECTED when REDIRECT names none: the last choice, or all with several', async () => {
    for (const [params, expected] of [
      ['', ['b']],
      ['accountSelectorMultiple=true', ['a', 'b']],
    ] as const) {
      const element = await puppet({ set: { params } });
      say(element, { step: 'COMPONENT_LOAD_ACCOUNT_SELECTION', totalAccounts: 2 });
      say(element, { step: 'ACCOUNT_SELECTED', accountId: 'a' });
      say(element, { step: 'ACCOUNT_SELECTED', accountId: 'b' });
      say(element, { step: 'REDIRECT', loginId: 'l' });
      const { detail } = await oneEvent(element, 'flinks-login');
      expect(detail.accountIds).to.deep.equal(expected);
    }
  });

  it('a new account selection forgets the choice before', async () => {
    const element = await puppet({ set: { params: { accountSelectorMultiple: true } } });
    say(element, { step: 'ACCOUNT_SELECTED', accountId: 'a' });
    say(element, { step: 'COMPONENT_LOAD_ACCOUNT_SELECTION' });
    say(element, { step: 'ACCOUNT_SELECTED', accountId: 'b' });
    say(element, { step: 'REDIRECT', loginId: 'l' });
    expect((await oneEvent(element, 'flinks-login')).detail.accountIds).to.deep.equal(['b']);
  });

  it('a choice of accounts does not outlive its load', async () => {
    const element = await puppet();
    say(element, { step: 'ACCOUNT_SELECTED', accountId: 'a' });
    const again = oneEvent(element, 'flinks-ready');
    say(element, { step: 'TOKEN_INVALID' });
    await again;
    say(element, { step: 'REDIRECT', loginId: 'l' });
    expect((await oneEvent(element, 'flinks-login')).detail.accountIds).to.deep.equal([]);
  });

  it('a frame that was kept goes when a session of another flow begins', async () => {
    const element = await puppet({ set: { params: { innerRedirect: true } } });
    say(element, { step: 'REDIRECT', loginId: 'l' });
    await oneEvent(element, 'flinks-login');
    expect(frameOf(element)).to.not.equal(null);
    Object.assign(element, { flow: 'outbound', authorizeUrl: authorizeFunction('') });
    await away(element);
    expect(frameOf(element)).to.equal(null);
    element.close();
  });

  it('a cancel keeps what was linked before it', async () => {
    const element = await puppet({ set: { display: 'dialog' } });
    say(element, { step: 'REDIRECT', loginId: 'l' });
    const { detail } = await oneEvent(element, 'flinks-login');
    void element.open();
    await oneEvent(element, 'flinks-ready');
    element.close();
    expect([element.status, element.result, element.value]).to.deep.equal(['cancelled', detail, 'l']);
  });

  it('COMPONENT_CLOSE_SESSION asks first, and closes when nobody objects', async () => {
    const element = await puppet();
    const events = record(element);
    element.addEventListener('flinks-close-request', event => event.preventDefault(), { once: true });
    say(element, { step: 'COMPONENT_CLOSE_SESSION' });
    await settled(element);
    expect(element.status, 'prevented').to.equal('ready');
    say(element, { step: 'COMPONENT_CLOSE_SESSION' });
    const { detail } = await oneEvent(element, 'flinks-cancel');
    expect(detail.reason).to.equal('closed');
    expect(
      events.filter(({ type }) => type === 'flinks-close-request').map(event => event.detail),
    ).to.deep.equal([{ source: 'connect' }, { source: 'connect' }]);
  });

  it('COMPONENT_DENY_CONSENT is the cancel consent-denied', async () => {
    const element = await puppet();
    const promise = element.open();
    say(element, { step: 'COMPONENT_DENY_CONSENT' });
    expect((await oneEvent(element, 'flinks-cancel')).detail.reason).to.equal('consent-denied');
    expect((await promise).type).to.equal('cancel');
    expect(element.status).to.equal('cancelled');
  });

  it('MAXIMUM_RETRY_REACHED is the error retries-exhausted', async () => {
    const element = await puppet();
    const promise = element.open();
    say(element, { step: 'MAXIMUM_RETRY_REACHED' });
    const { detail } = await oneEvent(element, 'flinks-error');
    expect(detail.error.code).to.equal('retries-exhausted');
    expect(detail.error.retryable).to.equal(true);
    expect(await errorOf(promise)).to.equal(detail.error);
  });

  it('no other step or code ends anything', async () => {
    const element = await puppet();
    const events = record(element);
    for (const step of [
      'COMPONENT_DENY_TERMS',
      'INVALID_LOGIN',
      'RETRY_LATER',
      'POPUP_OPENED',
      'SESSION_EXPIRED',
      'NEVER_HEARD_OF',
    ]) {
      say(element, { step });
      say(element, { flinksCode: step });
      await settled(element);
      expect(endings(events), step).to.deep.equal([]);
      expect(element.status, step).to.equal('ready');
    }
  });

  it('POPUP_BLOCKED and APP_OFFLINE are notices, which end with POPUP_OPENED and APP_ONLINE', async () => {
    const element = await puppet();
    const events = record(element);
    const shown = () => element.shadowRoot?.querySelector('[part=notice]') !== null;
    for (const [trouble, over, code] of [
      ['POPUP_BLOCKED', 'POPUP_OPENED', 'popup-blocked'],
      ['APP_OFFLINE', 'APP_ONLINE', 'offline'],
    ]) {
      say(element, { step: trouble });
      await settled(element);
      await element.updateComplete;
      expect(shown(), trouble).to.equal(true);
      expect(events.filter(({ type }) => type === 'flinks-notice').at(-1)?.detail).to.deep.equal({
        code,
        retryable: false,
      });
      say(element, { step: over });
      await settled(element);
      await element.updateComplete;
      expect(shown(), over).to.equal(false);
    }
  });
});

describe('TOKEN_INVALID', () => {
  it('renews the token once, in the same session and with the same promise', async () => {
    const element = await puppet();
    const source = element.authorizeToken as ReturnType<typeof tokenFunction>;
    const promise = element.open();
    const events = record(element);
    say(element, { step: 'TOKEN_INVALID' });
    await oneEvent(element, 'flinks-notice');
    await oneEvent(element, 'flinks-ready');
    expect(source.reasons).to.deep.equal(['start', 'renew']);
    expect(element.open()).to.equal(promise);
    expect(endings(events)).to.deep.equal([]);
    for (const token of source.tokens) expect(await loadsOf(token)).to.equal(1);

    say(element, { step: 'TOKEN_INVALID' });
    const { detail } = await oneEvent(element, 'flinks-error');
    expect(detail.error.code).to.equal('token-expired');
    expect(source.tokens).to.have.lengthOf(2);
  });

  it('renews the token again once the user has gone on with the one before', async () => {
    const element = await puppet();
    const source = element.authorizeToken as ReturnType<typeof tokenFunction>;
    for (let renewals = 1; renewals <= 2; renewals++) {
      const renewed = oneEvent(element, 'flinks-ready');
      say(element, { step: 'TOKEN_INVALID' });
      await renewed;
      say(element, { step: 'SUBMIT_CREDENTIAL' });
    }
    await settled(element);
    expect(element.status).to.equal('ready');
    expect(source.reasons).to.deep.equal(['start', 'renew', 'renew']);
  });

  it('is the error token-expired with a text, which serves one session', async () => {
    const element = await puppet({ set: { authorizeToken: await mintToken({ simulate: 'puppet' }) } });
    say(element, { step: 'TOKEN_INVALID' });
    const { detail } = await oneEvent(element, 'flinks-error');
    expect(detail.error.code).to.equal('token-expired');
    expect(detail.error.message).to.contain('function');
  });
});

describe('a resumed session that is dead: a notice, and a clean new session in the same attempt', () => {
  async function startsAfresh(says: unknown, set: Partial<FlinksLink> = {}): Promise<void> {
    const element = await puppet({ set: { requestId: 'gone', ...set } });
    const events = record(element);
    const promise = element.open();
    const notice = oneEvent(element, 'flinks-notice');
    say(element, says);
    expect((await notice).detail.code).to.equal('session-expired');
    await oneEvent(element, 'flinks-ready');
    expect(endings(events)).to.deep.equal([]);
    say(element, { step: 'REDIRECT', loginId: 'l' });
    expect((await promise).type).to.equal('login');
  }

  for (const flinksCode of ['SESSION_NONEXISTENT', 'SESSION_EXPIRED'])
    it(`that says ${flinksCode}`, () => startsAfresh({ flinksCode }));

  atOnce({
    'that opens and shows nothing': () => startsAfresh({ step: 'APP_MOUNTED' }, { loadTimeout: 3_500 }),

    async 'that says nothing at all'() {
      const element = await link({
        set: {
          requestId: 'gone',
          loadTimeout: 3_500,
          authorizeToken: ({ reason }) => mintToken({ simulate: reason === 'start' ? 'silent' : 'auto' }),
        },
      });
      const events = record(element);
      const { detail } = await oneEvent(element, 'flinks-login');
      expect(detail.loginId).to.be.a('string');
      const notices = events.filter(({ type }) => type === 'flinks-notice').map(each => each.detail);
      expect(notices).to.deep.include({ code: 'session-expired', retryable: false });
      expect(endings(events)).to.deep.equal(['flinks-login']);
    },
  });
});

describe('a resumed session that opens', () => {
  it('and shows its questions lives on: nothing waits to replace it any more', async () => {
    const leaks = countLeaks();
    try {
      const element = await puppet({ set: { requestId: 'alive' } });
      await settled(element);
      expect(leaks.timers(), 'after an unknown step').to.equal(0);
      expect(element.status).to.equal('ready');
      element.close();
    } finally {
      leaks.restore();
    }
  });
});
