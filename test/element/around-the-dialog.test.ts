import { aTimeout, expect, fixture, html, nextFrame, oneEvent } from '@open-wc/testing';
import type { FlinksLink } from '../../src/element.js';
import { connectUrl, ready, tokenFunction } from '../support/connect.js';
import { openPage } from '../support/host-page.js';
import { click, clickIn, keyboardHere, press } from '../support/input.js';
import { waitUntil } from '../support/wait-until.js';

const tag = (more = '', content = '<button id="t" type="button">Link</button>') =>
  `<flinks-link display="dialog" demo connect-url="${connectUrl}" ${more}>${content}</flinks-link>`;

const dialogOf = (element: FlinksLink) => element.renderRoot.querySelector('dialog')!;
const isSeen = (element: FlinksLink) => dialogOf(element).getClientRects().length > 0;

async function put(markup: string): Promise<{ place: HTMLElement; element: FlinksLink }> {
  const place = await fixture<HTMLElement>(html`<div></div>`);
  place.innerHTML = markup;
  const element = place.querySelector('flinks-link')!;
  element.authorizeToken = tokenFunction({ simulate: 'puppet' });
  await element.updateComplete;
  return { place, element };
}

/** What a page can say of everything in it, and each would make a dialog dead, invisible or cut off. */
const inherited = `
  pointer-events: none; visibility: hidden; white-space: nowrap; text-transform: uppercase; text-align: end;
  text-indent: 100vw; letter-spacing: 2em; word-spacing: 9em; word-break: break-all; cursor: none; user-select: none;
  -webkit-user-select: none; hyphens: auto; text-shadow: 1px 1px red; -webkit-text-fill-color: transparent;`;

describe('the dialog in a page', () => {
  it('that is dead to the mouse and styles its text is alive, whole and readable', async () => {
    const { element } = await put(
      `<div lang="fr" style="${inherited}; inline-size: 320px">${tag('', '<button id="t" type="button" style="pointer-events:auto;visibility:visible">Link</button>')}</div>`,
    );
    void element.open();
    await ready(element);
    const dialog = dialogOf(element);
    for (const part of [dialog, dialog.querySelector('h2')!, dialog.querySelector('.panel')!]) {
      const style = getComputedStyle(part);
      expect(style).to.include({
        pointerEvents: 'auto',
        visibility: 'visible',
        textTransform: 'none',
        textIndent: '0px',
        textAlign: 'start',
        letterSpacing: 'normal',
        textShadow: 'none',
        wordBreak: 'normal',
      });
      expect(style.whiteSpace).to.equal('normal');
      expect(style.webkitTextFillColor).to.equal(style.color);
    }
    expect(dialog.scrollWidth).to.be.at.most(dialog.clientWidth);
    const closed = oneEvent(element, 'flinks-cancel');
    await click(dialog.querySelector('[part=close]')!);
    expect((await closed).detail.reason).to.equal('closed');
  });

  for (const when of ['before', 'after'])
    it(`whose menu hides with the click, ${when} the element hears it: the session is cancelled, and the page is usable`, async () => {
      const { place, element } = await put(
        `<div id="menu" tabindex="0">${tag()}</div><button id="other" type="button">Other</button>`,
      );
      const menu = place.querySelector<HTMLElement>('#menu')!;
      const hide = () => (menu.hidden = true);
      (when === 'before' ? element.querySelector('#t')! : menu).addEventListener('click', hide);
      const said: string[] = [];
      const { warn } = console;
      console.warn = (text: string) => said.push(text);
      const cancelled = oneEvent(element, 'flinks-cancel');
      element.querySelector<HTMLElement>('#t')!.click();
      expect((await cancelled).detail.reason).to.equal('closed');
      console.warn = warn;
      expect(said).to.have.lengthOf(1);
      expect(dialogOf(element).open).to.equal(false);
      const clicked = oneEvent(place.querySelector('#other')!, 'click');
      await click(place.querySelector('#other')!);
      await clicked;
    });

  it('that hides it for a moment, as frameworks do while something loads, ends nothing', async () => {
    const { place, element } = await put(`<div id="menu">${tag()}</div>`);
    const menu = place.querySelector<HTMLElement>('#menu')!;
    menu.hidden = true;
    void element.open();
    await nextFrame();
    menu.hidden = false;
    await ready(element);
    menu.hidden = true;
    await nextFrame();
    menu.hidden = false;
    // Longer than a page may hide it.
    await aTimeout(1_200);
    expect([element.status, isSeen(element)]).to.deep.equal(['ready', true]);
    element.close();
  });

  it('that hides it later: likewise, and it can be opened again when it is shown', async () => {
    const { place, element } = await put(`<div id="menu">${tag()}</div>`);
    const menu = place.querySelector<HTMLElement>('#menu')!;
    void element.open();
    await ready(element);
    const cancelled = oneEvent(element, 'flinks-cancel');
    menu.style.display = 'none';
    await cancelled;
    menu.style.display = '';
    void element.open();
    await ready(element);
    expect(isSeen(element)).to.equal(true);
    element.close();
  });
});

