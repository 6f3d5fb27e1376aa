import { expect, oneEvent } from '@open-wc/testing';
import type { FlinksLink } from '../../src/element.js';
import { connectUrl, tokenFunction } from '../support/connect.js';
import { type HostWindow, openPage } from '../support/host-page.js';

/** zone.js before 0.14.3 does not know the option `signal`, and hands it to the one native listener that all share. */
const zone = '/node_modules/zone.js/bundles/zone.umd.js';

describe('a page whose framework has patched how listeners are added', () => {
  let frame: HTMLIFrameElement | undefined;
  afterEach(() => frame?.remove());

  async function open(markup: string): Promise<{ inside: HostWindow; element: FlinksLink }> {
    frame = await openPage({ before: [zone], markup });
    const inside = frame.contentWindow as HostWindow;
    expect(Reflect.has(inside, 'Zone')).to.equal(true);
    const element = inside.document.querySelector('flinks-link')!;
    return { inside, element };
  }

  const login = async (element: FlinksLink) => (await oneEvent(element, 'flinks-login')).detail.loginId;

  it('keeps its listeners, however many sessions begin and end', async () => {
    const { inside, element } = await open(
      `<form method="post"><flinks-link connect-url="${connectUrl}" demo></flinks-link></form>`,
    );
    element.authorizeToken = tokenFunction({ simulate: 'auto' });
    await oneEvent(element, 'flinks-ready');
    const heard: string[] = [];
    const form = inside.document.querySelector('form')!;
    for (const [target, type] of [
      [inside, 'message'],
      [form, 'submit'],
      [form, 'formdata'],
    ] as const)
      target.addEventListener(type, event => {
        event.preventDefault();
        if (type !== 'message' || (event as MessageEvent).data === 'of the page') heard.push(type);
      });
    const firstLogin = await login(element);
    element.reset();
    expect(await login(element))
      .to.be.a('string')
      .and.not.equal(firstLogin);
    element.remove();
    const message = oneEvent(inside, 'message');
    inside.postMessage('of the page', location.origin);
    await message;
    form.dispatchEvent(new inside.SubmitEvent('submit', { cancelable: true }));
    new inside.FormData(form);
    expect(heard).to.deep.equal(['message', 'submit', 'formdata']);
  });

  it('keeps its listeners on the signal that it gives to open()', async () => {
    const { inside, element } = await open(
      `<flinks-link connect-url="${connectUrl}" demo display="dialog"></flinks-link>`,
    );
    element.authorizeToken = tokenFunction({ simulate: 'auto' });
    const ended = new inside.AbortController();
    const outcome = element.open({ signal: ended.signal });
    let aborted = false;
    ended.signal.addEventListener('abort', () => (aborted = true));
    expect((await outcome).type).to.equal('login');
    ended.abort();
    expect(aborted).to.equal(true);
  });

  it('that was offline for a moment gets rid of the frame when the session ends', async () => {
    const { inside, element } = await open(`<flinks-link connect-url="${connectUrl}" demo></flinks-link>`);
    let online = false;
    Object.defineProperty(inside.navigator, 'onLine', { get: () => online });
    element.authorizeToken = tokenFunction();
    await oneEvent(element, 'flinks-notice');
    online = true;
    inside.dispatchEvent(new inside.Event('online'));
    await oneEvent(element, 'flinks-ready');
    element.close();
    expect(element.renderRoot.querySelectorAll('iframe').length).to.equal(0);
  });
});
