import { expect, oneEvent } from '@open-wc/testing';
import { origins } from 'virtual:origins';
import type { AuthorizeUrlFunction, FlinksLink, FlinksLinkError, Outcome } from '../../../src/element.js';
import { record } from '../../support/connect.js';
import { answer, authorizeUrl, away, outbound } from '../../support/redirect.js';

type Context = Parameters<AuthorizeUrlFunction>[0];

const settle = (promise: Promise<Outcome>) =>
  promise.then(
    outcome => ({ outcome, error: undefined }),
    (error: FlinksLinkError) => ({ outcome: undefined, error }),
  );

/** How a session ends that should fail before the user is sent anywhere. */
async function failed(set: Partial<FlinksLink>): Promise<FlinksLinkError> {
  const element = await outbound(set);
  element.addEventListener('flinks-navigate', event => event.preventDefault());
  const { error } = await settle(element.open());
  expect(element.status).to.equal('failed');
  return error!;
}

describe('authorizeUrl', () => {
  const forms: Record<string, (url: URL) => FlinksLink['authorizeUrl']> = {
    'as text': url => url.href,
    'as a URL': url => url,
    'as { url, state }': url => ({ url: url.href, state: url.searchParams.get('state')! }),
    'as { url, state } with a URL': url => ({ url, state: url.searchParams.get('state')! }),
    'as a function': url => () => url.href,
    'as an asynchronous function': url => async () => url,
    'as a function of { url, state }': url => async () => ({
      url,
      state: url.searchParams.get('state')!,
    }),
  };
  for (const [form, make] of Object.entries(forms)) {
    it(`${form} is where people go, byte for byte, and its state is waited for`, async () => {
      const url = await authorizeUrl('', `of the backend ~ ${crypto.randomUUID()}`);
      const element = await outbound({ authorizeUrl: make(url) });
      const sent = await away(element);
      expect(sent.url.href).to.equal(url.href);
      const outcome = await element.complete(answer({ code: 'c-1', state: sent.state }));
      expect(outcome).to.deep.include({ type: 'code', code: 'c-1', state: url.searchParams.get('state') });
      expect(await sent.outcome).to.equal(outcome);
    });
  }

  it('may be an attribute', async () => {
    const url = await authorizeUrl('');
    const element = await outbound({ authorizeUrl: undefined });
    element.setAttribute('authorize-url', url.href);
    expect((await away(element)).url.href).to.equal(url.href);
    element.close();
  });

  it('may be a pushed request or a route of the host, with its state beside it', async () => {
    for (const path of ['/api/v1/authorize?client_id=dc-1&request_uri=urn:x', '/start']) {
      const state = crypto.randomUUID();
      const url = origins.outbound + path;
      const element = await outbound({ authorizeUrl: () => ({ url, state }) });
      const sent = await away(element);
      expect(sent.url.href).to.equal(url);
      const outcome = await element.complete(answer({ code: 'c-1', state }));
      expect(outcome).to.deep.include({ state });
      expect(outcome, 'the URL did not say where to').to.not.have.property('redirectUri');
    }
  });

  it('as a function is told the flow, the provider, the language, why, and when to stop', async () => {
    const asked: Context[] = [];
    const element = await outbound({
      language: 'fr',
      providerId: '1000',
      authorizeUrl: context => {
        asked.push(context);
        return authorizeUrl('');
      },
    });
    await away(element);
    element.close();
    element.addEventListener('flinks-navigate', event => event.preventDefault());
    void element.open({ providerId: '2000' });
    element.close();
    const [first, second] = asked;
    const { signal, ...told } = first!;
    expect(told).to.deep.equal({ flow: 'outbound', providerId: '1000', language: 'fr', reason: 'start' });
    expect(signal).to.be.instanceOf(AbortSignal);
    expect(second?.providerId).to.equal('2000');
  });

  it('as a function hears that its answer is not wanted any more', async () => {
    let signal: AbortSignal | undefined;
    const element = await outbound({
      authorizeUrl: context => {
        signal = context.signal;
        return new Promise(() => {});
      },
    });
    element.addEventListener('flinks-navigate', event => event.preventDefault());
    const outcome = element.open();
    expect(signal?.aborted).to.equal(false);
    element.close();
    expect(signal?.aborted).to.equal(true);
    expect(await outcome).to.deep.include({ type: 'cancel', reason: 'closed' });
  });

  it('that comes too late sends the user nowhere', async () => {
    let give!: (url: URL) => void;
    const element = await outbound({ authorizeUrl: () => new Promise<URL>(resolve => (give = resolve)) });
    const navigate = oneEvent(element, 'flinks-navigate');
    element.addEventListener('flinks-navigate', event => event.preventDefault());
    void element.open();
    const address: Promise<string> = (await navigate).detail.url;
    element.close();
    const events = record(element);
    give(await authorizeUrl(''));
    expect(await address.catch(() => 'none'), 'who waits for it learns that it will not come').to.equal(
      'none',
    );
    expect(events).to.deep.equal([]);
    expect(element.status).to.equal('cancelled');
  });

  const broken: Record<string, [FlinksLink['authorizeUrl'], string, string]> = {
    'that throws': [
      () => {
        throw new Error('503');
      },
      'authorization-failed',
      'authorizeUrl() threw an error (see cause)',
    ],
    'that rejects': [() => Promise.reject(new Error('503')), 'authorization-failed', 'authorizeUrl() threw'],
    'that returns nothing': [() => undefined!, 'authorization-failed', 'returned nothing'],
    'that returns null': [async () => null!, 'authorization-failed', 'It must return a URL'],
    'that returns an empty string': [() => '', 'authorization-failed', 'an empty string'],
    'that returns a number': [() => 1 as never, 'invalid-configuration', 'authorize-url'],
    'that returns an object of another kind': [() => ({}) as never, 'invalid-configuration', 'authorize-url'],
    'that returns no address': [() => 'bank', 'invalid-configuration', 'authorize-url'],
    'that is not safe': ['http://bank.example/?state=s', 'invalid-configuration', 'https://'],
    'that is a script': ['javascript:alert(1)//?state=s', 'invalid-configuration', 'https://'],
    'with a user name': ['https://good@bank.example/?state=s', 'invalid-configuration', 'user name'],
    'with a fragment': ['https://bank.example/?state=s#x', 'invalid-configuration', 'fragment'],
    'without a state': ['https://bank.example/', 'invalid-configuration', 'no state'],
    'with an empty state': ['https://bank.example/?state=', 'invalid-configuration', 'no state'],
    'with two states': ['https://bank.example/?state=hush-a&state=hush-b', 'invalid-configuration', 'once'],
    'with one state inside and another beside': [
      { url: 'https://bank.example/?state=hush-a', state: 'hush-b' },
      'invalid-configuration',
      'once',
    ],
    'with a state that is no text': [
      { url: 'https://bank.example/', state: 1 as never },
      'invalid-configuration',
      'state',
    ],
    'with a client secret': [
      'https://bank.example/?state=s&client_secret=hush',
      'invalid-configuration',
      'client_secret',
    ],
  };
  for (const [what, [setting, code, text]] of Object.entries(broken)) {
    it(`${what} is ${code}, and says why`, async () => {
      const error = await failed({ authorizeUrl: setting });
      expect(error).to.include({ code });
      expect(error.message).to.contain(text).and.not.contain('hush');
    });
  }

  it('keeps what the function threw as the cause, and an error of ours as it is', async () => {
    const cause = new Error('503');
    expect(await failed({ authorizeUrl: () => Promise.reject(cause) })).to.include({ cause });
    const { FlinksLinkError: ErrorClass } = await import('../../../src/element.js');
    const own = new ErrorClass('offline', 'no network');
    expect(await failed({ authorizeUrl: () => Promise.reject(own) })).to.equal(own);
  });

  it('as a function that hangs fails after load-timeout', async () => {
    const error = await failed({ authorizeUrl: () => new Promise(() => {}), loadTimeout: 50 });
    expect(error).to.include({ code: 'authorization-failed', retryable: true });
    expect(error.message).to.contain('load-timeout (50 ms)');
  });

  it('with a state that was used before is refused, in the next session too', async () => {
    const url = await authorizeUrl('');
    const element = await outbound({ authorizeUrl: url.href });
    const { state } = await away(element);
    await element.complete(answer({ code: 'c-1', state }));
    element.addEventListener('flinks-navigate', event => event.preventDefault());
    for (const setting of [url.href, () => url, { url: `${origins.outbound}/start`, state }]) {
      element.authorizeUrl = setting;
      const { error } = await settle(element.open());
      expect(error).to.include({ code: 'invalid-configuration' });
      expect(error?.message).to.contain('already used').and.not.contain(state);
    }
  });

  it('as text offers no new start behind its session: only a function can give another one', async () => {
    for (const [setting, expected] of [
      [(await authorizeUrl('')).href, 0],
      [() => authorizeUrl(''), 1],
    ] as const) {
      const element = await outbound({ authorizeUrl: setting });
      await away(element);
      element.close();
      await element.updateComplete;
      expect(element.shadowRoot?.querySelectorAll('.panel button')).to.have.lengthOf(expected);
    }
  });
});
