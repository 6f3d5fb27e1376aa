import { expect, oneEvent } from '@open-wc/testing';
import { origins } from 'virtual:origins';
import { watchLoad } from '../../src/frame/watch-load.js';

describe('the policy of a page that leaves an origin out', () => {
  let controller: AbortController;
  beforeEach(() => (controller = new AbortController()));
  afterEach(() => controller.abort());

  // It holds for this page, and so for this file, from here on.
  before(() => {
    const policy = document.createElement('meta');
    policy.httpEquiv = 'content-security-policy';
    policy.content = `frame-src 'self' ${origins.simulator}`;
    document.head.append(policy);
  });

  /** What is told of a frame at the origin. */
  function watched(origin: string): string[] {
    const told: string[] = [];
    const { signal } = controller;
    const onFailure = (reason: string) => told.push(reason);
    watchLoad({ origin, timeout: 60_000, signal, onSlow: () => {}, onFailure });
    return told;
  }

  it('blocks a frame at that origin, and no frame at another', async () => {
    const [blocked, other] = [watched(origins.stranger), watched(origins.simulator)];
    const violated = oneEvent(document, 'securitypolicyviolation');
    const frame = document.createElement('iframe');
    frame.src = `${origins.stranger}/page`;
    document.body.append(frame);
    const { disposition } = (await violated) as Event as SecurityPolicyViolationEvent;
    frame.remove();
    expect([disposition, blocked, other]).to.deep.equal(['enforce', ['blocked'], []]);
  });

  it('blocks none where it only reports, or is about something else than frames', () => {
    const told = watched(origins.stranger);
    const violation = { effectiveDirective: 'frame-src', blockedURI: origins.stranger } as const;
    for (const other of [{ disposition: 'report' }, { effectiveDirective: 'img-src' }] as const) {
      const init = { disposition: 'enforce', ...violation, ...other } as const;
      document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation', init));
    }
    expect(told).to.deep.equal([]);
  });
});
