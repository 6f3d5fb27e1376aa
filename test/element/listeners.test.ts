import { expect, oneEvent } from '@open-wc/testing';
import { endings, link, puppet, record, say, settled, tokenFunction } from '../support/connect.js';
import { countLeaks } from '../support/leaks.js';

describe('listeners of the page that misbehave', () => {
  it('may throw: the session stays valid', async () => {
    const element = await puppet();
    const errors: string[] = [];
    const onError = (event: ErrorEvent) => {
      errors.push(event.message);
      event.preventDefault();
    };
    // The test framework's own handler would take the error for a failure.
    const frameworks = window.onerror;
    window.onerror = null;
    addEventListener('error', onError);
    for (const type of ['flinks-step', 'flinks-login']) {
      element.addEventListener(
        type,
        () => {
          throw new Error(`thrown in ${type}`);
        },
        { once: true },
      );
    }
    element.debug = () => {
      throw new Error('thrown in debug');
    };
    say(element, { step: 'REDIRECT', loginId: 'l' });
    await oneEvent(element, 'flinks-login');
    removeEventListener('error', onError);
    window.onerror = frameworks;
    expect(element.value).to.equal('l');
    expect(errors.join())
      .to.contain('thrown in flinks-step')
      .and.contain('thrown in flinks-login')
      .and.contain('thrown in debug');
  });

  it('may remove the element inside an event', async () => {
    const element = await puppet();
    const events = record(element);
    element.addEventListener('flinks-step', () => element.remove(), { once: true });
    say(element, { step: 'X' });
    await oneEvent(element, 'flinks-cancel');
    expect(endings(events)).to.deep.equal(['flinks-cancel']);
    expect(events.at(-1)?.detail).to.deep.include({ reason: 'disconnected' });
  });

  for (const moment of ['opening', 'loading'])
    it(`may close the session inside its debug function, at "${moment}": nothing of it stays`, async () => {
      const leaks = countLeaks();
      try {
        const element = await link({ set: { authorizeToken: undefined } });
        element.debug = ({ detail }) => {
          if (detail === moment) element.close();
        };
        const cancelled = oneEvent(element, 'flinks-cancel');
        element.authorizeToken = tokenFunction();
        await cancelled;
        await element.updateComplete;
        expect([leaks.listeners(), leaks.timers()]).to.deep.equal([0, 0]);
      } finally {
        leaks.restore();
      }
    });

  it('may close the session inside the step of its login: the close was first', async () => {
    const element = await puppet();
    const events = record(element);
    element.addEventListener('flinks-step', () => element.close(), { once: true });
    say(element, { step: 'REDIRECT', loginId: 'l' });
    await oneEvent(element, 'flinks-cancel');
    await settled(await puppet());
    expect(endings(events)).to.deep.equal(['flinks-cancel']);
    expect(element.value).to.equal('');
  });

  it('may open the next session inside the end of the one before', async () => {
    const element = await puppet();
    let next: Promise<unknown> | undefined;
    element.addEventListener('flinks-login', () => (next = element.open()), { once: true });
    say(element, { step: 'REDIRECT', loginId: 'first' });
    await oneEvent(element, 'flinks-login');
    await oneEvent(element, 'flinks-ready');
    say(element, { step: 'REDIRECT', loginId: 'second' });
    expect(await next).to.deep.include({ loginId: 'second' });
    expect(element.value).to.equal('second');
  });
});
