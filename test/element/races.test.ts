import { aTimeout, expect, fixture, html, nextFrame, oneEvent } from '@open-wc/testing';
import type { FlinksLink } from '../../src/element.js';
import { settingsOf } from '../../src/element/settings.js';
import { connectUrl as buildUrl } from '../../src/protocol/connect-url.js';
import {
  connectUrl,
  endings,
  frameOf,
  link,
  mintToken,
  puppet,
  ready,
  record,
  say,
  settled,
  tokenFunction,
} from '../support/connect.js';
import { keyboardHere, press } from '../support/input.js';
import { waitUntil } from '../support/wait-until.js';

const dialogOf = (element: FlinksLink) => element.shadowRoot?.querySelector('dialog') as HTMLDialogElement;
const action = (element: FlinksLink) =>
  element.shadowRoot?.querySelector<HTMLButtonElement>('.panel [part=action]');

describe('races', () => {
  it('a change of params inside the token function changes nothing, and settles', async () => {
    const params: Record<string, string> = { maximumRetry: '3' };
    const authorizeToken = async () => {
      params.secretKey = 'hush';
      return mintToken({ simulate: 'puppet' });
    };
    const element = await link({ set: { params, authorizeToken } });
    await oneEvent(element, 'flinks-ready');
  });

  it('a dialog with an error that is taken out and put back is modal when it is opened again', async () => {
    const element = await link({ set: { display: 'dialog', connectUrl: 'http://insecure.example/' } });
    const parent = element.parentElement!;
    await element.open().catch(() => {});
    element.remove();
    await aTimeout(20);
    element.connectUrl = connectUrl;
    parent.append(element);
    void element.open();
    await oneEvent(element, 'flinks-ready');
    expect(dialogOf(element).matches(':modal')).to.equal(true);
    element.close();
  });

  it('close() as the token is asked for opens no frame, though a token as text is there at once', async () => {
    const element = await link({ set: { authorizeToken: undefined } });
    const cancelled = oneEvent(element, 'flinks-cancel');
    element.debug = ({ type }) => type === 'token' && element.close();
    element.authorizeToken = await mintToken({ simulate: 'puppet' });
    await cancelled;
    await nextFrame();
    expect([element.status, frameOf(element) === null]).to.deep.equal(['cancelled', true]);
  });

  it('close() leaves the session alone that a listener has opened in its cancel', async () => {
    const element = await puppet({ set: { display: 'dialog' } });
    element.addEventListener('flinks-cancel', () => void element.open(), { once: true });
    element.close();
    await oneEvent(element, 'flinks-ready');
    await settled(element);
    expect(dialogOf(element).open).to.equal(true);
    expect(element.status).to.equal('ready');
    element.close();
  });

  it('close() is told, and leaves the dialog open for a session that the page opens as its token function is aborted', async () => {
    const tokens = tokenFunction({ simulate: 'puppet' });
    const signals: AbortSignal[] = [];
    const element = await link({
      set: {
        display: 'dialog',
        authorizeToken: context =>
          signals.push(context.signal) === 1 ? new Promise<string>(() => {}) : tokens(context),
      },
    });
    void element.open();
    await waitUntil(() => signals.length);
    signals[0]?.addEventListener('abort', () => void element.open());
    const events = record(element);
    element.close();
    expect(endings(events)).to.deep.equal(['flinks-cancel']);
    expect(dialogOf(element).open).to.equal(true);
    await ready(element);
    element.close();
  });

  it('reset() inside the login sends no change of a value that is gone', async () => {
    const element = await puppet({ set: { authorizeToken: await mintToken({ simulate: 'puppet' }) } });
    const heard: string[] = [];
    element.addEventListener('flinks-login', () => element.reset());
    for (const type of ['input', 'change']) element.addEventListener(type, () => heard.push(type));
    say(element, { step: 'REDIRECT', loginId: 'l' });
    await oneEvent(element, 'flinks-login');
    expect(heard).to.deep.equal([]);
  });

  it('an abort inside the login does not turn the success into a rejection', async () => {
    const element = await puppet();
    const controller = new AbortController();
    const promise = element.open({ signal: controller.signal });
    element.addEventListener('flinks-login', () => controller.abort());
    say(element, { step: 'REDIRECT', loginId: 'l' });
    expect((await promise).type).to.equal('login');
  });

  it('an integration without tokens survives a move', async () => {
    const element = await link({ set: { authorizeToken: '', connectUrl: `${connectUrl}?simulate=silent` } });
    const elsewhere = await fixture(html`<div></div>`);
    while (!frameOf(element)) await aTimeout(5);
    const events = record(element);
    elsewhere.append(element);
    await aTimeout(50);
    expect(endings(events)).to.deep.equal([]);
    expect(frameOf(element)).to.not.equal(null);
    element.close();
  });

  it('messages that are dropped cost no render', async () => {
    const element = await puppet();
    await element.updateComplete;
    let renders = 0;
    const { requestUpdate } = element;
    element.requestUpdate = (...args) => {
      renders++;
      return requestUpdate.apply(element, args);
    };
    for (let i = 0; i < 500; i++) window.postMessage('noise', location.origin);
    await new Promise<void>(resolve => {
      addEventListener('message', function listener({ data }) {
        if (data !== 'last') return;
        removeEventListener('message', listener);
        resolve();
      });
      window.postMessage('last', location.origin);
    });
    expect(renders).to.equal(0);
  });
});

