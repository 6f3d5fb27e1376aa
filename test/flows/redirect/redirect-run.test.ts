import { expect, oneEvent } from '@open-wc/testing';
import { origins } from 'virtual:origins';
import type { FlinksLink } from '../../../src/element.js';
import { action } from '../../support/auto.js';
import { endings, record } from '../../support/connect.js';
import { rejectionOf } from '../../support/error-of.js';
import { click } from '../../support/input.js';
import { countLeaks } from '../../support/leaks.js';
import {
  answer,
  authorizeFunction,
  authorizeUrl,
  away,
  clickTrigger,
  comeBack,
  customUrl,
  ourRecipient,
  outbound,
  redirectUri,
} from '../../support/redirect.js';
import { waitUntil } from '../../support/wait-until.js';

describe('a window to the bank', () => {
  it('brings the code that the bank gave, with everything that its exchange needs', async () => {
    const authorizeUrl = authorizeFunction();
    const element = await outbound({
      authorizeUrl,
      providerId: '1000',
      correlationId: 'order-6',
      issuer: origins.outbound,
    });
    let resultInEvent: unknown;
    element.addEventListener('flinks-code', () => (resultInEvent = element.result));
    const code = oneEvent(element, 'flinks-code');
    await clickTrigger(element);
    const promise = element.open();
    const { detail } = await code;
    expect(detail).to.deep.equal({
      type: 'code',
      code: detail.code,
      state: authorizeUrl.states[0],
      iss: origins.outbound,
      providerId: '1000',
      correlationId: 'order-6',
      redirectUri,
      attemptId: detail.attemptId,
    });
    expect(detail.code).to.be.a('string').and.not.equal('');
    expect(detail).to.be.frozen;
    expect(resultInEvent).to.equal(detail);
    expect(await promise).to.equal(detail);
    expect(element.status).to.equal('succeeded');
    expect(element.result).to.equal(detail);
    expect(element.value).to.equal(detail.code);
  });

  it('brings a code that the OAuth server takes', async () => {
    const element = await outbound();
    const code = oneEvent(element, 'flinks-code');
    await clickTrigger(element);
    const { detail } = await code;
    const { clientId, clientSecret } = await ourRecipient();
    const issued = await fetch(`${origins.outbound}/simulator/authorizations?state=${detail.state}`);
    expect(await issued.json()).to.deep.include({ issued: 1, exchanged: 0 });
    expect([clientId, clientSecret, detail.code].every(Boolean)).to.equal(true);
  });

  it('that the user refuses is the cancel access-denied, and no error', async () => {
    const element = await outbound({ authorizeUrl: authorizeFunction('deny') });
    const events = record(element);
    const promise = oneEvent(element, 'flinks-navigate').then(() => element.open());
    const told = oneEvent(element, 'flinks-cancel');
    await clickTrigger(element);
    const { detail } = await told;
    expect(detail).to.deep.equal({ type: 'cancel', reason: 'access-denied', attemptId: detail.attemptId });
    expect(await promise).to.equal(detail);
    expect(endings(events)).to.deep.equal(['flinks-cancel']);
    expect(element.value).to.equal('');
  });

  for (const [error, retryable] of [
    ['server_error', true],
    ['temporarily_unavailable', true],
    ['invalid_scope', false],
  ] as const) {
    it(`that ends with ${error} is authorization-failed, ${retryable ? '' : 'not '}to be tried again`, async () => {
      const element = await outbound({ authorizeUrl: authorizeFunction(`error:${error}`) });
      const promise = oneEvent(element, 'flinks-navigate')
        .then(() => element.open())
        .catch((reason: unknown) => reason);
      const told = oneEvent(element, 'flinks-error');
      await clickTrigger(element);
      const { detail } = await told;
      expect(detail.error).to.include({ code: 'authorization-failed', retryable });
      expect(detail.error.cause).to.deep.include({ error });
      expect(detail.error.message).to.contain(error);
      expect(await promise).to.equal(detail.error);
      await element.updateComplete;
      expect(element.shadowRoot?.querySelector('.panel')?.textContent).to.contain(error);
      const restart = element.shadowRoot?.querySelector('.panel button');
      expect(!!restart).to.equal(retryable);
    });
  }

  it('brings a loginId in the flow custom', async () => {
    const url = await customUrl();
    const element = await outbound({ flow: 'custom', authorizeUrl: url, tag: 'order-6' });
    const login = oneEvent(element, 'flinks-login');
    await clickTrigger(element);
    const { detail } = await login;
    expect(detail).to.deep.equal({
      type: 'login',
      flow: 'custom',
      loginId: detail.loginId,
      accountIds: [],
      tag: 'order-6',
      state: url.searchParams.get('state'),
      attemptId: detail.attemptId,
    });
    expect(detail.loginId).to.match(/^[0-9a-f-]{36}$/);
  });
});

