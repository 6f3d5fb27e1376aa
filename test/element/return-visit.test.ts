import { aTimeout, expect, oneEvent } from '@open-wc/testing';
import type { FlinksLink } from '../../src/element.js';
import type { Transaction } from '../../src/protocol/transaction.js';
import { claim } from '../../src/returns/relay.js';
import { TransactionStore } from '../../src/returns/transactions.js';
import { atOnce } from '../support/at-once.js';
import { connectUrl, endings } from '../support/connect.js';
import { rejectionOf } from '../support/error-of.js';
import { clickIn } from '../support/input.js';
import { answer, authorizeFunction, redirectUri } from '../support/redirect.js';
import { type Arrival, arrive as arriveAt, elementPage, kept, left } from '../support/return.js';
import { waitUntil } from '../support/wait-until.js';

/** Longer than another page may take to claim an answer. */
const patience = 1_300;

/** What another page gets that claims the response to a state for longer than a claim takes. */
async function claimed(state: string): Promise<string[]> {
  const controller = new AbortController();
  const responses: string[] = [];
  claim(state, undefined, controller.signal, url => responses.push(url));
  await aTimeout(600);
  controller.abort();
  return responses;
}

/** Fulfilled when the second is over in which another page may claim a response: a session starts by itself then. */
const secondPassed = (put: Arrival['put']) =>
  new Promise<void>(resolve => {
    const authorizeToken = () => {
      resolve();
      return new Promise<string>(() => {});
    };
    put({ id: 'last', flow: 'connect', connectUrl, authorizeToken });
  });

/** A session whose bank the page opens by itself. */
async function opened(element: FlinksLink): Promise<void> {
  element.addEventListener('flinks-navigate', event => event.preventDefault());
  element.open().catch(() => {});
  await waitUntil(() => element.status === 'waiting');
}

