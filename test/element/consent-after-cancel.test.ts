import { expect, oneEvent } from '@open-wc/testing';
import type { FlinksLink } from '../../src/element.js';
import { record } from '../support/connect.js';
import {
  answer,
  authorizeFunction,
  away,
  clickTrigger,
  comeBack,
  outbound,
  watchWindows,
} from '../support/redirect.js';
import { waitUntil } from '../support/wait-until.js';

describe('a consent that is given after a cancel', () => {
  const frames: HTMLIFrameElement[] = [];
  afterEach(() => frames.splice(0).forEach(frame => frame.remove()));

  /** Cancelled while the user is at the bank. */
  async function cancelled(set: Partial<FlinksLink> = {}) {
    const element = await outbound({ authorizeUrl: authorizeFunction(''), ...set });
    const { state, outcome } = await away(element);
    element.close();
    const { attemptId } = await outcome;
    return { element, state, attemptId };
  }

  async function back(parameters: Record<string, string>): Promise<HTMLIFrameElement> {
    const frame = await comeBack(answer(parameters));
    frames.push(frame);
    return frame;
  }

  it('is told, with no code in it; the window has nothing left to do', async () => {
    const { element, state, attemptId } = await cancelled();
    const events = record(element);
    const noticed = oneEvent(element, 'flinks-notice');
    const window = await back({ code: 'hush', state });
    expect((await noticed).detail).to.deep.equal({
      code: 'consent-after-cancel',
      retryable: false,
      attemptId,
    });
    expect(events.map(({ type }) => type)).to.deep.equal(['flinks-notice']);
    expect([element.status, element.value]).to.deep.equal(['cancelled', '']);
    await element.updateComplete;
    expect(element.renderRoot.querySelector('[part=notice]')?.textContent).to.contain(
      'You approved access at your bank after cancelling here.',
    );
    await waitUntil(() =>
      window.contentDocument
        ?.querySelector('[role=status]')
        ?.textContent?.includes('You can close this window'),
    );
  });

  it('that the backend has taken is told with its state, by which it can be revoked', async () => {
    const { element, state, attemptId } = await cancelled();
    const noticed = oneEvent(element, 'flinks-notice');
    await back({ status: 'linked', state });
    expect((await noticed).detail).to.deep.equal({
      code: 'consent-after-cancel',
      retryable: false,
      attemptId,
      state,
    });
  });

  it('is told though its window was closed with the session, as a bank’s app opens another', async () => {
    const state = crypto.randomUUID();
    // Every browser lets a page close a window that is at its own origin.
    const authorizeUrl = new URL(`/test/hosts/landing.html?state=${state}`, location.href).href;
    const element = await outbound({ authorizeUrl });
    const { opened, restore } = watchWindows();
    await clickTrigger(element);
    await waitUntil(() => element.status === 'waiting');
    restore();
    element.close();
    await waitUntil(() => opened[0]?.closed);
    const noticed = oneEvent(element, 'flinks-notice');
    await back({ code: 'hush', state });
    expect((await noticed).detail).to.include({ code: 'consent-after-cancel' });
  });

  it('is said on the page though the dialog is closed', async () => {
    const { element, state } = await cancelled({ display: 'dialog' });
    const noticed = oneEvent(element, 'flinks-notice');
    await back({ code: 'hush', state });
    await noticed;
    await element.updateComplete;
    const notice = [...element.renderRoot.querySelectorAll('[part=notice]')].find(
      part => part.getClientRects().length,
    );
    expect(notice?.textContent).to.contain('You approved access at your bank');
    const trigger = element.querySelector('button')!.getBoundingClientRect();
    expect(notice!.getBoundingClientRect().top - trigger.bottom).to.be.at.least(8);
  });

  it('is no consent where the bank has refused: the window has nothing left to do, and nothing is told', async () => {
    const { element, state } = await cancelled();
    const events = record(element);
    const window = await back({ error: 'access_denied', state });
    await waitUntil(() =>
      window.contentDocument
        ?.querySelector('[role=status]')
        ?.textContent?.includes('You can close this window'),
    );
    expect(events).to.deep.equal([]);
  });

  const ends: Record<string, (element: FlinksLink) => unknown> = {
    'reset()': element => element.reset(),
    'its removal': element => element.remove(),
    'the next session': element => away(element),
  };
  for (const [what, end] of Object.entries(ends))
    it(`is not waited for after ${what}`, async () => {
      const { element, state } = await cancelled();
      await end(element);
      const events = record(element);
      const window = await back({ code: 'hush', state });
      await waitUntil(() => window.contentDocument?.querySelector('[role=status]')?.textContent, undefined, {
        timeout: 12_000,
      });
      expect(window.contentDocument?.querySelector('[role=status]')?.textContent).to.contain(
        'There is nothing to do here.',
      );
      expect(events).to.deep.equal([]);
      element.reset();
    });
});