describe('an answer of the bank', () => {
  /** Waits, and gets this answer through the redirect page. */
  async function answered(parameters: Record<string, string>, set: Partial<FlinksLink> = {}) {
    const element = await outbound({ authorizeUrl: authorizeFunction(''), ...set });
    const { state, outcome } = await away(element);
    const events = record(element);
    const frame = await comeBack(answer({ ...parameters, state }));
    const settled = await outcome.catch((error: unknown) => error);
    frame.remove();
    await element.updateComplete;
    return {
      element,
      events,
      state,
      settled,
      text: element.shadowRoot?.querySelector('.panel')?.textContent,
    };
  }

  it('keeps a description off the page, and gives it cut and without the state', async () => {
    const html = '<img src=x onerror="document.title=\'evil\'"><script>document.title="evil"</script>';
    const { settled, text, state } = await answered({
      error: 'server_error',
      error_description: `${html}${'x'.repeat(600)}`,
    });
    expect(text).to.contain('Reference for support').and.not.contain('img');
    const { errorDescription } = (settled as Error).cause as { errorDescription: string };
    expect(errorDescription).to.have.lengthOf(512);
    expect(`${JSON.stringify(settled)} ${settled}`)
      .to.not.contain(state)
      .and.not.contain('img');
  });

  it('with status=linked is the hint that the backend took it', async () => {
    const { settled, events, element, state } = await answered({ status: 'linked' });
    expect(settled).to.deep.equal({
      type: 'linked',
      state,
      attemptId: (settled as { attemptId: string }).attemptId,
    });
    expect(endings(events)).to.deep.equal(['flinks-linked']);
    expect(element.value).to.equal(state);
  });

  // What else is invalid stands with the function that reads it, in test/protocol/return-url.node.ts.
  it('of another issuer is invalid-return, and nothing is taken from it', async () => {
    const parameters = { code: 'hush', iss: 'https://evil.example' };
    const { settled, events, element } = await answered(parameters, { issuer: 'https://bank.example' });
    expect(settled).to.include({ code: 'invalid-return', retryable: false });
    expect(endings(events)).to.deep.equal(['flinks-error']);
    expect(element.value).to.equal('');
    expect(`${JSON.stringify(settled)} ${settled}`).to.not.contain('hush');
    expect(element.shadowRoot?.innerHTML).to.not.contain('hush');
  });

  it('is taken though the wall clock was put right in the meantime', async () => {
    const { now } = Date;
    const element = await outbound({ authorizeUrl: authorizeFunction('') });
    try {
      const { state } = await away(element);
      Date.now = () => now() + 3_600_000;
      expect(await element.complete(answer({ code: 'c-1', state }))).to.include({ code: 'c-1' });
    } finally {
      Date.now = now;
    }
  });
});

