import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { FlinksLink } from '../../src/element.js';
import { action, auto, banks, choose, notListed, optionOf, searchOf } from '../support/auto.js';
import { connectUrl, endings, frameOf, ready, record, say, tokenFunction } from '../support/connect.js';
import { rejectionOf } from '../support/error-of.js';
import { click } from '../support/input.js';
import { answer, authorizeFunction, authorizeUrl, redirectUri, watchWindows } from '../support/redirect.js';
import { arrive, elementPage, kept, left } from '../support/return.js';
import { waitUntil } from '../support/wait-until.js';

describe('flow="auto"', () => {
  let windows: ReturnType<typeof watchWindows>;
  beforeEach(() => (windows = watchWindows()));
  afterEach(() => {
    windows.restore();
    for (const opened of windows.opened) opened.close();
    document.querySelectorAll('body > iframe').forEach(frame => frame.remove());
    sessionStorage.clear();
  });

  it('shows the banks inline as soon as it can, and asks for no token before one is chosen', async () => {
    const authorizeToken = tokenFunction();
    const element = await auto({ authorizeToken });
    await optionOf(element, 'Flinks Capital');
    expect(element.status).to.equal('choosing');
    expect(element.matches(':state(choosing)')).to.equal(true);
    expect(authorizeToken.tokens).to.deep.equal([]);
    expect(windows.opened).to.deep.equal([]);
  });

  it('goes to the bank’s own page where the bank has open banking, and ends with its code', async () => {
    const element = await auto();
    const told = oneEvent(element, 'flinks-code');
    await choose(element, 'Flinks Capital');
    const { detail } = await told;
    expect(detail).to.include({ type: 'code', providerId: '1000' });
    expect(element.status).to.equal('succeeded');
  });

  for (const [bank, why] of [
    ['Laurentian Bank', 'that the host lists for it'],
    ['Tangerine', 'whose open banking is suspended'],
    [notListed, 'that is not listed'],
  ] as const) {
    it(`goes to Connect with a bank ${why}`, async () => {
      const element = await auto();
      await choose(element, bank);
      await ready(element);
      expect(windows.opened).to.deep.equal([]);
      const told = oneEvent(element, 'flinks-login');
      say(element, { step: 'REDIRECT', loginId: 'l-1' });
      expect((await told).detail).to.include({ type: 'login', flow: 'connect', loginId: 'l-1' });
    });
  }

  it('opens Connect at the bank where the entry names its institution, and at its own list for all others', async () => {
    const element = await auto({ authorizeToken: tokenFunction({ simulate: 'auto' }) });
    let told = oneEvent(element, 'flinks-login');
    await choose(element, 'Laurentian Bank');
    expect((await told).detail.institution).to.equal('LaurentianBank');
    element.reset();
    element.open().catch(() => {});
    told = oneEvent(element, 'flinks-login');
    await choose(element, 'Tangerine');
    expect((await told).detail.institution).to.equal('FlinksCapital');
  });

  it('goes back to the list, which has kept what was typed, and starts the next bank afresh', async () => {
    const authorizeToken = tokenFunction({ simulate: 'puppet' });
    const attempts = new Set<string | undefined>();
    const element = await auto({ authorizeToken, debug: entry => attempts.add(entry.attemptId) });
    const events = record(element);
    await optionOf(element, 'Laurentian Bank');
    await click(searchOf(element));
    await sendKeys({ type: 'laur' });
    await choose(element, 'Laurentian Bank');
    await ready(element);
    await click(await action(element, 'Choose another bank'));
    expect(element.status).to.equal('choosing');
    await waitUntil(() => element.shadowRoot?.activeElement === searchOf(element));
    expect(searchOf(element).value).to.equal('laur');
    expect(frameOf(element)).to.equal(null);
    await choose(element, notListed);
    await ready(element);
    const told = oneEvent(element, 'flinks-login');
    say(element, { step: 'REDIRECT', loginId: 'l-1' });
    expect([...attempts]).to.deep.equal([(await told).detail.attemptId]);
    expect(authorizeToken.tokens).to.have.lengthOf(2);
    expect(endings(events)).to.deep.equal(['flinks-login']);
  });

  it('closes the bank’s window behind whoever goes back to the list', async () => {
    const element = await auto({ authorizeUrl: () => ({ url: redirectUri, state: crypto.randomUUID() }) });
    await choose(element, 'Flinks Capital');
    await waitUntil(() => element.status === 'waiting');
    expect(windows.opened, 'a window that was not blocked').to.have.lengthOf(1);
    await click(await action(element, 'Choose another bank'));
    await waitUntil(() => element.status === 'choosing', 'the list');
    await waitUntil(() => windows.opened[0]?.closed, 'the window is closed');
  });

  describe('when open banking fails', () => {
    it('offers Connect, and waits for a click', async () => {
      const element = await auto({ authorizeUrl: authorizeFunction('error:server_error') });
      const told = oneEvent(element, 'flinks-fallback');
      const events = record(element);
      await choose(element, 'Flinks Capital');
      expect((await told).detail).to.deep.equal({ from: 'outbound', to: 'connect', reason: 'server_error' });
      expect(element.status).to.equal('choosing');
      expect(frameOf(element)).to.equal(null);
      const ready = oneEvent(element, 'flinks-ready');
      await click(await action(element, 'Sign in here'));
      await ready;
      say(element, { step: 'REDIRECT', loginId: 'l-1' });
      await waitUntil(() => element.status === 'succeeded');
      expect(endings(events)).to.deep.equal(['flinks-login']);
    });

    /** A bank is chosen whose page the host opens by itself, and comes back with this error. */
    async function answered(element: FlinksLink, error: string): Promise<void> {
      element.addEventListener('flinks-navigate', event => event.preventDefault(), { once: true });
      const navigate = oneEvent(element, 'flinks-navigate');
      await choose(element, 'Flinks Capital');
      const url = new URL(await (await navigate).detail.url);
      const state = url.searchParams.get('state') ?? '';
      element.complete(answer({ error, state })).catch(() => {});
    }

    for (const error of ['temporarily_unavailable', 'unauthorized_client']) {
      it(`offers it after ${error}`, async () => {
        const element = await auto();
        const told = oneEvent(element, 'flinks-fallback');
        await answered(element, error);
        expect((await told).detail.reason).to.equal(error);
      });
    }

    for (const target of ['popup', 'page'] as const) {
      it(`takes no second answer to the same request while it asks the page about the fallback: ${target}`, async () => {
        const authorizeUrl = authorizeFunction();
        const element = await auto({ authorizeUrl, target, id: 'bank' });
        const events = record(element);
        const refused = new Promise(resolve => {
          element.addEventListener('flinks-fallback', () => {
            const [state = ''] = authorizeUrl.states;
            resolve(rejectionOf(element.complete(answer({ code: 'second', state }))));
          });
        });
        await answered(element, 'server_error');
        expect(await refused).to.include({ code: 'state-mismatch' });
        expect(endings(events)).to.deep.equal([]);
      });
    }

    it('offers it when the backend cannot make the address', async () => {
      const element = await auto({
        authorizeUrl: () => {
          throw new Error('down');
        },
      });
      const told = oneEvent(element, 'flinks-fallback');
      await choose(element, 'Flinks Capital');
      expect((await told).detail.reason).to.equal('authorization-failed');
    });

    it('offers it for whatever the backend’s function throws, which is no word of the bank', async () => {
      const element = await auto({
        authorizeUrl: () => {
          throw { error: 'access_denied' };
        },
      });
      const told = oneEvent(element, 'flinks-fallback');
      await choose(element, 'Flinks Capital');
      expect((await told).detail.reason).to.equal('authorization-failed');
    });

    it('offers it when the bank’s page cannot be opened again', async () => {
      const good = authorizeFunction('');
      const element = await auto({
        authorizeUrl: context => {
          if (context.reason === 'retry') throw new Error('down');
          return good(context);
        },
      });
      element.addEventListener('flinks-navigate', event => event.preventDefault());
      const told = oneEvent(element, 'flinks-fallback');
      await choose(element, 'Flinks Capital');
      await click(await action(element, 'Reopen bank window'));
      expect((await told).detail.reason).to.equal('authorization-failed');
      await action(element, 'Sign in here');
    });

    it('offers another bank as well', async () => {
      const element = await auto({ authorizeUrl: authorizeFunction('error:server_error') });
      await choose(element, 'Flinks Capital');
      await click(await action(element, 'Choose another bank'));
      await optionOf(element, 'National Bank');
      expect(element.status).to.equal('choosing');
    });

    it('is the error of the session where the page prevents the fallback', async () => {
      const element = await auto({ authorizeUrl: authorizeFunction('error:server_error') });
      element.addEventListener('flinks-fallback', event => event.preventDefault());
      const told = oneEvent(element, 'flinks-error');
      await choose(element, 'Flinks Capital');
      const { error } = (await told).detail;
      expect(error).to.include({ code: 'authorization-failed', retryable: true });
      expect(error.cause).to.include({ error: 'server_error' });
    });

    it('is not told of a failure of Connect itself, which ends the session', async () => {
      const element = await auto({ redirectUri: location.href, id: 'bank' });
      const events = record(element);
      await choose(element, 'Laurentian Bank');
      await ready(element);
      const [state = ''] = kept();
      const url = answer({ error: 'server_error', flinks_state: state });
      expect(await rejectionOf(element.complete(url))).to.include({ code: 'authorization-failed' });
      expect(await rejectionOf(element.complete(url))).to.include({ code: 'state-mismatch' });
      expect(endings(events)).to.deep.equal(['flinks-error']);
      expect(events.map(({ type }) => type)).to.not.include('flinks-fallback');
    });

    it('offers nothing after a refusal', async () => {
      const element = await auto({ authorizeUrl: authorizeFunction('deny') });
      const events = record(element);
      const told = oneEvent(element, 'flinks-cancel');
      await choose(element, 'Flinks Capital');
      expect((await told).detail.reason).to.equal('access-denied');
      expect(events.map(({ type }) => type)).to.not.include('flinks-fallback');
    });

    for (const error of ['login_required', 'consent_required', 'user_cancelled', 'toString']) {
      it(`offers nothing after an error that may be a refusal: ${error}`, async () => {
        const element = await auto();
        const events = record(element);
        const told = oneEvent(element, 'flinks-error');
        await answered(element, error);
        expect((await told).detail.error).to.include({ code: 'authorization-failed' });
        expect(events.map(({ type }) => type)).to.not.include('flinks-fallback');
      });
    }

    it('offers it after a window that the browser has refused twice, and is popup-blocked otherwise', async () => {
      for (const prevented of [false, true]) {
        const element = await auto();
        const { open } = window;
        window.open = () => null;
        try {
          await choose(element, 'Flinks Capital');
          await action(element, 'Continue to your bank in a new tab');
          const fallback = oneEvent(element, 'flinks-fallback');
          const error = oneEvent(element, 'flinks-error');
          if (prevented) element.addEventListener('flinks-fallback', event => event.preventDefault());
          await click(await action(element, 'Reopen bank window'));
          expect((await fallback).detail.reason).to.equal('popup-blocked');
          if (prevented) expect((await error).detail.error.code).to.equal('popup-blocked');
          else await action(element, 'Sign in here');
        } finally {
          window.open = open;
        }
        element.remove();
      }
    });
  });

  describe('in a page that the person comes back to', () => {
    const comeBack = async (parameters: Record<string, string>) => {
      const attempt = left({ providerId: '1000' });
      const { put } = await arrive({ ...parameters, state: attempt.state });
      const { element, events } = put({
        flow: 'auto',
        connectUrl,
        demo: true,
        providers: banks,
        authorizeUrl: () => authorizeUrl(),
        authorizeToken: tokenFunction({ simulate: 'auto' }),
      });
      return { attempt, element, events };
    };

    it('delivers the code, and shows no list first', async () => {
      const { attempt, element, events } = await comeBack({ code: 'c-1' });
      const { detail } = await oneEvent(element, 'flinks-code');
      expect(detail).to.include({ code: 'c-1', providerId: '1000', attemptId: attempt.attemptId });
      expect(endings(events)).to.deep.equal(['flinks-code']);
      expect(kept()).to.deep.equal([]);
    });

    it('offers Connect after a technical failure, under the same attempt id', async () => {
      const { attempt, element, events } = await comeBack({ error: 'server_error' });
      const { detail } = await oneEvent(element, 'flinks-fallback');
      expect(detail).to.deep.equal({ from: 'outbound', to: 'connect', reason: 'server_error' });
      expect(element.status).to.equal('choosing');
      const told = oneEvent(element, 'flinks-login');
      (await action(element, 'Sign in here')).click();
      const login = await told;
      expect(login.detail.attemptId).to.equal(attempt.attemptId);
      expect(endings(events)).to.deep.equal(['flinks-login']);
      expect(location.href).to.not.contain(elementPage);
    });
  });

  it('goes to a bank without the list with open({ providerId }), and back to it', async () => {
    const element = await auto({ display: 'dialog' });
    element.addEventListener('flinks-navigate', event => event.preventDefault(), { once: true });
    const navigate = oneEvent(element, 'flinks-navigate');
    const outcome = element.open({ providerId: '2000' });
    const url = new URL(await (await navigate).detail.url);
    expect(url.searchParams.get('provider_id')).to.equal('2000');
    await click(await action(element, 'Choose another bank'));
    await optionOf(element, 'National Bank');
    element.close();
    expect(await outcome).to.include({ type: 'cancel', reason: 'closed' });
  });

  it('asks the backend for the list, again after a failure, and leaves a way beside it', async () => {
    let calls = 0;
    const element = await auto({
      providers: () => {
        if (++calls === 1) throw new Error('down');
        return Promise.resolve({ providers: banks });
      },
    });
    await waitUntil(() => element.renderRoot.textContent?.includes(notListed));
    await click(await action(element, 'Try again'));
    await optionOf(element, 'National Bank');
    expect(calls).to.equal(2);
  });

  it('gives the list its time where a framework has set load-timeout to undefined', async () => {
    const element = await auto({
      loadTimeout: undefined!,
      providers: () => new Promise(resolve => setTimeout(resolve, 50, banks)),
    });
    await optionOf(element, 'National Bank');
    expect(element.status).to.equal('choosing');
  });

  const mistakes: Record<string, [Partial<FlinksLink>, string]> = {
    'no list': [{ providers: undefined }, 'providers'],
    'a list that is none': [{ providers: 'CIBC' as never }, 'providers'],
    'an address for one bank only': [{ authorizeUrl: 'https://bank.example/?state=s' }, 'authorizeUrl'],
    'no way to open banking': [{ authorizeUrl: undefined }, 'requires authorizeUrl'],
    'no token': [{ authorizeToken: undefined }, 'authorizeToken'],
    'no Connect': [{ connectUrl: undefined }, 'instance'],
  };
  for (const [what, [set, setting]] of Object.entries(mistakes)) {
    it(`names what is missing before anybody chooses: ${what}`, async () => {
      const element = await auto({ display: 'dialog', ...set });
      const error = await rejectionOf(element.open());
      expect(error).to.include({ code: 'invalid-configuration' });
      expect(String(error)).to.contain(setting);
    });
  }
});
