import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { DebugEntry, FlinksLink, Outcome } from '../../src/element.js';
import { endings, record } from '../support/connect.js';
import { rejectionOf } from '../support/error-of.js';
import { countLeaks } from '../support/leaks.js';
import { type Live, ways } from './ways.js';

for (const [name, way] of Object.entries(ways)) {
  describe(`every flow: ${name}`, () => {
    let element: FlinksLink;
    let live: Live;
    let events: ReturnType<typeof record>;
    /** Opens a session, and records from then on. */
    async function begin(set: Partial<FlinksLink> = {}): Promise<void> {
      element = await way.make(set);
      live = await way.begin(element);
      events = record(element);
    }
    const ended = (type: string) => oneEvent(element, type as 'flinks-cancel');
    afterEach(() => document.querySelectorAll('body > iframe').forEach(frame => frame.remove()));
    const success = `flinks-${way.success}`;

    it('tells a success once: by the event, the promise, and result, which is set before the event', async () => {
      await begin();
      let result: Outcome | undefined;
      element.addEventListener(success, () => (result = element.result));
      const told = ended(success);
      await live.succeed();
      const { detail } = await told;
      expect(result).to.equal(detail);
      expect(await live.promise).to.equal(detail);
      expect(detail).to.include({ type: way.success });
      expect(JSON.stringify(detail)).to.contain(way.secret);
      expect(Object.isFrozen(detail)).to.equal(true);
      expect(element.status).to.equal('succeeded');
      expect(endings(events)).to.deep.equal([success]);
    });

    it('lets the first outcome win, whatever is said afterwards', async () => {
      await begin();
      const told = ended('flinks-cancel');
      await live.refuse();
      expect((await told).detail.reason).to.equal(way.refusal);
      await live.succeed();
      await live.fail();
      element.close();
      element.requestClose();
      expect(await live.promise).to.include({ type: 'cancel' });
      expect(endings(events)).to.deep.equal(['flinks-cancel']);
    });

    it('rejects, and tells by flinks-error, what has failed', async () => {
      await begin();
      const told = oneEvent(element, 'flinks-error');
      await live.fail();
      const { error } = (await told).detail;
      expect(error).to.include({ code: way.failure });
      expect(await rejectionOf(live.promise)).to.equal(error);
      expect(element.status).to.equal('failed');
      expect(element.result).to.equal(undefined);
    });

    it('joins a session that runs, and starts another after its end, under another attempt id', async () => {
      await begin();
      expect(element.open()).to.equal(live.promise);
      element.close();
      const first = await live.promise;
      live = await way.begin(element);
      expect(live.promise).to.not.equal(first);
      element.close();
      const second = await live.promise;
      expect(second.attemptId)
        .to.match(/^[\w-]{20,}$/)
        .and.not.equal(first.attemptId);
    });

    it('bubbles through shadow roots, and says `disconnected` to the element alone', async () => {
      await begin();
      const heard: string[] = [];
      const listener = (event: Event) => heard.push(event.type);
      document.addEventListener('flinks-cancel', listener);
      element.close();
      live = await way.begin(element);
      element.remove();
      expect(await live.promise).to.include({ reason: 'disconnected' });
      document.removeEventListener('flinks-cancel', listener);
      expect(heard).to.deep.equal(['flinks-cancel']);
      expect(endings(events)).to.deep.equal(['flinks-cancel', 'flinks-cancel']);
    });

    it('asks before it closes, and goes on where the page says no', async () => {
      await begin();
      element.addEventListener('flinks-close-request', event => event.preventDefault(), { once: true });
      element.requestClose();
      expect(endings(events)).to.deep.equal([]);
      element.requestClose();
      expect(await live.promise).to.include({ type: 'cancel', reason: 'closed' });
    });

    it('ends with a signal: cancel `aborted`, and the promise rejects with its reason', async () => {
      await begin();
      const controller = new AbortController();
      const promise = element.open({ signal: controller.signal });
      controller.abort('mine');
      expect(await rejectionOf(promise)).to.equal('mine');
      expect(events.at(-1)?.detail).to.include({ type: 'cancel', reason: 'aborted' });
    });

    it('forgets everything at reset(), and tells nobody', async () => {
      await begin();
      element.reset();
      expect(await live.promise).to.include({ type: 'cancel' });
      await live.succeed();
      expect([events, element.status, element.result]).to.deep.equal([[], 'idle', undefined]);
    });

    it('starts nothing where it is disabled, or out of the document', async () => {
      element = await way.make({ disabled: true });
      events = record(element);
      expect(await rejectionOf(element.open())).to.include({ code: 'invalid-configuration' });
      element.disabled = false;
      element.remove();
      expect(await rejectionOf(element.open())).to.include({ code: 'invalid-configuration' });
      expect([events, element.status]).to.deep.equal([[], 'idle']);
    });

    it('refuses a secret as an attribute', async () => {
      element = await way.make();
      element.setAttribute('client-secret', way.secret);
      const refused = await rejectionOf(element.open());
      expect(refused).to.include({ code: 'invalid-configuration' });
      expect(String(refused)).to.contain('client-secret').and.not.contain(way.secret);
    });

    it('hands its result to a form, unless it is sent by GET, and takes it back at its own reset', async () => {
      await begin({ name: 'bank', required: true });
      const form = await fixture<HTMLFormElement>(html`<form method="post"></form>`);
      expect(element.checkValidity()).to.equal(false);
      const told = ended(success);
      await live.succeed();
      await told;
      form.append(element);
      const entries = Object.fromEntries(new FormData(form));
      expect(entries).to.include({ bank: way.secret, 'bank-type': way.success });
      expect(element.checkValidity()).to.equal(true);
      form.method = 'get';
      expect([...new FormData(form)]).to.deep.equal([]);
      form.method = 'post';
      form.reset();
      expect(new FormData(form).get('bank')).to.equal(way.secret);
      element.reset();
      expect([...new FormData(form)]).to.deep.equal([]);
      expect(element.result).to.equal(undefined);
    });

    it('says what happened to debug, and nothing secret there or in what is not the outcome', async () => {
      const timeline: DebugEntry[] = [];
      await begin({ debug: entry => timeline.push(entry) });
      const told = ended(success);
      await live.succeed();
      await told;
      const others = events.filter(({ type }) => type !== success);
      expect(timeline.map(({ type }) => type)).to.include('end');
      expect(JSON.stringify([timeline, others])).to.not.contain(way.secret);
      expect(new Set(timeline.map(({ attemptId }) => attemptId))).to.have.lengthOf(1);
    });

    it('leaves another element of the page alone', async () => {
      await begin();
      const other = await way.make();
      const elsewhere = await way.begin(other);
      const heard = record(other);
      const told = ended(success);
      await live.succeed();
      await told;
      expect([heard.map(({ type }) => type), other.status]).to.deep.equal([[], other.status]);
      expect(['ready', 'waiting']).to.include(other.status);
      other.close();
      expect(await elsewhere.promise).to.include({ type: 'cancel' });
    });

    it('leaves no listener, timer or channel behind', async () => {
      const leaks = countLeaks();
      try {
        await begin();
        const told = ended(success);
        await live.succeed();
        await told;
        await element.updateComplete;
        expect([leaks.listeners(), leaks.channels()]).to.deep.equal([0, 0]);
        expect(element.renderRoot.querySelector('iframe')).to.equal(null);
      } finally {
        leaks.restore();
      }
    });
  });
}