describe('half an hour', () => {
  /** The deadlines that were set, to be reached at will. */
  let deadlines: (() => void)[];
  const { setTimeout } = window;
  beforeEach(() => {
    deadlines = [];
    window.setTimeout = ((handler: () => void, ms?: number, ...rest: unknown[]) => {
      if (ms === 1_800_000) return deadlines.push(handler);
      return setTimeout(handler, ms, ...rest);
    }) as typeof window.setTimeout;
  });
  afterEach(() => (window.setTimeout = setTimeout));

  it('after the departure it is attempt-expired', async () => {
    const element = await outbound({ authorizeUrl: authorizeFunction('') });
    const { state, outcome } = await away(element);
    expect(deadlines).to.have.lengthOf(1);
    deadlines[0]?.();
    expect(await rejectionOf(outcome)).to.include({ code: 'attempt-expired', retryable: true });
    expect(await rejectionOf(element.complete(answer({ code: 'hush', state })))).to.include({
      code: 'state-mismatch',
    });
    expect(element.value).to.equal('');
  });

  it('is each departure’s own, after which no page waits for it', async () => {
    const leaks = countLeaks();
    const authorizeUrl = authorizeFunction('');
    const element = await outbound({ authorizeUrl });
    element.addEventListener('flinks-navigate', event => event.preventDefault());
    const outcome = element.open();
    await waitUntil(() => element.status === 'waiting');
    await click(await action(element, 'Reopen bank window'));
    await waitUntil(() => leaks.channels() === 2);
    expect(deadlines).to.have.lengthOf(2);
    const [first, second] = authorizeUrl.states as [string, string];
    deadlines[0]?.();
    expect(leaks.channels()).to.equal(1);
    leaks.restore();
    expect(element.status).to.equal('waiting');
    const late = answer({ code: 'hush', state: first });
    expect(await rejectionOf(element.complete(late))).to.include({ code: 'state-mismatch' });
    await element.complete(answer({ code: 'c-2', state: second }));
    expect(await outcome).to.include({ code: 'c-2' });
  });
});

describe('a failure of authorizeUrl', () => {
  it('ends no session whose first window may still answer: a notice, and the bank can be opened again', async () => {
    const good = authorizeFunction('');
    const element = await outbound({
      authorizeUrl: context => {
        if (context.reason === 'retry') throw new Error('hush');
        return good(context);
      },
    });
    const { state, outcome } = await away(element);
    const events = record(element);
    element.addEventListener('flinks-navigate', event => event.preventDefault());
    const told = oneEvent(element, 'flinks-notice');
    await click(await action(element, 'Reopen bank window'));
    expect((await told).detail).to.deep.equal({ code: 'authorization-failed', retryable: false });
    expect(element.status).to.equal('waiting');
    const notice = element.renderRoot.querySelector('[part=notice]')?.textContent;
    expect(notice).to.contain('couldn’t open your bank’s page again').and.not.contain('hush');
    await action(element, 'Reopen bank window');
    const frame = await comeBack(answer({ code: 'c-1', state }));
    expect(await outcome).to.include({ code: 'c-1' });
    frame.remove();
    expect(endings(events)).to.deep.equal(['flinks-code']);
  });

  it('that looks like an answer of the bank is not shown as its words', async () => {
    const element = await outbound({
      authorizeUrl: () => {
        throw { error: 'access_denied', errorDescription: 'of the host' };
      },
    });
    element.addEventListener('flinks-navigate', event => event.preventDefault());
    expect(await rejectionOf(element.open())).to.include({ code: 'authorization-failed' });
    await element.updateComplete;
    const text = element.renderRoot.querySelector('.panel')?.textContent;
    expect(text).to.contain('authorizeUrl() threw an error (see cause)').and.not.contain('of the host');
  });

  it('does not stand in the way of another ready address', async () => {
    const element = await outbound({ authorizeUrl: await authorizeUrl('') });
    const { state } = await away(element);
    await element.complete(answer({ error: 'server_error', state })).catch(() => {});
    await element.updateComplete;
    const restart = () => element.renderRoot.querySelector('.panel')?.textContent?.includes('Start again');
    expect(restart()).to.equal(false);
    element.authorizeUrl = await authorizeUrl('');
    await element.updateComplete;
    expect(restart()).to.equal(true);
  });
});
