import { aTimeout, expect, oneEvent } from '@open-wc/testing';
import type { FlinksLink, Outcome } from '../../src/element.js';
import { connectUrl, record } from '../support/connect.js';
import { answer, redirectUri } from '../support/redirect.js';
import { kept, left } from '../support/return.js';
import { waitUntil } from '../support/wait-until.js';

const latePage = new URL('/test/hosts/late-script.html', location.href).href;

describe('a return to a page whose own module file loads after the element', () => {
  let frame: HTMLIFrameElement;
  beforeEach(() => sessionStorage.clear());
  afterEach(() => {
    frame.remove();
    sessionStorage.clear();
  });

  /**
   * Comes back to the page, and runs that script once the element has had time to deliver too early.
   *
   * @param options.of - what else the page's URL has
   * @param options.by - the callback page, where the page with the element is not the redirect page itself
   */
  async function comeBack(
    set: Partial<FlinksLink>,
    script: (element: FlinksLink) => void,
    { of = '', by }: { of?: string; by?: string } = {},
  ): Promise<void> {
    const returnTo = `${latePage}?of=${crypto.randomUUID()}${of}`;
    const { state } = left({ returnTo, redirectUri: by ?? returnTo });
    const { href, search } = answer({ code: 'c-1', state }, by ?? returnTo);
    frame = document.createElement('iframe');
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
    while (!hasRun) await fetch(`/virtual-late-now.js${by ? new URL(returnTo).search : search}`);
  }

  it('gives that script what it listens for', async () => {
    let heard: Promise<CustomEvent> | undefined;
    await comeBack({ flow: 'outbound' }, element => (heard = oneEvent(element, 'flinks-code')));
    expect((await heard!).detail).to.include({ code: 'c-1' });
    expect(kept()).to.deep.equal([]);
  });

  it('gives it what the callback page has kept', async () => {
    let heard: Promise<CustomEvent> | undefined;
    await comeBack({ flow: 'outbound' }, element => (heard = oneEvent(element, 'flinks-code')), {
      by: redirectUri,
    });
    expect((await heard!).detail).to.include({ code: 'c-1' });
    expect(kept()).to.deep.equal([]);
  });

  it('gives it that where the page has replaced performance', async () => {
    let heard: Promise<CustomEvent> | undefined;
    await comeBack({ flow: 'outbound' }, element => (heard = oneEvent(element, 'flinks-code')), {
      of: '&performance',
    });
    expect((await heard!).detail).to.include({ code: 'c-1' });
  });

  it('gives it that by complete() with the URL of the page', async () => {
    let outcome: Promise<Outcome> | undefined;
    await comeBack({ flow: 'outbound' }, element => {
      outcome = element.complete(element.ownerDocument.location.href);
    });
    expect(await outcome).to.include({ type: 'code', code: 'c-1' });
  });

  it('delivers nothing while that script has the element removed, and delivers when it is inserted again', async () => {
    let element: FlinksLink | undefined;
    let events: ReturnType<typeof record> = [];
    let loaded: Promise<unknown> | undefined;
    await comeBack({ flow: 'outbound' }, found => {
      element = found;
      events = record(found);
      found.remove();
      loaded = oneEvent(frame, 'load');
    });
    await loaded;
    expect(events).to.deep.equal([]);
    frame.contentDocument!.body.append(element!);
    expect((await oneEvent(element!, 'flinks-code')).detail).to.include({ code: 'c-1' });
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
    expect(address).to.match(/of=[\w-]+$/);
    await heard;
  });

  it('does not send the user to the bank again where that script opens a session', async () => {
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
