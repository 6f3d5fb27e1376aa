import { expect, oneEvent } from '@open-wc/testing';
import { origins } from 'virtual:origins';
import corpus from '../corpus/connect-messages.json' with { type: 'json' };
import { endings, frameOf, link, puppet, record, say, settled } from '../support/connect.js';
import { letPost, messageFrom, otherConnectFrame, strangerFrame } from '../support/frames.js';
import { waitUntil } from '../support/wait-until.js';

const forged = { step: 'REDIRECT', loginId: 'forged', url: 'https://h.example/?loginId=forged' };
const steps = [
  'APP_MOUNTED',
  'COMPONENT_CLOSE_SESSION',
  'COMPONENT_DENY_CONSENT',
  'MAXIMUM_RETRY_REACHED',
  'TOKEN_INVALID',
];

describe('what the element does not hear', () => {
  const errors: unknown[] = [];
  const onError = (event: Event) => errors.push(event);
  before(() => addEventListener('error', onError));
  after(() => removeEventListener('error', onError));
  afterEach(() => {
    document.querySelectorAll('iframe').forEach(frame => frame.remove());
    expect(errors, 'no script error').to.deep.equal([]);
  });

  it('a frame at another origin that posts every documented step', async () => {
    const element = await puppet();
    const events = record(element);
    const stranger = await strangerFrame();
    for (const step of steps) await letPost(stranger, { step });
    await letPost(stranger, forged);
    await settled(element);
    expect(endings(events)).to.deep.equal([]);
    expect(element.status).to.equal('ready');
  });

  it('another frame at the very origin of Connect', async () => {
    const element = await puppet();
    const events = record(element);
    const other = await otherConnectFrame();
    await letPost(other, forged);
    await settled(element);
    expect(endings(events)).to.deep.equal([]);
  });

  it('the frame of another element on the same page: each hears its own only', async () => {
    const first = await puppet();
    const second = await puppet();
    const [firstEvents, secondEvents] = [record(first), record(second)];
    say(first, { step: 'REDIRECT', loginId: 'first' });
    await oneEvent(first, 'flinks-login');
    await settled(second);
    expect(first.value).to.equal('first');
    expect(endings(firstEvents)).to.deep.equal(['flinks-login']);
    expect(endings(secondEvents)).to.deep.equal([]);
  });

  it('the page itself, be it noise of extensions or a forgery', async () => {
    const element = await puppet();
    const events = record(element);
    const noise = corpus.filter(entry => entry.expect.from !== 'frame' || entry.kind.startsWith('noise'));
    for (const { payload } of noise) window.postMessage(payload, location.origin);
    window.postMessage(forged, location.origin);
    await settled(element);
    expect(noise.length).to.be.greaterThan(10);
    expect(endings(events)).to.deep.equal([]);
    expect(events.filter(({ type }) => type !== 'flinks-step')).to.deep.equal([]);
  });

  it('an opaque origin: sandboxed frames with a data and a blob address', async () => {
    const element = await puppet();
    const events = record(element);
    const script = `parent.postMessage(${JSON.stringify(forged)}, '*')`;
    for (const src of [
      `data:text/html,<script>${script}</script>`,
      URL.createObjectURL(new Blob([`<script>${script}</script>`], { type: 'text/html' })),
    ]) {
      const frame = document.createElement('iframe');
      frame.sandbox.add('allow-scripts');
      frame.src = src;
      const arrived = new Promise<string>(resolve =>
        addEventListener('message', event => resolve(event.origin), { once: true }),
      );
      document.body.append(frame);
      expect(await arrived).to.equal('null');
    }
    await settled(element);
    expect(endings(events)).to.deep.equal([]);
  });

  it('its own frame, where the page’s sandbox leaves that without an origin', async () => {
    const element = await link({
      set: { connectUrl: origins.stranger, sandbox: 'allow-scripts', authorizeToken: '', loadTimeout: 3_000 },
    });
    const entries: string[] = [];
    element.debug = ({ type, detail }) => entries.push(`${type} ${detail}`);
    const failed = oneEvent(element, 'flinks-error');
    await waitUntil(() => entries.includes('dropped origin (1)'), 'the frame says that it is there');
    const source = () => frameOf(element)?.contentWindow ?? null;
    const arrived = messageFrom(source);
    source()?.postMessage({ post: { payload: forged } }, '*');
    expect((await arrived).origin).to.equal('null');
    expect((await failed).detail.error).to.include({ code: 'load-timeout' });
    expect(element.value).to.equal('');
  });

  it('an event made up by a script, with the right origin and source', async () => {
    const element = await puppet();
    const events = record(element);
    const source = frameOf(element)?.contentWindow ?? null;
    let made = 0;
    for (const init of [{ origin: origins.simulator, source }, { origin: origins.simulator }]) {
      try {
        dispatchEvent(new MessageEvent('message', { ...init, data: forged }));
        made++;
      } catch {
        // Firefox and WebKit do not let a foreign window be the source.
      }
    }
    const lying = new MessageEvent('message', { data: forged });
    Object.defineProperties(lying, { origin: { value: origins.simulator }, source: { value: source } });
    dispatchEvent(lying);
    await settled(element);
    expect(made).to.be.greaterThan(0);
    expect(endings(events)).to.deep.equal([]);
  });

  it('its own frame once that has gone to another origin', async () => {
    const element = await puppet();
    const events = record(element);
    const frame = frameOf(element)!;
    const gone = new Promise<void>(resolve => {
      addEventListener('message', function listener(event) {
        if (event.origin !== origins.stranger) return;
        removeEventListener('message', listener);
        resolve();
      });
    });
    frame.contentWindow?.postMessage({ simulator: 'navigate', url: origins.stranger }, origins.simulator);
    await gone;
    await letPost(frame, forged);
    expect(endings(events)).to.deep.equal([]);
    expect(element.status).to.equal('ready');
    element.close();
    expect(endings(events), 'there is a way out').to.deep.equal(['flinks-cancel']);
  });

  it('anything once the session has ended', async () => {
    const element = await puppet({ set: { params: 'innerRedirect=true' } });
    const events = record(element);
    say(element, { step: 'REDIRECT', loginId: 'first' });
    await oneEvent(element, 'flinks-login');
    const frame = frameOf(element)!;
    expect(frame, 'innerRedirect keeps the frame').to.not.equal(null);
    await letPost(frame, { step: 'REDIRECT', loginId: 'second' });
    expect(endings(events)).to.deep.equal(['flinks-login']);
    expect(element.value).to.equal('first');
  });

  it('a flood: nothing is accepted, and debug is told of it a handful of times', async () => {
    const element = await puppet();
    const entries: string[] = [];
    element.debug = ({ type, detail }) => entries.push(`${type} ${detail}`);
    const events = record(element);
    for (let i = 0; i < 5_000; i++) window.postMessage(forged, location.origin);
    await settled(element);
    expect(endings(events)).to.deep.equal([]);
    expect(entries.filter(entry => entry.startsWith('dropped'))).to.deep.equal([
      'dropped origin (1)',
      'dropped origin (10)',
      'dropped origin (100)',
      'dropped origin (1000)',
    ]);
  });

  it('huge and odd payloads from its own frame', async () => {
    const element = await puppet();
    const events = record(element);
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;
    const odd: unknown[] = [
      null,
      undefined,
      0,
      1n,
      true,
      '',
      'REDIRECT',
      [],
      [forged],
      new Date(),
      new Map([['step', 'X']]),
      new Set(['X']),
      /x/,
      new Error('x'),
      new ArrayBuffer(8),
      new Blob(['x']),
      new File(['x'], 'x'),
      cyclic,
      'x'.repeat(5_000_000),
      Array.from({ length: 50_000 }, (_, i) => ({ i })),
      JSON.stringify([forged]),
      `{"step":"${'x'.repeat(70_000)}"}`,
    ];
    for (const payload of odd) say(element, payload);
    await settled(element);
    expect(events.filter(({ type }) => type !== 'flinks-step')).to.deep.equal([]);
    expect(events, 'the mark alone').to.have.lengthOf(1);
  });

  it('a message port that comes along: it is never started', async () => {
    const element = await puppet();
    const { port1, port2 } = new MessageChannel();
    frameOf(element)?.contentWindow?.postMessage(
      { simulator: 'post', payload: { step: 'WITH_PORT', port: 1 } },
      origins.simulator,
      [port2],
    );
    await settled(element);
    let answered = false;
    port1.onmessage = () => (answered = true);
    port1.postMessage('are you there?');
    await settled(element);
    expect(answered).to.equal(false);
  });
});

