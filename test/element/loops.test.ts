import { aTimeout, expect, nextFrame, oneEvent } from '@open-wc/testing';
import type { FlinksLink, FlinksLinkError, Outcome } from '../../src/element.js';
import { atOnce } from '../support/at-once.js';
import { freezeClock } from '../support/clock.js';
import { endings, link, mintToken, puppet, record, say, tokenFunction } from '../support/connect.js';
import { click } from '../support/input.js';
import { authorizeFunction, away, outbound } from '../support/redirect.js';
import { waitUntil } from '../support/wait-until.js';

describe('a frame that refuses every token', () => {
  /** Says it, refuses the token, and goes on so with every load, as a page that is out to spend tokens does. */
  async function spend(before: string): Promise<string[]> {
    const authorizeToken = tokenFunction({ simulate: 'puppet' });
    const element = await link({ set: { authorizeToken } });
    element.addEventListener('flinks-ready', () => {
      say(element, { step: before });
      say(element, { step: 'TOKEN_INVALID' });
    });
    const { detail } = await oneEvent(element, 'flinks-error');
    expect(detail.error).to.include({ code: 'token-expired' });
    return authorizeToken.reasons;
  }

  const byItself = ['APP_MOUNTED', 'INSTITUTION_SELECTED', 'COMPONENT_LOAD_CREDENTIAL', 'APP_ONLINE'];
  const byUser = ['SUBMIT_CREDENTIAL', 'SUBMIT_MFA'];
  atOnce({
    ...Object.fromEntries(
      [...byItself, 'POPUP_OPENED'].map(step => [
        `costs two, though it says ${step} before`,
        async () => expect(await spend(step)).to.deep.equal(['start', 'renew']),
      ]),
    ),
    ...Object.fromEntries(
      byUser.map(step => [
        `costs three at most, though it says ${step} before, which a user does`,
        async () => expect(await spend(step)).to.deep.equal(['start', 'renew', 'renew']),
      ]),
    ),
  });

  it('costs three at most with a session that has to be resumed and is dead', async () => {
    const authorizeToken = tokenFunction({ simulate: 'puppet' });
    const element = await link({ set: { authorizeToken, requestId: 'gone' } });
    const says = [
      { step: 'TOKEN_INVALID' },
      { step: 'SUBMIT_MFA' },
      { step: 'TOKEN_INVALID' },
      { flinksCode: 'SESSION_EXPIRED' },
    ];
    element.addEventListener('flinks-ready', () => {
      say(element, says.shift());
      if (says[0]?.step === 'SUBMIT_MFA') return;
      say(element, says.shift());
    });
    const { detail } = await oneEvent(element, 'flinks-error');
    expect(detail.error).to.include({ code: 'token-expired' });
    expect(authorizeToken.reasons).to.deep.equal(['start', 'renew', 'renew']);
  });

  it('does not count the loads that the user asks for, nor moves of the element', async () => {
    const authorizeToken = tokenFunction({ simulate: 'puppet' });
    const element = await puppet({ set: { authorizeToken } });
    const parent = element.parentElement!;
    for (let loads = 0; loads < 3; loads++) {
      const ready = oneEvent(element, 'flinks-ready');
      parent.append(element);
      await ready;
    }
    const events = record(element);
    for (const step of ['TOKEN_INVALID', 'SUBMIT_CREDENTIAL', 'TOKEN_INVALID']) {
      const ready = step === 'TOKEN_INVALID' && oneEvent(element, 'flinks-ready');
      say(element, { step });
      await ready;
    }
    expect(endings(events)).to.deep.equal([]);
    say(element, { step: 'SUBMIT_CREDENTIAL' });
    say(element, { step: 'TOKEN_INVALID' });
    await oneEvent(element, 'flinks-error');
    expect(authorizeToken.reasons).to.have.lengthOf(6);
  });
});