describe('a page that somebody comes back to', () => {
  let frames: HTMLIFrameElement[];
  beforeEach(() => {
    frames = [];
    sessionStorage.clear();
  });
  afterEach(() => {
    frames.forEach(frame => frame.remove());
    sessionStorage.clear();
  });
  const arrive = async (...given: Parameters<typeof arriveAt>): Promise<Arrival> => {
    const arrival = await arriveAt(...given);
    frames.push(arrival.frame);
    return arrival;
  };
  const ended = (element: FlinksLink) => waitUntil(() => !['idle', 'opening'].includes(element.status));

  it('finishes the attempt that it left with: a code, as if the page had never been away', async () => {
    const attempt = left({ providerId: '1000', correlationId: 'order-6', sentRedirectUri: elementPage });
    const { put, address } = await arrive({ code: 'c-1', state: attempt.state, iss: 'https://bank.example' });
    const { element, events } = put();
    const { detail } = await oneEvent(element, 'flinks-code');
    expect({ ...detail }).to.deep.equal({
      type: 'code',
      code: 'c-1',
      state: attempt.state,
      iss: 'https://bank.example',
      providerId: '1000',
      correlationId: 'order-6',
      redirectUri: elementPage,
      attemptId: attempt.attemptId,
    });
    expect(element.result).to.equal(detail);
    expect(address()).to.equal(elementPage);
    expect(kept()).to.deep.equal([]);
    expect(endings(events)).to.deep.equal(['flinks-code']);
  });

  const answers: Record<string, [Partial<Transaction>, Record<string, string>, string, object]> = {
    'a hint that the backend took it': [{}, { status: 'linked' }, 'flinks-linked', { type: 'linked' }],
    'the error that the backend got': [
      {},
      { error: 'server_error' },
      'flinks-error',
      { code: 'authorization-failed', retryable: true },
    ],
    'a loginId of a Custom integration': [
      { flow: 'custom' },
      { loginId: 'l-1' },
      'flinks-login',
      { flow: 'custom', loginId: 'l-1' },
    ],
    'another issuer': [
      { issuer: 'https://bank.example' },
      { code: 'hush', iss: 'https://evil.example' },
      'flinks-error',
      { code: 'invalid-return' },
    ],
    'an answer that is too late': [
      { createdAt: Date.now() - 1_900_000 },
      { code: 'hush' },
      'flinks-error',
      { code: 'attempt-expired', retryable: true },
    ],
  };
  for (const [what, [others, parameters, type, expected]] of Object.entries(answers)) {
    it(`takes ${what} as ${type}`, async () => {
      const { state, attemptId } = left(others);
      const { put, address } = await arrive({ ...parameters, state });
      const { element, events } = put({ flow: others.flow ?? 'outbound' });
      await ended(element);
      expect(endings(events)).to.deep.equal([type]);
      const detail = events.at(-1)?.detail as { error?: object; attemptId?: string };
      expect(detail.error ?? detail).to.include(expected);
      if (!detail.error) expect(detail.attemptId).to.equal(attemptId);
      expect(JSON.stringify(events) + element.shadowRoot?.innerHTML).to.not.contain('hush');
      expect([address(), kept()]).to.deep.equal([elementPage, []]);
    });
  }

  it('takes Connect’s own return by its flinks_state, and leaves the state of the host to the host', async () => {
    const { state, attemptId } = left({ flow: 'connect', tag: 'mine' });
    const { put, address } = await arrive({
      loginId: 'l-1',
      flinks_state: state,
      institution: 'FlinksCapital',
    });
    const { element } = put({ flow: 'connect' });
    const { detail } = await oneEvent(element, 'flinks-login');
    expect(detail).to.deep.include({
      loginId: 'l-1',
      flow: 'connect',
      institution: 'FlinksCapital',
      attemptId,
    });
    expect(detail).to.deep.include({ tag: 'mine' }).and.not.have.property('state');
    expect(address()).to.equal(elementPage);
  });

  describe('with the answer that the redirect page has kept', () => {
    const putAfter = async (others: Partial<Transaction> = {}) => {
      const { state } = left({ redirectUri, ...others });
      const { put, frame, address } = await arrive({ code: 'c-1', state }, redirectUri);
      await waitUntil(() => address() === elementPage);
      await waitUntil(() => frame.contentWindow?.customElements.get('flinks-link'));
      return put().element;
    };

    it('takes it', async () => {
      const element = await putAfter();
      expect((await oneEvent(element, 'flinks-code')).detail.code).to.equal('c-1');
      expect(kept()).to.deep.equal([]);
    });

    it('says that it is too late', async () => {
      const element = await putAfter({ createdAt: Date.now() - 1_900_000 });
      expect((await oneEvent(element, 'flinks-error')).detail.error.code).to.equal('attempt-expired');
      expect(kept()).to.deep.equal([]);
    });
  });

  it('leaves foreign parameters, those of the redirect URI, and the hash, byte for byte', async () => {
    const redirectUri = `${elementPage}?tag=of+the%20host&lang=fr`;
    const { state } = left({ redirectUri });
    const { put, address } = await arrive(
      {},
      `${redirectUri}&code=c-1&utm=%78%20y&state=${state}&tag=ours#part`,
    );
    const { element } = put();
    await oneEvent(element, 'flinks-code');
    expect(address()).to.equal(`${redirectUri}&utm=%78%20y#part`);
  });

  it('knows its attempt by its name where it has no id, and by neither where it is alone', async () => {
    for (const [owner, set] of [
      ['by-name', { id: '', name: 'by-name' }],
      ['', { id: '' }],
    ] as const) {
      const { state } = left({ owner });
      const { put } = await arrive({ code: 'c-1', state });
      const { element } = put(set);
      expect((await oneEvent(element, 'flinks-code')).detail.state).to.equal(state);
    }
  });

  it('gives the answer to the element that left, however late it comes, and to no other', async () => {
    const { state } = left({ owner: 'second' });
    const { put, address } = await arrive({ code: 'c-1', state });
    const first = put({ id: 'first' });
    await waitUntil(() => address() === elementPage, 'the address is clean before the owner is there');
    expect(kept()).to.deep.equal([state]);
    const second = put({ id: 'second' });
    expect((await oneEvent(second.element, 'flinks-code')).detail.code).to.equal('c-1');
    expect([first.events, first.element.status]).to.deep.equal([[], 'idle']);
  });

  it('delivers once: not to a twin, not behind a reload, not to the element put in again', async () => {
    const { state } = left();
    const { put, frame } = await arrive({ code: 'c-1', state });
    const { element, events } = put();
    await oneEvent(element, 'flinks-code');
    const twin = put();
    element.remove();
    frame.contentDocument?.body.append(element);
    frame.contentWindow?.location.reload();
    await oneEvent(frame, 'load');
    const again = put();
    expect(kept()).to.deep.equal([]);
    const next = left();
    await again.element.complete(answer({ code: 'c-2', state: next.state }, elementPage));
    expect([endings(events), twin.events]).to.deep.equal([['flinks-code'], []]);
    expect(again.events.map(({ detail }) => (detail as { code?: string }).code)).to.deep.equal(['c-2']);
  });

  it('takes the last of what it has left for, and nothing that it has replaced', async () => {
    const first = left();
    const { state } = left();
    const other = left({ returnTo: `${location.origin}/mortgage` });
    const { put } = await arrive({ code: 'c-1', state });
    expect((await oneEvent(put().element, 'flinks-code')).detail.state).to.equal(state);
    const again = await arrive({ code: 'hush', state: first.state });
    const { detail } = await oneEvent(again.put({ redirectUri: elementPage }).element, 'flinks-error');
    expect(detail.error).to.include({ code: 'state-mismatch' });
    expect(kept()).to.deep.equal([other.state]);
  });

  it('gives the answer to no element of the same id in another page', async () => {
    const attempt = left({ returnTo: `${location.origin}/mortgage`, redirectUri: `${location.origin}/back` });
    const answered = { ...attempt, answer: `${location.origin}/back?code=hush&state=${attempt.state}` };
    new TransactionStore().keep(answered);
    const { put } = await arrive({});
    const { events } = put();
    const own = left({ owner: 'own' });
    const { put: putOwn } = await arrive({ code: 'c-1', state: own.state });
    await oneEvent(putOwn({ id: 'own' }).element, 'flinks-code');
    expect([events, kept()]).to.deep.equal([[], [attempt.state]]);
  });

  it('delivers where the browser lets the page change its address no more', async () => {
    const { state } = left();
    const { put, frame } = await arrive({ code: 'c-1', state });
    Object.assign(frame.contentWindow?.history as History, {
      replaceState() {
        throw new DOMException('too often', 'SecurityError');
      },
    });
    expect((await oneEvent(put().element, 'flinks-code')).detail.code).to.equal('c-1');
  });

  it('delivers where the storage has no room for the answer', async () => {
    const { state } = left();
    const { put, address } = await arrive({ code: `c-${'x'.repeat(3_000)}`, state });
    for (let part = 'x'.repeat(2 ** 22), i = 0; part;) {
      try {
        sessionStorage.setItem(`of the host ${i++}`, part);
      } catch {
        part = part.slice(0, part.length / 2);
      }
    }
    const { element } = put();
    expect((await oneEvent(element, 'flinks-code')).detail.state).to.equal(state);
    expect(address()).to.equal(elementPage);
  });

  it('says invalid-return where the path is spelled otherwise, and takes the answer off it', async () => {
    const redirectUri = elementPage.replace('.html', '');
    const { state } = left({ redirectUri, returnTo: `${location.origin}/shop` });
    const { put, address } = await arrive({ code: 'hush', state });
    const { element } = put({ redirectUri });
    const { error } = (await oneEvent(element, 'flinks-error')).detail;
    expect(error).to.include({ code: 'invalid-return' });
    expect(error.message).to.contain('/test/hosts/element.html').and.contain('/test/hosts/element.');
    expect(`${JSON.stringify(error)} ${error}`)
      .to.not.contain('hush')
      .and.not.contain(state);
    expect([address(), kept()]).to.deep.equal([elementPage, []]);
  });

  describe('with an answer that is not the element’s', () => {
    it('starts at once where no element comes back to the page, and gives a host’s own sign-in to nobody', async () => {
      const elsewhere = `${location.origin}/back`;
      for (const other of [undefined, { flow: 'outbound', id: 'other', redirectUri: elsewhere } as const]) {
        const given = new AbortController();
        const responses: string[] = [];
        claim('of-the-host', undefined, given.signal, url => responses.push(url));
        const { put } = await arrive({ code: 'of-the-host', state: 'of-the-host' });
        if (other) put(other);
        await new Promise<void>(resolve => {
          const authorizeToken = () => {
            resolve();
            return new Promise<string>(() => {});
          };
          put({ flow: 'connect', connectUrl, authorizeToken, loadTimeout: 600 });
        });
        await aTimeout(300);
        given.abort();
        expect(responses).to.deep.equal([]);
      }
    });

    it('cleans the address of its own redirect page before it responds to anybody', async () => {
      const { put, address, frame } = await arrive({ code: 'hush', state: 'unknown' });
      const before = address();
      const given = new AbortController();
      const response = new Promise<string[]>(resolve =>
        claim('unknown', undefined, given.signal, url => resolve([url, address()])),
      );
      put({ redirectUri: elementPage });
      expect(await response).to.deep.equal([before, elementPage]);
      expect(frame.contentWindow?.history.state).to.equal(null);
    });

    it('responds to no page once it has left the document, even on its own redirect page', async () => {
      const { put, frame } = await arrive({ code: 'hush', state: 'unknown' });
      const { element } = put({ redirectUri: elementPage });
      await waitUntil(() => frame.contentWindow?.location.search === '', 'the address is clean');
      element.remove();
      await aTimeout(0);
      const given = new AbortController();
      const responses: string[] = [];
      claim('unknown', undefined, given.signal, url => responses.push(url));
      await aTimeout(300);
      given.abort();
      expect(responses).to.deep.equal([]);
    });

    /**
     * Whether its window responds to a page that claims now. A witness in the window hears the claim last there, so that
     * what it says comes behind the response.
     */
    async function responds({ frame }: Arrival, state: string): Promise<boolean> {
      const name = `flinks-link:${state}`;
      const inside = frame.contentWindow as Window & typeof globalThis;
      const witness = new inside.BroadcastChannel(name);
      const page = new BroadcastChannel(name);
      const words: unknown[] = [];
      witness.onmessage = () => witness.postMessage({ say: 'heard' });
      const heard = new Promise<void>(resolve => {
        page.onmessage = ({ data }) => {
          words.push(data.say);
          if (data.say === 'heard') resolve();
        };
      });
      page.postMessage({ say: 'claim', id: 'page' });
      await heard;
      witness.close();
      page.close();
      return words.includes('response');
    }

    it('responds to no page once the user has started a session', async () => {
      const arrival = await arrive({ code: 'hush', state: 'unknown' });
      const { element } = arrival.put({ redirectUri: elementPage, authorizeUrl: authorizeFunction('') });
      await waitUntil(() => !arrival.address().includes('hush'), 'the address is clean');
      expect(await responds(arrival, 'unknown')).to.equal(true);
      element.addEventListener('flinks-navigate', event => event.preventDefault());
      const started = oneEvent(element, 'flinks-navigate');
      await clickIn(arrival.frame, element.renderRoot.querySelector('.trigger button')!);
      await started;
      expect(await responds(arrival, 'unknown')).to.equal(false);
      element.close();
    });

    it('responds to no page once a script has started a session, after the second in which it waits', async () => {
      const arrival = await arrive({ code: 'hush', state: 'unknown' });
      const { element } = arrival.put({ redirectUri: elementPage, authorizeUrl: authorizeFunction('') });
      const error = await rejectionOf(element.complete(arrival.address()));
      expect(error).to.include({ code: 'state-mismatch' });
      expect(await responds(arrival, 'unknown')).to.equal(true);
      element.addEventListener('flinks-navigate', event => event.preventDefault());
      void element.open();
      expect(await responds(arrival, 'unknown')).to.equal(false);
      element.close();
    });

    it('responds after a move as before it', async () => {
      const { put, frame } = await arrive({ code: 'hush', state: 'unknown' });
      const { element } = put({ redirectUri: elementPage });
      await waitUntil(() => frame.contentWindow?.location.search === '', 'the address is clean');
      frame.contentDocument?.body.append(element);
      await aTimeout(0);
      const given = new AbortController();
      const response = new Promise<string>(resolve => claim('unknown', undefined, given.signal, resolve));
      expect(await response).to.contain('code=hush');
    });

    it('takes no answer to an attempt in a window, which only a script of the page can have stored', async () => {
      const { state } = left({ mode: 'popup' });
      const { put } = await arrive({ code: 'hush', state });
      const { element, events } = put({ redirectUri: elementPage });
      const { detail } = await oneEvent(element, 'flinks-error');
      expect(detail.error).to.include({ code: 'state-mismatch' });
      expect(endings(events)).to.deep.equal(['flinks-error']);
    });

    it('takes no state that stands twice, though its attempt is there', async () => {
      const { state } = left();
      const { put, address } = await arrive({ code: 'hush', state }, `${elementPage}?state=${state}`);
      const { element } = put();
      const { detail } = await oneEvent(element, 'flinks-error');
      expect(detail.error).to.include({ code: 'state-mismatch' });
      expect(address()).to.not.contain('hush');
    });

    it('delays no open(): the user leaves inside the call', async () => {
      const { put } = await arrive({ code: 'of-the-host', state: 'of-the-host' });
      const { element, events } = put({ authorizeUrl: authorizeFunction('') });
      element.addEventListener('flinks-navigate', event => event.preventDefault());
      const promise = element.open();
      expect(events.map(({ type }) => type)).to.deep.equal(['flinks-navigate']);
      element.close();
      expect(await promise).to.include({ type: 'cancel', reason: 'closed' });
    });

    it('opens a session all the same in a browser without BroadcastChannel', async () => {
      const { put, frame } = await arrive({ code: 'of-the-host', state: 'of-the-host' });
      Object.assign(frame.contentWindow!, { BroadcastChannel: undefined });
      const { element } = put({ authorizeUrl: 'https://bank.example/?state=1' });
      expect(await rejectionOf(element.open())).to.include({ code: 'unsupported' });
    });
  });

  describe('in a window that another page waits for', () => {
    it('hands the answer over, starts and emits nothing, and says that it can be closed', async () => {
      const state = crypto.randomUUID();
      const controller = new AbortController();
      const answer = new Promise<string>(resolve => claim(state, undefined, controller.signal, resolve));
      const { put, address } = await arrive({ code: 'c-1', state }, `${elementPage}?lang=fr`);
      const before = address();
      let asked = 0;
      const { element, events } = put({
        flow: 'connect',
        connectUrl,
        redirectUri: `${elementPage}?lang=fr`,
        authorizeToken: () => {
          asked++;
          return '';
        },
      });
      const other = put({ id: 'other' });
      expect(await answer).to.equal(before);
      await waitUntil(() => element.shadowRoot?.textContent?.includes('You can close this window'));
      controller.abort();
      expect([events, other.events, asked, element.status]).to.deep.equal([[], [], 0, 'idle']);
      expect(address()).to.equal(`${elementPage}?lang=fr`);
    });

    it('hands it over though a script opens a session as it loads, whose promise settles', async () => {
      const state = crypto.randomUUID();
      const controller = new AbortController();
      const response = new Promise<string>(resolve => claim(state, undefined, controller.signal, resolve));
      const { put } = await arrive({ code: 'c-1', state });
      const { element } = put({ authorizeUrl: authorizeFunction('') });
      element.addEventListener('flinks-navigate', event => event.preventDefault());
      const promise = element.open();
      expect(await response).to.contain(state);
      expect(await promise).to.include({ type: 'cancel', reason: 'aborted' });
      await waitUntil(() => element.shadowRoot?.textContent?.includes('You can close this window'));
      controller.abort();
      expect(element.status).to.equal('idle');
    });

    it('starts no Connect beside an element that comes back so, whichever is first', async () => {
      for (const order of [
        ['connect', 'outbound'],
        ['outbound', 'connect'],
      ] as const) {
        const state = crypto.randomUUID();
        const controller = new AbortController();
        const answer = new Promise<string>(resolve => claim(state, undefined, controller.signal, resolve));
        const { put } = await arrive({ code: 'c-1', state });
        let asked = 0;
        const authorizeToken = () => {
          asked++;
          return '';
        };
        const [one, two] = order.map(flow => put({ id: flow, flow, connectUrl, authorizeToken }).element);
        expect(await answer).to.contain(state);
        for (const element of [one, two])
          await waitUntil(() => element?.shadowRoot?.textContent?.includes('You can close this window'));
        controller.abort();
        expect(asked, String(order)).to.equal(0);
      }
    });

    it('hands it over though a router asks for it by complete(), which rejects for nobody then', async () => {
      const state = crypto.randomUUID();
      const controller = new AbortController();
      const answer = new Promise<string>(resolve => claim(state, undefined, controller.signal, resolve));
      const { put, address } = await arrive({ code: 'c-1', state });
      const before = address();
      const { element, events } = put({ redirectUri: elementPage });
      let settled = false;
      element.complete(before).finally(() => (settled = true));
      expect(await answer).to.equal(before);
      await waitUntil(() => element.shadowRoot?.textContent?.includes('You can close this window'));
      controller.abort();
      expect([events, settled, address()]).to.deep.equal([[], false, elementPage]);
    });
  });
});

