import type { Flow } from './flow.js';
import { explain } from './language/messages.js';
import { credentials } from './screens/credentials.js';
import { refusal, stopped } from './screens/notices.js';
import { questions } from './screens/questions.js';
import type { Outcome } from './server.js';
import { endSession } from './session-end.js';

/**
 * What follows when the institution refuses. The host hears the FlinksCode without a step (Flinks: event-listener);
 * the user stays and may try again, until maximumRetry (Flinks: handled-errors).
 *
 * @param username - what was typed, to be shown again
 */
export function answerRefusal(
  flow: Flow,
  { refusal: code = '', stopped: isStopped, requestId }: Outcome,
  username: string,
) {
  if (code === 'SESSION_NONEXISTENT') {
    endSession(flow, requestId);
    return;
  }
  if (code !== 'OFFLINE') flow.context.post({ requestId, flinksCode: code, ...flow.named });
  if (isStopped) {
    flow.post('MAXIMUM_RETRY_REACHED', flow.named);
    flow.show(stopped(flow));
  } else if (code === 'INVALID_SECURITY_RESPONSE') {
    flow.post('COMPONENT_LOAD_MFA_RETRY', flow.named);
    flow.show(questions(flow, explain(flow.messages, code)));
  } else if (/^INVALID_(USERNAME|PASSWORD|LOGIN)$/.test(code)) {
    flow.post('COMPONENT_LOAD_CREDENTIAL_RETRY', flow.named);
    flow.show(credentials(flow, { code, username }));
  } else flow.show(refusal(flow, code));
}
