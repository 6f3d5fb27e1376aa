import { expect, oneEvent } from '@open-wc/testing';
import { origins } from 'virtual:origins';
import type { FlinksLink, FlinksLinkError } from '../../src/element.js';
import { connectUrl, mintToken } from '../support/connect.js';

/**
 * Somebody's HTML has got past the page's sanitizer, without a script: an element that opens what its author likes, and that
 * is part of the page's own form.
 */
describe('an element that foreign HTML has brought into the page', () => {
  let frame: HTMLIFrameElement;
  let page: Document;
  let own: FlinksLink;
  let form: HTMLFormElement;
  /** What the page hears: at its own element, and at the document. */
  let heard: {
    readonly at: 'own' | 'document';
    readonly type: string;
    readonly target: EventTarget | null;
  }[];
  const types = ['flinks-ready', 'flinks-login', 'flinks-error'] as const;

  /** The page, under a policy where there is one, with an element and a form of its own. */
  async function open(policy = ''): Promise<void> {
    frame = document.createElement('iframe');
    frame.src = '/test/hosts/element.html';
    const loaded = oneEvent(frame, 'load');
    document.body.append(frame);
    await loaded;
    const inside = frame.contentWindow as Window & typeof globalThis;
    await inside.customElements.whenDefined('flinks-link');
    page = inside.document;
    if (policy) {
      const meta = page.createElement('meta');
      meta.httpEquiv = 'Content-Security-Policy';
      meta.content = policy;
      page.head.append(meta);
    }
    page.body.innerHTML =
      '<form id="link" method="post"></form><flinks-link name="bank" form="link"></flinks-link>';
    form = page.querySelector<HTMLFormElement>('form')!;
    own = page.querySelector<FlinksLink>('flinks-link')!;
    heard = [];
    for (const type of types) {
      own.addEventListener(type, ({ target }) => heard.push({ at: 'own', type, target }));
      page.addEventListener(type, ({ target }) => heard.push({ at: 'document', type, target }));
    }
  }
  afterEach(() => frame.remove());

  async function inject(address: string): Promise<FlinksLink> {
    const token = await mintToken({ simulate: 'auto' });
    page.body.insertAdjacentHTML(
      'beforeend',
      `<flinks-link connect-url="${address}" demo authorize-token="${token}" name="bank" form="link"></flinks-link>`,
    );
    return page.body.lastElementChild as FlinksLink;
  }
  const entries = () => {
    const { FormData } = frame.contentWindow as Window & typeof globalThis;
    return [...new FormData(form).keys()];
  };

  it('reaches no listener on the page’s own element: at the document only its target tells', async () => {
    await open();
    const injected = await inject(connectUrl);
    await oneEvent(injected, 'flinks-login');
    expect(heard.map(({ at, target }) => [at, target === injected])).to.deep.equal([
      ['document', true],
      ['document', true],
    ]);
    expect(own.value).to.equal('');
  });

  it('is part of the page’s form, which therefore proves nothing to a server without a check of the login', async () => {
    await open();
    await oneEvent(await inject(connectUrl), 'flinks-login');
    expect(entries()).to.include('bank');
  });

  it('opens no frame that frame-src leaves out', async () => {
    await open(`frame-src ${origins.simulator}`);
    const injected = await inject(`${origins.stranger}/`);
    const { detail } = (await oneEvent(injected, 'flinks-error')) as CustomEvent<{ error: FlinksLinkError }>;
    expect(detail.error.code).to.equal('frame-blocked');
    expect(entries()).to.deep.equal([]);
  });
});
