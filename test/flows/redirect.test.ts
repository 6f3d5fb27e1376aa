import { origins } from 'virtual:origins';
import { expect, oneEvent } from '@open-wc/testing';
import type { FlinksLink } from '../../src/element.js';
import { endings, record } from '../support/connect.js';
import {
  answer,
  authorizeFunction,
  away,
  clickTrigger,
  comeBack,
  customUrl,
  ourRecipient,
  outbound,
  redirectUri,
} from '../support/redirect.js';

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

  it('that the person refuses is the cancel access-denied, and no error', async () => {
    const element = await outbound({ authorizeUrl: authorizeFunction('deny') });
    const events = record(element);
    await clickTrigger(element);
    const promise = element.open();
    const { detail } = await oneEvent(element, 'flinks-cancel');
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
      await clickTrigger(element);
      const promise = element.open().catch((reason: unknown) => reason);
      const { detail } = await oneEvent(element, 'flinks-error');
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

/** The errors of Outbound's documentation and of RFC 6749; and one that nobody knows yet. */
const errors: Record<string, boolean> = {
  invalid_request: false,
  invalid_client: false,
  invalid_grant: false,
  invalid_scope: false,
  unauthorized_client: false,
  unsupported_grant_type: false,
  unsupported_response_type: false,
  unsupported_token_type: false,
  server_error: true,
  temporarily_unavailable: true,
  tomorrows_error: false,
};

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

  it('with an OAuth error is authorization-failed, with the error and whether to try again', async () => {
    for (const [error, retryable] of Object.entries(errors)) {
      const { settled, events, text } = await answered({ error, error_description: `why ${error}` });
      expect(settled, error).to.include({ code: 'authorization-failed', retryable });
      expect(settled)
        .to.have.property('cause')
        .that.deep.equals({ error, errorDescription: `why ${error}` });
      expect(endings(events)).to.deep.equal(['flinks-error']);
      expect(text).to.contain(`why ${error}`);
    }
  }).timeout(30_000);

  it('shows a description as text, cut, and without the state', async () => {
    const html = '<img src=x onerror="document.title=\'evil\'"><script>document.title="evil"</script>';
    const { element, settled, text, state } = await answered({
      error: 'server_error',
      error_description: `${html}${'x'.repeat(600)}`,
    });
    expect(text).to.contain('<img src=x');
    expect(element.shadowRoot?.querySelector('img, script')).to.equal(null);
    const { errorDescription } = (settled as Error).cause as { errorDescription: string };
    expect(errorDescription).to.have.lengthOf(512);
    expect(`${JSON.stringify(settled)} ${settled}`)
      .to.not.contain(state)
      .and.not.contain('img');
  });

  it('shows an error of odd characters nowhere but in its cause', async () => {
    const { settled } = await answered({ error: 'say "hush"' });
    expect((settled as Error).message).to.not.contain('hush');
    expect((settled as Error).cause).to.deep.equal({ error: 'say "hush"' });
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

  const invalid: Record<string, Record<string, string>> = {
    'of another issuer': { code: 'hush', iss: 'https://evil.example' },
    'of no issuer': { code: 'hush' },
    'of an issuer that looks alike': { code: 'hush', iss: 'https://bank.example/' },
    'with an error of another issuer': { error: 'access_denied', iss: 'https://evil.example' },
    'with a code and an error': { code: 'hush', error: 'server_error', iss: 'https://bank.example' },
    'with a code and a loginId': { code: 'hush', loginId: 'hush', iss: 'https://bank.example' },
    'with a loginId, which is not of this flow': { loginId: 'hush', iss: 'https://bank.example' },
    'with nothing': { iss: 'https://bank.example' },
    'with a status that nobody knows': { status: 'maybe', iss: 'https://bank.example' },
    'with a code and a status': { code: 'hush', status: 'linked', iss: 'https://bank.example' },
    'with a code that is no code': { code: 'hush\n', iss: 'https://bank.example' },
  };
  for (const [what, parameters] of Object.entries(invalid)) {
    it(`${what} is invalid-return, and nothing is taken from it`, async () => {
      const { settled, events, element } = await answered(parameters, { issuer: 'https://bank.example' });
      expect(settled).to.include({ code: 'invalid-return', retryable: false });
      expect(endings(events)).to.deep.equal(['flinks-error']);
      expect(element.value).to.equal('');
      expect(`${JSON.stringify(settled)} ${settled}`).to.not.contain('hush');
      expect(element.shadowRoot?.innerHTML).to.not.contain('hush');
    });
  }

  it('that comes after half an hour is attempt-expired', async () => {
    const { now } = Date;
    const element = await outbound({ authorizeUrl: authorizeFunction('') });
    try {
      const { state, outcome } = await away(element);
      Date.now = () => now() + 1_800_001;
      await element.complete(answer({ code: 'hush', state })).catch(() => {});
      expect(await outcome.catch((error: unknown) => error)).to.include({
        code: 'attempt-expired',
        retryable: true,
      });
    } finally {
      Date.now = now;
    }
    expect(element.value).to.equal('');
  });
});