describe('settings that are taken away', () => {
  for (const attribute of ['flow', 'display', 'loading', 'preload', 'load-timeout', 'allow']) {
    it(`${attribute}: its default is back`, async () => {
      const fresh = document.createElement('flinks-link');
      const element = await link({ set: { authorizeToken: undefined } });
      const property = attribute === 'load-timeout' ? 'loadTimeout' : attribute;
      element.setAttribute(attribute, attribute === 'load-timeout' ? '5' : 'x');
      element.removeAttribute(attribute);
      expect(Reflect.get(element, property)).to.equal(Reflect.get(fresh, property));
    });
  }

  it('set to undefined, as frameworks do, they are not set', async () => {
    const unset = Object.fromEntries(
      ['flow', 'display', 'loading', 'loadTimeout', 'allow'].map(name => [name, undefined]),
    );
    const element = await puppet({ set: unset as never });
    expect(frameOf(element)?.allow).to.equal('clipboard-write; fullscreen');
  });

  for (const how of ['removed', 'set to null'])
    it(`${how}, they are not set: Connect is told nothing of them`, () => {
      const address = (element: FlinksLink) =>
        buildUrl({ ...settingsOf(element), connectUrl, authorizeToken: 'token-1' }).href;
      const fresh = address(document.createElement('flinks-link'));
      const element = document.createElement('flinks-link');
      for (const name of ['request-id', 'tag', 'theme', 'customer-name', 'redirect-uri', 'institution']) {
        element.setAttribute(name, location.href);
        if (how === 'removed') element.removeAttribute(name);
        else
          Reflect.set(
            element,
            name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
            null,
          );
      }
      expect(address(element)).to.equal(fresh);
      expect(settingsOf(element)).to.include({ tag: undefined, requestId: undefined });
    });

  it('all set to null, as frameworks do, the defaults count', async () => {
    const names = ['flow', 'display', 'target', 'loadTimeout', 'allow'];
    const element = await puppet({ set: Object.fromEntries(names.map(name => [name, null])) as never });
    expect(frameOf(element)?.allow).to.equal('clipboard-write; fullscreen');
  });
});

describe('the focus', () => {
  it('goes from "Start again" through the panel into the frame', async () => {
    const element = await puppet();
    element.close();
    await element.updateComplete;
    action(element)?.focus();
    await keyboardHere();
    await press('Enter');
    await ready(element);
    expect(element.shadowRoot?.activeElement).to.equal(frameOf(element));
  });

  it('goes from "Try again" into the panel', async () => {
    const element = await link({ simulate: 'silent', set: { loadTimeout: 3_000 } });
    await oneEvent(element, 'flinks-notice');
    await element.updateComplete;
    action(element)?.focus();
    await keyboardHere();
    await press('Enter');
    expect(element.shadowRoot?.activeElement?.className).to.equal('panel');
    element.close();
  });

  it('stays in a frame that is kept', async () => {
    const element = await puppet({ set: { params: { innerRedirect: true } } });
    frameOf(element)?.focus();
    say(element, { step: 'REDIRECT', loginId: 'l' });
    await oneEvent(element, 'flinks-login');
    await element.updateComplete;
    expect(element.shadowRoot?.activeElement).to.equal(frameOf(element));
  });

  it('falls into the panel when the frame that had it is gone', async () => {
    const element = await puppet();
    frameOf(element)?.focus();
    say(element, { step: 'REDIRECT', loginId: 'l' });
    await oneEvent(element, 'flinks-login');
    await element.updateComplete;
    expect(element.shadowRoot?.activeElement?.className).to.equal('panel');
  });
});