describe('a page that starts again whenever it hears of the end', () => {
  const { warn } = console;
  let lines: string[];
  let clock: ReturnType<typeof freezeClock>;
  beforeEach(() => {
    clock = freezeClock();
    lines = [];
    console.warn = (line: string) => lines.push(line);
  });
  afterEach(() => {
    clock.restore();
    console.warn = warn;
  });

  /** Opens in every `flinks-error`, never within itself, until it is refused. */
  function refusal(element: FlinksLink): Promise<FlinksLinkError> {
    let depth = 0;
    return new Promise(resolve => {
      element.addEventListener('flinks-error', () => {
        expect(++depth, 'listeners within each other').to.equal(1);
        element.open().catch((error: FlinksLinkError) => {
          if (/more than four times in a second/.test(error.message)) resolve(error);
        });
        depth--;
      });
    });
  }
  /** @param started - how often the element was started before */
  async function isRefused(element: FlinksLink, started = 0): Promise<void> {
    const events = record(element);
    const refused = refusal(element);
    element.open().catch(() => {});
    expect(await refused).to.include({ code: 'invalid-configuration' });
    await nextFrame();
    expect(endings(events), 'and no event for the fifth').to.have.lengthOf(4 - started);
    expect(lines.filter(line => line.includes('more than four times'))).to.have.lengthOf(1);
  }

  it('is refused the fifth start in a second with a token out of its cache', async () => {
    const token = await mintToken({ simulate: 'puppet' });
    const element = await puppet({ set: { authorizeToken: () => token } });
    element.close();
    await isRefused(element, 1);
  });

  it('is refused it with a setting that is wrong before a window opens', async () => {
    await isRefused(await outbound({ authorizeUrl: undefined }));
  });

  it('is refused it where it waits for the promise, and the tab stays alive', async () => {
    const element = await outbound({ authorizeUrl: undefined });
    let rejections = 0;
    let goesOn = true;
    const again = (): Promise<void> =>
      element.open().then(
        () => {},
        () => (rejections++, goesOn ? again() : undefined),
      );
    const over = again();
    await aTimeout(50);
    goesOn = false;
    await over;
    expect(rejections, 'at most one a task behind the fourth').to.be.within(5, 500);
  });

  it('is refused it where it resets an inline session', async () => {
    const token = await mintToken({ simulate: 'puppet' });
    const element = await puppet({ set: { authorizeToken: () => token } });
    let failures = 0;
    element.addEventListener('flinks-error', () => {
      failures++;
      element.reset();
    });
    element.reset();
    await waitUntil(() => lines.some(line => line.includes('more than four times')));
    expect([failures, element.status]).to.deep.equal([3, 'idle']);
  });

  it('is refused it where its script presses the trigger, and a user who presses it is not', async () => {
    const element = await outbound({ authorizeUrl: undefined });
    const trigger = element.querySelector<HTMLButtonElement>('button')!;
    const events = record(element);
    element.addEventListener('flinks-error', () => trigger.click());
    element.open().catch(() => {});
    await waitUntil(() => lines.some(line => line.includes('more than four times')));
    expect(endings(events)).to.have.lengthOf(4);
    await click(trigger);
    expect(endings(events).length).to.be.greaterThan(4);
  });

  it('starts in a task of its own, which close() and reset() come before', async () => {
    const asked = authorizeFunction('');
    const element = await outbound({ authorizeUrl: asked });
    const outcomes: Promise<Outcome>[] = [];
    for (const end of ['close', 'reset'] as const) {
      await away(element);
      const before = asked.reasons.length;
      element.addEventListener(
        'flinks-cancel',
        () => {
          outcomes.push(element.open());
          expect([element.open() === outcomes.at(-1), element.status]).to.deep.equal([true, 'opening']);
          element[end]();
        },
        { once: true },
      );
      element.close();
      await nextFrame();
      await nextFrame();
      expect(asked.reasons.length, end).to.equal(before);
    }
    const ended = await Promise.all(outcomes);
    expect(ended.map(outcome => 'reason' in outcome && outcome.reason)).to.deep.equal(['closed', 'aborted']);
  });
});