describe('Escape in the dialog, inside of a modal dialog of Bootstrap', () => {
  const folder = '/node_modules/bootstrap/dist';
  let frame: HTMLIFrameElement | undefined;
  afterEach(() => frame?.remove());

  async function inModal(): Promise<{ element: FlinksLink; modal: HTMLElement }> {
    frame = await openPage({
      before: [`${folder}/js/bootstrap.bundle.js`],
      style: `${folder}/css/bootstrap.css`,
      markup: `<div class="modal" tabindex="-1"><div class="modal-dialog"><div class="modal-content">${tag()}</div></div></div>`,
    });
    const inside = frame.contentWindow as Window & {
      bootstrap: { Modal: new (of: Element) => { show(): void } };
    };
    const modal = inside.document.querySelector<HTMLElement>('.modal')!;
    const element = inside.document.querySelector('flinks-link')!;
    element.authorizeToken = tokenFunction({ simulate: 'puppet' });
    const shown = oneEvent(modal, 'shown.bs.modal');
    new inside.bootstrap.Modal(modal).show();
    await shown;
    await clickIn(frame, element.querySelector('#t')!);
    await ready(element);
    dialogOf(element).querySelector<HTMLElement>('[part=close]')!.focus();
    await waitUntil(() => element.shadowRoot?.activeElement?.matches('[part=close]'));
    await keyboardHere(inside);
    return { element, modal };
  }

  it('closes ours alone', async () => {
    const { element, modal } = await inModal();
    const cancelled = oneEvent(element, 'flinks-cancel');
    await press('Escape');
    await cancelled;
    expect(modal.classList.contains('show')).to.equal(true);
  });

  it('asks ours alone, and a page that keeps it open keeps both', async () => {
    const { element, modal } = await inModal();
    element.addEventListener('flinks-close-request', event => event.preventDefault());
    const asked = oneEvent(element, 'flinks-close-request');
    await press('Escape');
    await asked;
    expect(isSeen(element)).to.equal(true);
    expect(modal.classList.contains('show')).to.equal(true);
    element.close();
  });
});

describe('keys of the page', () => {
  it('hear no key that the dialog has used, and all others', async () => {
    const { element } = await put(tag());
    void element.open();
    await ready(element);
    dialogOf(element).querySelector<HTMLElement>('[part=close]')!.focus();
    await keyboardHere();
    element.addEventListener('flinks-close-request', event => event.preventDefault());
    const heard: string[] = [];
    const hear = (event: KeyboardEvent) => heard.push(`${event.type} ${event.key}`);
    for (const type of ['keydown', 'keyup'] as const) document.addEventListener(type, hear);
    await press('Escape');
    await press('x');
    for (const type of ['keydown', 'keyup'] as const) document.removeEventListener(type, hear);
    expect(heard).to.deep.equal(['keydown x', 'keyup x']);
    element.close();
  });
});
