import { expect, oneEvent } from '@open-wc/testing';
import { connectUrl, loadsOf, mintToken } from '../support/connect.js';
import { type HostWindow, openPage } from '../support/host-page.js';

interface Turbo {
  visit(address: string): void;
}

describe('a page that Turbo keeps a copy of', () => {
  let frame: HTMLIFrameElement | undefined;
  afterEach(() => frame?.remove());

  it('presents a token as text once, also when the user comes back to the copy', async () => {
    const token = await mintToken({ simulate: 'auto' });
    const tag = `<flinks-link connect-url="${connectUrl}" demo authorize-token="${token}"></flinks-link>`;
    frame = await openPage({
      before: ['/node_modules/@hotwired/turbo/dist/turbo.es2017-umd.js'],
      // The page has a copy of its own as well.
      markup: `${tag}<template>${tag}</template>`,
    });
    const inside = frame.contentWindow as HostWindow & { Turbo: Turbo };
    const page = inside.document;
    const element = page.querySelector('flinks-link')!;
    await oneEvent(element, 'flinks-login');
    inside.Turbo.visit('/test/hosts/landing.html?elsewhere');
    await oneEvent(page, 'turbo:load');
    expect(page.querySelectorAll('flinks-link').length).to.equal(0);
    const shown = oneEvent(page, 'turbo:render');
    inside.history.back();
    await shown;
    const copy = page.querySelector('flinks-link')!;
    expect(copy === element).to.equal(false);
    await copy.updateComplete;
    page.body.append(page.querySelector('template')!.content.cloneNode(true));
    const other = page.body.lastElementChild as typeof copy;
    const failed = oneEvent(other, 'flinks-error');
    await other.open().catch(() => {});
    expect((await failed).detail.error.code).to.equal('token-expired');
    expect(copy.status).to.equal('idle');
    expect(await loadsOf(token)).to.equal(1);
  });
});
