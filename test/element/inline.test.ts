import { aTimeout, expect, fixture, html, nextFrame, oneEvent } from '@open-wc/testing';
import { FlinksLink } from '../../src/element.js';
import {
  connectUrl,
  frameOf,
  link,
  loadsOf,
  mintToken,
  puppet,
  record,
  say,
  tokenFunction,
} from '../support/connect.js';
import { waitUntil } from '../support/wait-until.js';

/** Long enough for an inline session to start, were it to: it takes one task. */
const tasks = () => aTimeout(50);

describe('when an inline session starts', () => {
  it('one task after the element is connected, so that a script behind the tag is in time', async () => {
    const token = await mintToken({ simulate: 'auto' });
    document.body.insertAdjacentHTML(
      'beforeend',
      `<flinks-link connect-url="${connectUrl}" demo></flinks-link>`,
    );
    const element = document.body.lastElementChild as FlinksLink;
    expect(element.status).to.equal('idle');
    element.authorizeToken = async () => token;
    await oneEvent(element, 'flinks-login');
    expect(await loadsOf(token)).to.equal(1);
    element.remove();
  });

  it('takes a token off the tag, so that no copy of the page presents it again, and starts no other session', async () => {
    const token = await mintToken({ simulate: 'puppet' });
    const box = await fixture<HTMLElement>(html`<div></div>`);
    box.innerHTML = `<flinks-link connect-url="${connectUrl}" demo authorize-token="${token}"></flinks-link>`;
    const element = box.firstElementChild as FlinksLink;
    await oneEvent(element, 'flinks-ready');
    expect(box.innerHTML).to.not.contain(token).and.not.contain('authorize-token');
    await tasks();
    expect([element.status, element.authorizeToken, await loadsOf(token)]).to.deep.equal(['ready', token, 1]);
    element.close();
    element.setAttribute('authorize-token', await mintToken({ simulate: 'puppet' }));
    element.reset();
    await oneEvent(element, 'flinks-ready');
    expect(element.hasAttribute('authorize-token')).to.equal(false);
  });

  it('leaves a token on the tag that is for the next session, and forgets it when the page takes it away', async () => {
    const element = await puppet();
    element.setAttribute('authorize-token', 'for-the-next-session');
    await tasks();
    expect(element.getAttribute('authorize-token')).to.equal('for-the-next-session');
    element.removeAttribute('authorize-token');
    expect(element.authorizeToken).to.equal(null);
  });

  it('with a token in the attribute', async () => {
    const token = await mintToken({ simulate: 'auto' });
    const element = await fixture<FlinksLink>(
      html`<flinks-link connect-url=${connectUrl} demo authorize-token=${token}></flinks-link>`,
    );
    await oneEvent(element, 'flinks-login');
    expect(await loadsOf(token)).to.equal(1);
  });

  for (const [name, set] of [
    ['instance and connect-url are missing', { connectUrl: undefined }],
    ['the token is missing', { authorizeToken: undefined }],
    ['it is disabled', { disabled: true }],
    ['it is a dialog', { display: 'dialog' }],
  ] as const) {
    it(`not while ${name}, and then as soon as it is fixed`, async () => {
      const element = await link({ set: set as object });
      await tasks();
      expect(element.status).to.equal('idle');
      Object.assign(element, {
        connectUrl,
        disabled: false,
        display: 'inline',
        authorizeToken: tokenFunction({ simulate: 'puppet' }),
      });
      await oneEvent(element, 'flinks-ready');
    });
  }

  it('not in a disabled fieldset', async () => {
    const fieldset = await fixture<HTMLFieldSetElement>(html`<fieldset disabled></fieldset>`);
    const element = document.createElement('flinks-link');
    Object.assign(element, { connectUrl, authorizeToken: tokenFunction({ simulate: 'puppet' }) });
    fieldset.append(element);
    await tasks();
    expect(element.status).to.equal('idle');
    fieldset.disabled = false;
    await oneEvent(element, 'flinks-ready');
  });

  it('says once on the console what is missing, when three seconds have passed', async () => {
    const warnings: string[] = [];
    const { warn } = console;
    console.warn = (text: string) => warnings.push(text);
    const element = await link({ set: { authorizeToken: undefined, connectUrl: undefined } });
    await tasks();
    expect(warnings).to.deep.equal([]);
    await waitUntil(() => warnings.length, 'nothing is said', { timeout: 6_000 });
    element.tag = 'another render';
    await tasks();
    console.warn = warn;
    expect(warnings).to.deep.equal([
      '<flinks-link> cannot start yet: set instance or connectUrl, and authorizeToken.',
    ]);
  });

  it('lazily when it is scrolled near', async () => {
    const page = await fixture(html`<div><div id="above"></div></div>`);
    const above = page.firstElementChild as HTMLElement;
    above.style.height = '5000px';
    const element = document.createElement('flinks-link');
    const authorizeToken = tokenFunction({ simulate: 'puppet' });
    Object.assign(element, { connectUrl, authorizeToken, loading: 'lazy' });
    page.append(element);
    await tasks();
    await nextFrame();
    expect(element.status).to.equal('idle');
    element.scrollIntoView();
    await oneEvent(element, 'flinks-ready');
    expect(authorizeToken.tokens).to.have.lengthOf(1);
  });
});

