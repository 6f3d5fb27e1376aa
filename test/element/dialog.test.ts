import { expect, fixture, html, nextFrame, oneEvent } from '@open-wc/testing';
import type { FlinksLink } from '../../src/element.js';
import {
  connectUrl,
  endings,
  frameOf,
  mintToken,
  puppet,
  ready,
  record,
  say,
  settled,
  tokenFunction,
} from '../support/connect.js';
import { click, keyboardHere, press } from '../support/input.js';
import { waitUntil } from '../support/wait-until.js';

interface DialogOptions {
  simulate?: string;
  content?: unknown;
}

async function dialogLink({
  simulate = 'puppet',
  content = html`<button id="trigger" type="button">Link</button>`,
}: DialogOptions = {}) {
  const element = await fixture<FlinksLink>(
    html`<flinks-link
      display="dialog"
      demo
      connect-url=${connectUrl}
      .authorizeToken=${tokenFunction({ simulate })}
      >${content}</flinks-link
    >`,
  );
  return element;
}
const dialogOf = (element: FlinksLink) => element.shadowRoot?.querySelector('dialog') as HTMLDialogElement;
const trigger = (element: FlinksLink) => element.querySelector<HTMLElement>('#trigger')!;
const part = (element: FlinksLink, name: string) =>
  element.shadowRoot?.querySelector(`[part=${name}]`) as HTMLElement;

