import { expect, oneEvent } from '@open-wc/testing';
import type { FlinksLink } from '../../src/element.js';
import { atOnce } from '../support/at-once.js';
import { connectUrl, mintToken } from '../support/connect.js';
import { type HostWindow, openPage, put } from '../support/host-page.js';
import { away, comeBack, redirectUri } from '../support/redirect.js';

/** What an engine below the newest, or a test environment, lacks, and how a page gets to be without it. */
const absent: Record<string, string> = {
  ElementInternals: 'delete HTMLElement.prototype.attachInternals; delete window.ElementInternals;',
  'form-associated custom elements':
    'for (const name of ["setFormValue", "setValidity", "form", "validity", "willValidate", "validationMessage", "checkValidity", "reportValidity"]) delete ElementInternals.prototype[name];',
  'custom states (Safari 17.3)': 'delete ElementInternals.prototype.states;',
  'custom states without dashes (Chromium 124)':
    'CustomStateSet.prototype.add = () => { throw new SyntaxError("The specified value does not start with --."); };',
  'checkVisibility()': 'delete Element.prototype.checkVisibility;',
  'URL.canParse()': 'delete URL.canParse;',
  'modal dialogs':
    'for (const name of ["showModal", "show", "close"]) delete HTMLDialogElement.prototype[name]; delete window.HTMLDialogElement;',
  IntersectionObserver: 'delete window.IntersectionObserver;',
  ResizeObserver: 'delete window.ResizeObserver;',
  'constructable style sheets':
    'delete Document.prototype.adoptedStyleSheets; delete CSSStyleSheet.prototype.replaceSync;',
  'user activation': 'delete Navigator.prototype.userActivation;',
  'the state of prerendering': 'delete Document.prototype.prerendering;',
  BroadcastChannel: 'delete window.BroadcastChannel;',
};

describe('an engine without', () => {
  const frames: HTMLIFrameElement[] = [];
  const removeFrames = () => frames.splice(0).forEach(frame => frame.remove());
  afterEach(removeFrames);

  async function open(script: string, set: Partial<FlinksLink>): Promise<FlinksLink> {
    const frame = await openPage({ script });
    frames.push(frame);
    return put(frame.contentWindow as HostWindow, set);
  }

  async function connect(script: string, set: Partial<FlinksLink> = {}): Promise<FlinksLink> {
    const authorizeToken = await mintToken({ simulate: 'auto' });
    return open(script, { connectUrl, demo: true, authorizeToken, ...set });
  }

  async function linksInline(script: string): Promise<void> {
    const element = await connect(script, /Intersection/.test(script) ? { loading: 'lazy' } : {});
    expect((await oneEvent(element, 'flinks-login')).detail.type).to.equal('login');
    await element.updateComplete;
    expect(element.status).to.equal('succeeded');
  }

  async function linksInDialog(script: string): Promise<void> {
    const element = await connect(script, { display: 'dialog' });
    const outcome = element.open();
    await oneEvent(element, 'flinks-ready');
    const dialog = element.renderRoot.querySelector('dialog')!;
    expect(dialog.getClientRects().length).to.equal(1);
    expect((await outcome).type).to.equal('login');
    expect(dialog.getClientRects().length).to.equal(0);
  }

  async function linksByRedirect(script: string): Promise<void> {
    const state = crypto.randomUUID();
    const authorizeUrl = `https://bank.example/?state=${state}`;
    const element = await open(script, { flow: 'outbound', authorizeUrl, redirectUri });
    const { outcome } = await away(element);
    frames.push(await comeBack(new URL(`${redirectUri}?code=c-1&state=${state}`)));
    expect(await outcome).to.include({ type: 'code', code: 'c-1' });
  }

  /** Ends the session in `unsupported`, and within a second. */
  async function endsAsUnsupported(script: string, set: Partial<FlinksLink>): Promise<void> {
    const element = await open(script, set);
    await element.updateComplete;
    const began = performance.now();
    const error: unknown = await element.open().catch((reason: unknown) => reason);
    expect(error).to.include({ code: 'unsupported' });
    expect(performance.now() - began).to.be.below(1_000);
  }

  for (const [what, script] of Object.entries(absent))
    describe(what, () => {
      atOnce({
        'links by Connect, in its place': () => linksInline(script),
        'links by Connect, in a dialog': () => linksInDialog(script),
        'links by the bank’s own page, or says at once that it cannot': () =>
          what === 'BroadcastChannel'
            ? endsAsUnsupported(script, { flow: 'outbound', authorizeUrl: 'https://bank.example/?state=s-1' })
            : linksByRedirect(script),
      });
    });

  for (const what of ['ElementInternals', 'form-associated custom elements'])
    it(`${what}, and whose form would get nothing, says so at once`, () =>
      endsAsUnsupported(absent[what] ?? '', {
        connectUrl,
        display: 'dialog',
        authorizeToken: 'never used',
        name: 'bank',
      }));
});