describe('a live session', () => {
  it('keeps its frame and its token through 1,000 renders and changes', async () => {
    const element = await puppet();
    const frame = frameOf(element);
    for (let i = 0; i < 1_000; i++) {
      element.setAttribute('customer-name', `Name ${i}`);
      element.setAttribute('connect-url', connectUrl);
      element.params = { maximumRetry: i };
      element.requestUpdate();
      await element.updateComplete;
    }
    expect(frameOf(element)).to.equal(frame);
    expect((element.authorizeToken as ReturnType<typeof tokenFunction>).tokens).to.have.lengthOf(1);
    expect(element.status).to.equal('ready');
  });

  it('is joined by open(), with the same promise', async () => {
    const element = await puppet();
    expect(element.open()).to.equal(element.open());
  });

  it('is aborted by the signal of open()', async () => {
    const element = await puppet();
    const controller = new AbortController();
    const promise = element.open({ signal: controller.signal });
    const reason = new Error('enough');
    const cancel = oneEvent(element, 'flinks-cancel');
    controller.abort(reason);
    expect((await cancel).detail.reason).to.equal('aborted');
    expect(await promise.catch((error: unknown) => error)).to.equal(reason);
  });

  it('is not started by a signal that has aborted', async () => {
    const element = await link({ set: { authorizeToken: undefined } });
    const reason = new Error('too late');
    expect(
      await element.open({ signal: AbortSignal.abort(reason) }).catch((error: unknown) => error),
    ).to.equal(reason);
    expect(element.status).to.equal('idle');
  });

  it('is closed by close(), and requestClose() asks first', async () => {
    const element = await puppet();
    const events = record(element);
    element.addEventListener('flinks-close-request', event => event.preventDefault(), { once: true });
    element.requestClose();
    expect(element.status).to.equal('ready');
    element.requestClose();
    expect(element.status).to.equal('cancelled');
    expect(events.map(({ type }) => type)).to.deep.equal([
      'flinks-close-request',
      'flinks-close-request',
      'flinks-cancel',
    ]);
    expect(events[0]?.detail).to.deep.equal({ source: 'method' });
  });
});

