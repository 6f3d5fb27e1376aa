import { FlinksLinkError } from '../../src/errors.ts';
import type { FlowContext, FlowEvent, Result } from '../../src/session/flow.ts';
import { Session, type SessionEvent } from '../../src/session/session.ts';

export const login: Result = { type: 'login', flow: 'connect', loginId: 'l', accountIds: [] };
export const failure = () => new FlinksLinkError('load-timeout', 'silent');
export const succeed: FlowEvent = { type: 'succeed', result: login };
export const status = (name: 'loading' | 'ready'): FlowEvent => ({ type: 'status', status: name });
export const slow: FlowEvent = { type: 'notice', notice: { code: 'slow', retryable: true } };
export const lateConsent: FlowEvent = {
  type: 'notice',
  notice: { code: 'consent-after-cancel', retryable: false, attemptId: 'attempt' },
};

/**
 * A session whose flow does nothing but what the test lets it report.
 *
 * @param atStart - what the flow does first
 */
export function started(atStart: (context: FlowContext) => void = () => {}) {
  const events: SessionEvent[] = [];
  const calls: string[] = [];
  let context!: FlowContext;
  const session = new Session('attempt', event => events.push(event) > 0);
  session.start(given => {
    context = given;
    atStart(given);
    return { retry: () => calls.push('retry'), moved: () => calls.push('moved') };
  });
  const ends = () => events.filter(event => event.type === 'end');
  return { session, context, events, calls, ends };
}