describe('the dialog', () => {
  it('is opened by a real click on the slotted trigger, modal, and shows Connect', async () => {
    const element = await dialogLink();
    expect(element.status).to.equal('idle');
    void click(trigger(element));
    await oneEvent(element, 'flinks-ready');
    expect(dialogOf(element).matches(':modal')).to.equal(true);
    expect(frameOf(element)?.getBoundingClientRect().height).to.be.greaterThan(300);
    element.close();
  });

  it('is opened by the keyboard, takes the focus in and gives it back', async () => {
    const element = await dialogLink();
    trigger(element).focus();
    await keyboardHere();
    await press('Enter');
    await ready(element);
    expect(element.shadowRoot?.activeElement, 'the frame has the focus').to.equal(frameOf(element));
    element.close();
    expect(document.activeElement).to.equal(trigger(element));
  });

  it('gives the focus back after a success, before the page hears of it', async () => {
    const element = await dialogLink();
    trigger(element).focus();
    void element.open();
    await oneEvent(element, 'flinks-ready');
    let focused: Element | null = null;
    element.addEventListener('flinks-login', () => (focused = document.activeElement));
    say(element, { step: 'REDIRECT', loginId: 'l' });
    await oneEvent(element, 'flinks-login');
    expect(focused).to.equal(trigger(element));
    expect(dialogOf(element).open).to.equal(false);
  });

  it('leaves a focus where the person has put it', async () => {
    const element = await dialogLink();
    void element.open();
    await element.updateComplete;
    await nextFrame();
    part(element, 'close').focus();
    await ready(element);
    expect(element.shadowRoot?.activeElement).to.equal(part(element, 'close'));
    element.close();
  });

  it('respects a click that the page has prevented, and prevents the others', async () => {
    const element = await dialogLink({ content: html`<a id="trigger" href="#gone">Link</a>` });
    trigger(element).addEventListener('click', event => event.preventDefault(), { once: true });
    trigger(element).click();
    expect(element.status).to.equal('idle');
    trigger(element).click();
    expect(element.status).to.equal('opening');
    expect(location.hash).to.equal('');
    element.close();
  });

  it('has a trigger of its own where none is slotted', async () => {
    const element = await dialogLink({ content: '' });
    await click(part(element, 'action'));
    await ready(element);
    element.close();
  });

  it('has a trigger of its own beside white space and what is slotted elsewhere, until the page slots one', async () => {
    const element = await dialogLink({
      content: html` <p slot="success">Well done</p> `,
    });
    element.focus();
    expect(element.shadowRoot?.activeElement).to.equal(part(element, 'action'));
    await click(part(element, 'action'));
    await ready(element);
    element.close();
    element.insertAdjacentHTML('beforeend', '<button type="button" id="trigger">Link</button>');
    await waitUntil(() => !element.shadowRoot?.querySelector('.trigger'));
    await click(trigger(element));
    await ready(element);
    element.close();
  });

  it('says what language it speaks, where the page speaks another', async () => {
    const element = await dialogLink({ content: '' });
    element.language = 'fr';
    await element.updateComplete;
    for (const selector of ['dialog', '.panel', '.announcer', '.trigger'])
      expect(element.shadowRoot?.querySelector(selector)?.getAttribute('lang'), selector).to.equal('fr');
  });

  it('stays open where Escape only ends the composition of a character', async () => {
    const element = await dialogLink();
    await click(trigger(element));
    await ready(element);
    const composing = { key: 'Escape', bubbles: true, composed: true, cancelable: true };
    part(element, 'close').dispatchEvent(new KeyboardEvent('keydown', { ...composing, isComposing: true }));
    part(element, 'close').dispatchEvent(new KeyboardEvent('keydown', { ...composing, keyCode: 229 }));
    expect(element.status).to.equal('ready');
    part(element, 'close').dispatchEvent(new KeyboardEvent('keydown', composing));
    expect(element.status).to.equal('cancelled');
  });

  it('starts nothing while disabled', async () => {
    const element = await dialogLink();
    element.disabled = true;
    await element.updateComplete;
    await click(trigger(element));
    expect(element.status).to.equal('idle');
  });

  it('opens on top with its error when a setting is wrong, and without an unhandled rejection', async () => {
    const element = await dialogLink();
    element.connectUrl = 'http://insecure.example/';
    const error = oneEvent(element, 'flinks-error');
    trigger(element).click();
    expect((await error).detail.error.code).to.equal('invalid-configuration');
    await element.updateComplete;
    expect(dialogOf(element).open).to.equal(true);
    expect(part(element, 'dialog').textContent).to.contain('connect-url');
    await click(part(element, 'close'));
    expect(dialogOf(element).open).to.equal(false);
  });

  describe('is closed', () => {
    for (const [name, source, act] of [
      ['by its button', 'button', (element: FlinksLink) => click(part(element, 'close'))],
      [
        'by Escape',
        'escape',
        async (element: FlinksLink) => {
          part(element, 'close').focus();
          await keyboardHere();
          await press('Escape');
        },
      ],
    ] as const) {
      it(`${name}, unless the page objects`, async () => {
        const element = await dialogLink();
        void element.open();
        await oneEvent(element, 'flinks-ready');
        const events = record(element);
        const object = (event: Event) => event.preventDefault();
        element.addEventListener('flinks-close-request', object);
        // Browsers let a page prevent only the first of several.
        for (let i = 0; i < 3; i++) {
          await act(element);
          await settled(element);
        }
        expect(dialogOf(element).open).to.equal(true);
        expect(
          events.filter(({ type }) => type === 'flinks-close-request').map(({ detail }) => detail),
        ).to.deep.equal([{ source }, { source }, { source }]);
        element.removeEventListener('flinks-close-request', object);
        const cancel = oneEvent(element, 'flinks-cancel');
        await act(element);
        expect((await cancel).detail.reason).to.equal('closed');
        expect(dialogOf(element).open).to.equal(false);
        expect(frameOf(element)).to.equal(null);
      });
    }

    it('not by a click beside it', async () => {
      const element = await dialogLink();
      void element.open();
      await oneEvent(element, 'flinks-ready');
      const events = record(element);
      const { sendMouse } = await import('@web/test-runner-commands');
      await sendMouse({ type: 'click', position: [3, 3] });
      await settled(element);
      expect(dialogOf(element).open).to.equal(true);
      expect(endings(events)).to.deep.equal([]);
      element.close();
    });
  });

  it('stays open for a slotted success, and for a kept frame', async () => {
    const slotted = await dialogLink({
      content: html`<button>Link</button>
        <p slot="success">Well done</p>`,
    });
    const kept = await dialogLink();
    kept.params = { innerRedirect: true };
    for (const element of [slotted, kept]) {
      void element.open();
      await oneEvent(element, 'flinks-ready');
      say(element, { step: 'REDIRECT', loginId: 'l' });
      await oneEvent(element, 'flinks-login');
      await element.updateComplete;
      expect(dialogOf(element).open).to.equal(true);
      await click(part(element, 'close'));
      expect(dialogOf(element).open).to.equal(false);
      expect(element.value).to.equal('l');
    }
  });

  it('leaves the styles of the page alone', async () => {
    const element = await dialogLink();
    const before = [
      document.body.style.cssText,
      document.documentElement.style.cssText,
      document.body.className,
    ];
    void element.open();
    await oneEvent(element, 'flinks-ready');
    expect([
      document.body.style.cssText,
      document.documentElement.style.cssText,
      document.body.className,
    ]).to.deep.equal(before);
    element.close();
  });

  it('is left alone in a live session when display changes, and the other way round', async () => {
    for (const [now, later] of [
      ['dialog', 'inline'],
      ['inline', 'dialog'],
    ] as const) {
      const element = await puppet({ set: { display: now } });
      const frame = frameOf(element);
      element.display = later;
      await element.updateComplete;
      expect(frameOf(element)).to.equal(frame);
      await settled(element);
      element.close();
      element.reset();
      await element.updateComplete;
      expect(!!dialogOf(element)).to.equal(later === 'dialog');
    }
  });

  it('can be used again, with another token each time', async () => {
    const element = await dialogLink({ simulate: 'auto' });
    for (let i = 0; i < 3; i++) expect((await element.open()).type).to.equal('login');
    const { tokens } = element.authorizeToken as ReturnType<typeof tokenFunction>;
    expect(new Set(tokens).size).to.equal(3);
  });

  it('with a token as text says at the second time that it is used up', async () => {
    const element = await dialogLink();
    element.authorizeToken = await mintToken({ simulate: 'auto' });
    await element.open();
    const error = await element.open().catch((reason: unknown) => reason);
    expect(error).to.include({ code: 'token-expired' });
  });
});

describe('preload', () => {
  const preconnects = (element: FlinksLink) =>
    element.shadowRoot?.querySelectorAll('link[rel=preconnect]').length;

  it('intent connects ahead when the trigger is focused, and asks for no token', async () => {
    const element = await dialogLink();
    expect(preconnects(element)).to.equal(0);
    trigger(element).focus();
    await element.updateComplete;
    expect(preconnects(element)).to.equal(1);
    expect((element.authorizeToken as ReturnType<typeof tokenFunction>).tokens).to.deep.equal([]);
  });

  it('none does nothing', async () => {
    const element = await dialogLink();
    element.preload = 'none';
    trigger(element).focus();
    await element.updateComplete;
    expect(preconnects(element)).to.equal(0);
  });
});