describe('after its end', () => {
  it('a cancelled session is started again by the button on the page', async () => {
    const element = await puppet();
    element.close();
    await element.updateComplete;
    element.shadowRoot?.querySelector<HTMLButtonElement>('[part=action]')?.click();
    await oneEvent(element, 'flinks-ready');
  });

  it('a success is kept through a later cancel', async () => {
    const element = await puppet();
    say(element, { step: 'REDIRECT', loginId: 'kept' });
    await oneEvent(element, 'flinks-login');
    void element.open();
    await oneEvent(element, 'flinks-ready');
    element.close();
    expect(element.status).to.equal('cancelled');
    expect(element.value).to.equal('kept');
    expect(element.result?.type).to.equal('login');
  });

  it('reset() forgets everything and emits nothing; with a token function a new session starts', async () => {
    const element = await puppet();
    const events = record(element);
    element.reset();
    expect(element.status).to.equal('idle');
    expect(element.result).to.equal(undefined);
    expect(frameOf(element)).to.equal(null);
    expect(events).to.deep.equal([]);
    await oneEvent(element, 'flinks-ready');
  });

  it('reset() settles the promise of a session that was live', async () => {
    const element = await puppet();
    const promise = element.open();
    element.reset();
    expect((await promise).type).to.equal('cancel');
  });

  it('a used token as text starts nothing; another one does', async () => {
    const element = await link({ set: { authorizeToken: await mintToken({ simulate: 'auto' }) } });
    await oneEvent(element, 'flinks-login');
    element.reset();
    await tasks();
    expect(element.status).to.equal('idle');
    element.setAttribute('authorize-token', await mintToken({ simulate: 'auto' }));
    await oneEvent(element, 'flinks-login');
  });

  it('a failed session starts again by reset(), not by a setting that is right now', async () => {
    const element = await link({ set: { instance: 'not a name', connectUrl: undefined } });
    expect((await oneEvent(element, 'flinks-error')).detail.error.code).to.equal('invalid-configuration');
    element.connectUrl = connectUrl;
    await tasks();
    expect(element.status).to.equal('failed');
    element.reset();
    await oneEvent(element, 'flinks-ready');
  });

  it('a failed session is followed by one that resumes another request, and by none without', async () => {
    const element = await puppet({ set: { requestId: 'first' } });
    const failed = async () => {
      const error = oneEvent(element, 'flinks-error');
      say(element, { step: 'MAXIMUM_RETRY_REACHED' });
      await error;
    };
    await failed();
    element.requestId = 'second';
    await oneEvent(element, 'flinks-ready');
    await failed();
    element.requestId = undefined;
    await tasks();
    expect(element.status).to.equal('failed');
  });

  it('a failed session starts no other, though the page hands over a new token at each failure', async () => {
    const element = await link({ set: { authorizeToken: await mintToken({ simulate: 'puppet' }) } });
    let failures = 0;
    element.addEventListener('flinks-error', () => {
      failures++;
      element.setAttribute('authorize-token', `another-${failures}`);
    });
    await oneEvent(element, 'flinks-ready');
    say(element, { step: 'TOKEN_INVALID' });
    await oneEvent(element, 'flinks-error');
    await tasks();
    expect([failures, element.status]).to.deep.equal([1, 'failed']);
  });

  it('a failed session is not started over by a new function at every render, as frameworks make them', async () => {
    let asked = 0;
    const fail = () => {
      asked++;
      throw new Error('down');
    };
    const element = await link({ set: { authorizeToken: fail, params: { maximumRetry: 3 } } });
    const renders = new Promise<void>(resolve => {
      element.addEventListener('flinks-error', () => {
        element.authorizeToken = () => fail();
        element.params = { maximumRetry: 3 };
        resolve();
      });
    });
    await renders;
    await tasks();
    expect(asked).to.equal(1);
    expect(element.status).to.equal('failed');
  });

  it('a failed session with a used text offers no button that can only fail', async () => {
    const element = await puppet({ set: { authorizeToken: await mintToken({ simulate: 'puppet' }) } });
    say(element, { step: 'MAXIMUM_RETRY_REACHED' });
    await oneEvent(element, 'flinks-error');
    await element.updateComplete;
    expect(element.shadowRoot?.querySelector('[part=action]')).to.equal(null);
  });

  it('innerRedirect=true keeps the frame until reset()', async () => {
    const element = await puppet({ set: { params: { innerRedirect: true } } });
    const frame = frameOf(element);
    say(element, { step: 'REDIRECT', loginId: 'l' });
    await oneEvent(element, 'flinks-login');
    await element.updateComplete;
    expect(frameOf(element)).to.equal(frame);
    expect(element.shadowRoot?.querySelector('.card'), 'the landing page says it').to.equal(null);
    element.authorizeToken = undefined;
    element.reset();
    expect(frameOf(element)).to.equal(null);
  });
});

describe('open()', () => {
  it('rejects when the element is disabled or not in the document, and says which', async () => {
    const detached = document.createElement('flinks-link');
    for (const [element, hint] of [
      [await link({ set: { disabled: true } }), 'disabled'],
      [detached, 'document'],
    ] as const) {
      const error = await element.open().catch((reason: unknown) => reason);
      expect(error).to.include({ code: 'invalid-configuration' });
      expect((error as Error).message).to.contain(hint);
    }
  });

  it('works right behind the creation of the element', async () => {
    const element = document.createElement('flinks-link');
    Object.assign(element, {
      connectUrl,
      demo: true,
      display: 'dialog',
      authorizeToken: tokenFunction({ simulate: 'auto' }),
    });
    document.body.append(element);
    expect((await element.open()).type).to.equal('login');
    element.remove();
  });

  it('complete() refuses what nobody waits for', async () => {
    const element = await puppet();
    expect(await element.complete('https://h.example/').catch((error: unknown) => error)).to.include({
      code: 'state-mismatch',
    });
    expect(element.status, 'the session that runs goes on').to.equal('ready');
  });
});

describe('define()', () => {
  it('of the same class is silent; of another version warns, naming both, and keeps the first', () => {
    const warnings: string[] = [];
    const { warn } = console;
    console.warn = (text: string) => warnings.push(text);
    FlinksLink.define();
    FlinksLink.define('another-link');
    FlinksLink.define('another-link');
    expect(warnings).to.deep.equal([]);
    class Later extends HTMLElement {
      static version = '9.9.9';
    }
    Reflect.apply(FlinksLink.define, Later, []);
    console.warn = warn;
    expect(warnings).to.have.lengthOf(1);
    expect(warnings[0]).to.contain(FlinksLink.version).and.contain('9.9.9');
    expect(customElements.get('flinks-link')).to.equal(FlinksLink);
    expect(document.createElement('another-link')).to.be.instanceOf(FlinksLink);
  });
});