describe('a page that somebody comes back to, after a second', () => {
  const frames: HTMLIFrameElement[] = [];
  const arrive = async (...given: Parameters<typeof arriveAt>): Promise<Arrival> => {
    const arrival = await arriveAt(...given);
    frames.push(arrival.frame);
    return arrival;
  };
  before(() => sessionStorage.clear());
  after(() => {
    frames.forEach(frame => frame.remove());
    sessionStorage.clear();
  });

  const foreign: Record<string, Partial<FlinksLink>> = {
    'a Connect element': { flow: 'connect' },
    'an element whose people come back to another page': { redirectUri: `${location.origin}/back` },
    'an element of the flow outbound': {},
  };
  async function leavesAlone(set: Partial<FlinksLink>): Promise<void> {
    const { put, address, frame } = await arrive({ code: 'of-the-host', state: 'of-the-host' });
    const before = address();
    const { events, element } = put(set);
    await aTimeout(patience);
    expect([address(), events, element.status]).to.deep.equal([before, [], 'idle']);
    expect(frame.contentWindow?.history).to.have.lengthOf(history.length);
  }

  /** Elements that never ask Connect to come back to this page. */
  const strangers: Record<string, Partial<FlinksLink>> = {
    'a Connect element': { flow: 'connect' },
    'a Connect element that comes back to another page': {
      flow: 'connect',
      redirectUri: `${location.origin}/back`,
    },
    'an Outbound element that comes back to this page': { redirectUri: elementPage },
    'an Express element': { flow: 'express', redirectUri: elementPage },
  };
  async function ignoresState(set: Partial<FlinksLink>): Promise<void> {
    const { put, address } = await arrive({ flinks_state: '1' });
    const before = address();
    const { events, element } = put(set);
    await aTimeout(patience);
    expect([address(), events, element.status]).to.deep.equal([before, [], 'idle']);
  }

  const strays: Record<string, [Record<string, string>, Partial<FlinksLink>, hash?: string]> = {
    'an unknown state': [{ code: 'hush', state: 'unknown' }, { redirectUri: elementPage }],
    'no state': [{ code: 'hush' }, { redirectUri: elementPage }],
    'a refusal of an unknown state': [
      { error: 'access_denied', state: 'unknown' },
      { redirectUri: elementPage },
    ],
    'behind the hash': [{}, { redirectUri: elementPage }, '#code=hush&state=unknown-too'],
    'a loginId without an attempt': [
      { loginId: 'hush', flinks_state: 'unknown' },
      { flow: 'connect', redirectUri: elementPage },
    ],
  };
  async function cleansAddress([parameters, set, hash]: (typeof strays)[string]): Promise<void> {
    const { put, address, frame } = await arrive(parameters);
    if (hash) frame.contentWindow?.location.replace(elementPage + hash);
    const { element, events } = put(set);
    const { detail } = await oneEvent(element, 'flinks-error');
    expect(detail.error).to.include({ code: 'state-mismatch' });
    expect(`${JSON.stringify(detail)} ${detail.error}`).to.not.contain('hush');
    expect(address()).to.equal(elementPage);
    expect(endings(events)).to.deep.equal(['flinks-error']);
  }

  const linked = 'Your bank account is linked.';
  const pages = {
    'in the address': elementPage,
    'behind the redirect page': new URL('/test/hosts/callback.html', location.href).href,
  };
  /** A message had brought the answer before the page was left. */
  async function saysLinked(owner: string, page: string): Promise<void> {
    const { state } = left({ flow: 'connect', mode: 'done', redirectUri: page, owner });
    const { put, frame, address } = await arrive({ loginId: 'hush', flinks_state: state }, page);
    const inTime = { timeout: 10_000 };
    await waitUntil(() => address().startsWith(elementPage), 'the page of the element', inTime);
    await waitUntil(() => frame.contentWindow?.customElements.get('flinks-link'), 'its script', inTime);
    let asked = 0;
    const authorizeToken = () => {
      asked++;
      return '';
    };
    const set = { id: owner, redirectUri: page, authorizeToken };
    const { element, events } = put({ flow: 'connect', connectUrl, ...set });
    await waitUntil(() => element.shadowRoot?.textContent?.includes(linked));
    await aTimeout(patience);
    expect([events, asked, element.status]).to.deep.equal([[], 0, 'idle']);
    expect(kept()).to.not.include(state);
    expect(address()).to.equal(elementPage);
    element.open().catch(() => {});
    await waitUntil(() => asked, 'the user can link another account');
    expect(element.shadowRoot?.querySelector('.panel')?.textContent).to.not.contain(linked);
    element.close();
  }

  const named = <T>(rows: Record<string, T>, title: string, run: (row: T, name: string) => Promise<void>) =>
    Object.fromEntries(
      Object.entries(rows).map(([name, row]) => [`${title}: ${name}`, () => run(row, name)] as const),
    );

  atOnce({
    ...named(foreign, 'leaves a host’s own sign-in alone', leavesAlone),
    ...named(strays, 'cleans the address of its own redirect page, and says state-mismatch', cleansAddress),
    ...named(pages, 'emits nothing, starts nothing and says so where a message was first', (page, where) =>
      saysLinked(where, page),
    ),

    ...named(strangers, 'takes no flinks_state of a link for its own:', ignoresState),

    async 'gives a host’s own sign-in to nobody after a second'() {
      const { put } = await arrive({ code: 'of-the-host', state: 'of-a-host' });
      put();
      await secondPassed(put);
      expect(await claimed('of-a-host')).to.deep.equal([]);
    },

    async 'gives it to no page after the second in which a script has opened a session'() {
      const { put } = await arrive({ code: 'hush', state: 'beside-a-session' });
      const { element } = put({ redirectUri: elementPage, authorizeUrl: authorizeFunction('') });
      await opened(element);
      // Nothing tells that the second is over.
      await aTimeout(2 * patience);
      expect(await claimed('beside-a-session')).to.deep.equal([]);
      expect(element.status).to.equal('waiting');
      element.close();
    },

    async 'leaves a response without a state alone that is not its own'() {
      const { put, address } = await arrive({ code: 'of-the-host' });
      const before = address();
      const { events, element } = put();
      await secondPassed(put);
      expect([address(), events, element.status]).to.deep.equal([before, [], 'idle']);
    },

    async 'leaves a host’s own sign-in alone though complete() is asked for it, and rejects'() {
      const { put, address } = await arrive({ code: 'of-the-host', state: 'of-the-host' });
      const before = address();
      const { element, events } = put();
      expect(await rejectionOf(element.complete(before))).to.include({ code: 'state-mismatch' });
      expect([address(), events]).to.deep.equal([before, []]);
    },

    async 'starts a session that it owes the user when no page has claimed the answer'() {
      const { put } = await arrive({ code: 'of-the-host', state: 'of-the-host' });
      const { element } = put({
        flow: 'connect',
        connectUrl: `${elementPage}?`,
        authorizeToken: '',
        loadTimeout: 5_000,
      });
      await waitUntil(() => element.status !== 'idle', 'it never starts', { timeout: 5_000 });
      element.close();
    },

    async 'tells the developer whose answer lies there and is not taken'() {
      const { state } = left({ owner: 'renamed' });
      const { put, frame } = await arrive({ code: 'hush', state });
      const lines: string[] = [];
      const inside = frame.contentWindow as Window & typeof globalThis;
      inside.console.warn = (line: string) => lines.push(line);
      put();
      await waitUntil(() => lines.length, 'nothing is said', { timeout: 6_000 });
      expect(lines.join()).to.contain('"renamed"').and.not.contain('hush').and.not.contain(state);
    },
  });
});
