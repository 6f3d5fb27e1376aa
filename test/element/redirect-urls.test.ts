import { expect } from '@open-wc/testing';
import { origins } from 'virtual:origins';
import type { FlinksLink, FlinksLinkError } from '../../src/element.js';
import {
  answer,
  away,
  clickTrigger,
  ourRecipient,
  outbound,
  redirectUri,
  watchWindows,
} from '../support/redirect.js';

/** Settings of which the page builds Outbound's URL. */
const built = async (others: Partial<FlinksLink> = {}): Promise<Partial<FlinksLink>> => ({
  authorizeUrl: undefined,
  outboundUrl: origins.outbound,
  clientId: (await ourRecipient()).clientId,
  scope: 'ACCOUNT_BASIC TRANSACTIONS',
  redirectUri,
  ...others,
});

const refused = async (set: Partial<FlinksLink>, attributes: Record<string, string> = {}) => {
  const element = await outbound(set);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  const windows = watchWindows();
  let left = 0;
  element.addEventListener('flinks-navigate', () => left++);
  const error = (await element.open().catch((reason: unknown) => reason)) as FlinksLinkError;
  windows.restore();
  expect([left, windows.opened], 'said before anything opens').to.deep.equal([0, []]);
  expect(error).to.include({ code: 'invalid-configuration', retryable: false });
  return error.message;
};