describe('what the element hears', () => {
  it('gets what it expects for every message seen in the wild that ends nothing, from its real frame', async () => {
    const element = await puppet();
    for (const { kind, payload, expect: expected } of corpus.filter(entry => entry.expect.from === 'frame')) {
      // Ending steps have tests of their own; here they would end the session of all the others.
      if (expected.result === 'step' && steps.slice(1).includes(String((payload as { step?: string }).step)))
        continue;
      if (expected.result === 'login') continue;
      const events = record(element);
      say(element, payload);
      await settled(element);
      const heard = events
        .slice(0, -1)
        .filter(({ type }) => type === 'flinks-step')
        .map(({ detail }) => detail);
      if (expected.result === 'ignored') expect(heard, kind).to.deep.equal([]);
      else expect(heard, kind).to.have.lengthOf(1);
      if ('step' in expected) expect((heard[0] as { step: string }).step, kind).to.equal(expected.step);
      if ('flinksCode' in expected)
        expect((heard[0] as { flinksCode: string }).flinksCode).to.equal(expected.flinksCode);
      expect(endings(events), kind).to.deep.equal([]);
    }
    expect(element.status).to.equal('ready');
  }).timeout(60_000);

  it('a login once, however often REDIRECT is repeated', async () => {
    const element = await link({ simulate: 'puppet' });
    await oneEvent(element, 'flinks-ready');
    const events = record(element);
    for (let i = 0; i < 100; i++) say(element, { step: 'REDIRECT', loginId: `login-${i}` });
    await oneEvent(element, 'flinks-login');
    const next = await puppet();
    await settled(next);
    expect(endings(events)).to.deep.equal(['flinks-login']);
    expect(element.value).to.equal('login-0');
  });

  it('text of the bank as text, wherever it comes from', async () => {
    const element = await puppet();
    const markup = '<img src=x onerror=alert(1)>';
    const events = record(element);
    say(element, { step: 'INSTITUTION_SELECTED', institution: markup });
    say(element, { step: markup, institution: markup });
    await settled(element);
    expect(events[0]?.detail).to.deep.include({ institution: markup });
    expect(element.shadowRoot?.querySelector('img')).to.equal(null);
    say(element, { step: 'REDIRECT', loginId: 'l', institution: markup });
    await oneEvent(element, 'flinks-login');
    await element.updateComplete;
    expect(element.shadowRoot?.querySelector('img')).to.equal(null);
  });

  it('shows nothing secret in any event but the login, nor in debug', async () => {
    const timeline: unknown[] = [];
    const element = await puppet({ set: { debug: entry => timeline.push(entry) } });
    const events = record(element);
    say(element, {
      step: 'ACCOUNT_SELECTED',
      accountId: 'secret-account',
      loginId: 'secret-login',
      token: 'secret',
    });
    say(element, {
      step: 'REDIRECT',
      loginId: 'secret-login',
      url: 'https://h.example/?loginId=secret-login',
    });
    await oneEvent(element, 'flinks-login');
    const shown = [...events.filter(({ type }) => type !== 'flinks-login'), ...timeline];
    expect(JSON.stringify(shown)).to.not.contain('secret');
    expect(element.outerHTML + element.shadowRoot?.innerHTML).to.not.contain('secret');
    expect(timeline.length).to.be.greaterThan(3);
  });
});
