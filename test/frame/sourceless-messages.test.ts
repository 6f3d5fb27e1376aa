import { aTimeout, expect, oneEvent } from '@open-wc/testing';
import { origins } from 'virtual:origins';
import { frameOf, puppet, say } from '../support/connect.js';
import { stall } from '../support/frames.js';

/** Lets a puppet's page post a login and navigate at once, while this page hears nothing. */
function postAndGo(frame: HTMLIFrameElement, loginId: string): void {
  const orders = [
    { simulator: 'post', payload: { step: 'REDIRECT', loginId } },
    { simulator: 'navigate', url: `${origins.simulator}/v2/?gone` },
  ];
  for (const order of orders) frame.contentWindow?.postMessage(order, origins.simulator);
  stall(400);
}

// Whether the source is null by then depends on the engine and its processes: the journeys see to it that it is.
describe('a frame that posts its result and navigates at once', () => {
  it('is heard, though its document is gone by then', async () => {
    const element = await puppet();
    const frame = frameOf(element)!;
    // Wait until the puppet's page has loaded to its end, as any page has when a user has signed in.
    await aTimeout(300);
    const login = oneEvent(element, 'flinks-login');
    say(element, { step: 'ACCOUNT_SELECTED', accountId: 'a' });
    postAndGo(frame, 'late');
    const { detail } = await login;
    expect(detail).to.deep.include({ loginId: 'late', accountIds: ['a'] });
  });
});