describe('an address that is built in the page', () => {
  it('of Outbound has Flinks’ parameters, and a state that nobody can guess', async () => {
    const element = await outbound(await built({ providerId: '1000', correlationId: 'order 6&7' }));
    const { url, state } = await away(element);
    expect(url.origin + url.pathname).to.equal(`${origins.outbound}/api/v1/authorize`);
    expect(Object.fromEntries(url.searchParams)).to.deep.equal({
      response_type: 'code',
      client_id: element.clientId,
      redirect_uri: redirectUri,
      scope: 'ACCOUNT_BASIC TRANSACTIONS',
      state,
      provider_id: '1000',
      correlation_id: 'order 6&7',
    });
    expect(state).to.match(/^[\w-]{43}$/);
    const outcome = await element.complete(answer({ code: 'c-1', state }));
    expect(outcome).to.deep.include({ state, providerId: '1000', correlationId: 'order 6&7', redirectUri });
  });

  it('leads to a code of the real server, by a click', async () => {
    const element = await outbound(await built());
    // The bank is told to approve by the base URL's own query, which stays.
    element.outboundUrl = `${origins.outbound}/?simulate=auto`;
    const code = new Promise<CustomEvent>(resolve => {
      element.addEventListener('flinks-code', event => resolve(event), { once: true });
    });
    await clickTrigger(element);
    const { detail } = await code;
    expect(detail).to.deep.include({ type: 'code', redirectUri, iss: origins.outbound });
    expect(detail.state).to.have.lengthOf(43);
  });

  it('has another state every time', async () => {
    const settings = await built();
    const states = new Set<string>();
    for (let i = 0; i < 50; i++) {
      const element = await outbound(settings);
      states.add((await away(element)).state);
      element.close();
    }
    expect(states.size).to.equal(50);
  });

  it('goes to the provider that open() names', async () => {
    const element = await outbound(await built({ providerId: '1000' }));
    element.addEventListener('flinks-navigate', async event => event.preventDefault());
    const address = new Promise<string>(resolve => {
      element.addEventListener('flinks-navigate', event => resolve(event.detail.url), { once: true });
    });
    void element.open({ providerId: '3000' });
    const { searchParams } = new URL(await address);
    expect(searchParams.get('provider_id')).to.equal('3000');
    const state = searchParams.get('state')!;
    expect(await element.complete(answer({ code: 'c', state }))).to.include({ providerId: '3000' });
  });

  it('sends redirect-uri byte for byte', async () => {
    for (const page of [`${redirectUri}?b=%7e&a=+`, `${location.origin}`, `${location.origin}/A%2fb/`]) {
      const element = await outbound(await built({ redirectUri: page }));
      const { url, state } = await away(element);
      expect(url.searchParams.get('redirect_uri')).to.equal(page);
      const outcome = await element.complete(answer({ code: 'c', state }, page));
      expect(outcome).to.include({ redirectUri: page });
    }
  });

  it('of Custom has the names of the API reference', async () => {
    const element = await outbound({
      flow: 'custom',
      authorizeUrl: undefined,
      instance: 'toolbox',
      institution: '14',
      redirectUri,
      tag: 'order-6',
      language: 'fr',
    });
    const { url, state } = await away(element);
    expect(url.origin + url.pathname).to.equal('https://toolbox-api.private.fin.ag/v3/oauth/authorize');
    expect(Object.fromEntries(url.searchParams)).to.deep.equal({
      institution_id: '14',
      redirect_uri: redirectUri,
      state,
      lang: 'fr',
      tag: 'order-6',
    });
    expect(state).to.match(/^[\w-]{43}$/);
    const outcome = await element.complete(answer({ loginId: 'l-1', state }));
    expect(outcome).to.deep.include({ type: 'login', flow: 'custom', loginId: 'l-1', tag: 'order-6', state });
  });

  it('names what is missing, before any window opens', async () => {
    for (const [setting, name] of [
      ['outboundUrl', 'outbound-url'],
      ['clientId', 'client-id'],
      ['scope', 'scope'],
      ['redirectUri', 'redirect-uri'],
    ] as const) {
      for (const value of [undefined, null!, '']) {
        expect(await refused(await built({ [setting]: value }))).to.contain(`${name} is missing`);
      }
    }
    for (const [setting, name] of [
      ['instance', 'instance'],
      ['redirectUri', 'redirect-uri'],
    ]) {
      const custom = { flow: 'custom', authorizeUrl: undefined, instance: 'toolbox', redirectUri } as const;
      expect(await refused({ ...custom, [setting!]: undefined })).to.contain(`${name} is missing`);
    }
  });

  it('refuses what no bank may be sent, naming the setting', async () => {
    for (const [set, text] of [
      [{ outboundUrl: 'http://bank.example' }, 'outbound-url must start with https://'],
      [{ outboundUrl: 'bank' }, 'outbound-url must be an absolute'],
      [{ outboundUrl: 'https://me@bank.example' }, 'outbound-url must not contain a user name'],
      [{ outboundUrl: 'https://bank.example/#x' }, 'outbound-url must not contain a fragment'],
      [{ outboundUrl: 'https://bank.example/?client_secret=hush' }, 'client_secret'],
      [{ redirectUri: `${redirectUri}#x` }, 'redirect-uri must not contain a fragment'],
      [{ redirectUri: '/back' }, 'redirect-uri must be an absolute'],
      [{ redirectUri: 'https://' }, 'redirect-uri'],
      [{ redirectUri: 'https://elsewhere.example/back' }, 'redirect-uri must have the origin of this page'],
    ] as const) {
      expect(await refused(await built(set)))
        .to.contain(text)
        .and.not.contain('hush');
    }
  });

  it('refuses a return page of another origin with a ready address too', async () => {
    const message = await refused({ redirectUri: 'https://elsewhere.example/back' });
    expect(message).to.contain('redirect-uri must have the origin of this page');
  });

  it('refuses credentials by their names', async () => {
    for (const name of ['client-secret', 'api-key', 'access-token', 'x-flinks-auth-key']) {
      expect(await refused(await built(), { [name]: 'hush' }))
        .to.contain(name)
        .and.not.contain('hush');
    }
    const property = await refused(await built({ clientSecret: 'hush' } as Partial<FlinksLink>));
    expect(property).to.contain('clientSecret').and.not.contain('hush');
  });

  it('asks for an id of each where several elements leave by the whole page', async () => {
    const other = await outbound();
    expect(await refused(await built({ target: 'page' }))).to.contain('its own id');
    other.remove();
  });
});
