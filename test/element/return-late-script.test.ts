import { aTimeout, expect, oneEvent } from '@open-wc/testing';
import type { FlinksLink, Outcome } from '../../src/element.js';
import { connectUrl, record } from '../support/connect.js';
import { answer } from '../support/redirect.js';
import { kept, left } from '../support/return.js';
import { waitUntil } from '../support/wait-until.js';

const latePage = new URL('/test/hosts/late-script.html', location.href).href;

describe('a page that is come back to, and whose own module file is later than the element', () => {
  let frame: HTMLIFrameElement;
  beforeEach(() => sessionStorage.clear());
  afterEach(() => {
    frame.remove();
    sessionStorage.clear();
  });

  /** Comes back to the page and runs that script when the element has had time for more than it should do. */
  async function comeBack(set: Partial<FlinksLink>, script: (element: FlinksLink) => void): Promise<void> {
    const { state } = left({ returnTo: latePage, redirectUri: latePage });
    frame = document.createElement('iframe');
    const { href, search } = answer({ code: 'c-1', state }, latePage);
    frame.src = href;
    document.body.append(frame);
    const find = () => frame.contentDocument?.querySelector<FlinksLink>('flinks-link:defined');
    await waitUntil(() => !!find());
    const element = find()!;
    Object.assign(element, set);
    let hasRun = false;
    frame.contentDocument!.addEventListener('late', () => {
      script(element);
      hasRun = true;
    });
    // Several tasks, any of which could be the one that is too early.
    await aTimeout(100);
    // The page may not have asked for it yet.
    while (!hasRun) await fetch(`/virtual-late-now.js${search}`);
  }

  it('gives that script what it listens for', async () => {
    let heard: Promise<CustomEvent> | undefined;
    await comeBack({ flow: 'outbound' }, element => (heard = oneEvent(element, 'flinks-code')));
    expect((await heard!).detail).to.include({ code: 'c-1' });
    expect(kept()).to.deep.equal([]);
  });

  it('gives it what it listens for at DOMContentLoaded', async () => {
    let heard: Promise<CustomEvent> | undefined;
    await comeBack({ flow: 'outbound' }, element => {
      const listen = () => (heard = oneEvent(element, 'flinks-code'));
      element.ownerDocument.addEventListener('DOMContentLoaded', listen);
    });
    await waitUntil(() => !!heard);
    expect((await heard!).detail).to.include({ code: 'c-1' });
  });

  it('shows that script no code in the address bar', async () => {
    let address = '';
    let heard: Promise<CustomEvent> | undefined;
    await comeBack({ flow: 'outbound' }, element => {
      address = element.ownerDocument.location.href;
      heard = oneEvent(element, 'flinks-code');
    });
    expect(address).to.equal(latePage);
    await heard;
  });

  it('sends the user off no second time where that script opens a session', async () => {
    let outcome: Promise<Outcome> | undefined;
    let events: ReturnType<typeof record> = [];
    await comeBack({ flow: 'outbound', authorizeUrl: () => new Promise<string>(() => {}) }, element => {
      events = record(element);
      outcome = element.open();
    });
    expect(await outcome).to.include({ type: 'code', code: 'c-1' });
    expect(events.map(({ type }) => type)).to.not.include('flinks-navigate');
  });

  it('starts no inline session before it', async () => {
    let asked = 0;
    let status = '';
    const authorizeToken = () => {
      asked += 1;
      return new Promise<string>(() => {});
    };
    let heard: Promise<CustomEvent> | undefined;
    await comeBack({ connectUrl, authorizeToken }, element => {
      status = element.status;
      heard = oneEvent(element, 'flinks-code');
    });
    expect((await heard!).detail).to.include({ code: 'c-1' });
    expect([status, asked]).to.deep.equal(['idle', 0]);
  });
});
