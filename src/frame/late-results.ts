import { type ConnectMessage, parseConnectMessage } from '../protocol/connect-message.js';
import { contradictionOf, type LoginMessage, type Sent } from './login-match.js';

/** Without a source more is asked for: the state in every URL, and no tag where none was sent. */
const isOurs = (message: LoginMessage, sent: Sent): boolean =>
  !contradictionOf(message, sent) &&
  !(sent.state && message.state === '') &&
  !(message.state && !sent.state) &&
  !(message.login.tag && !sent.tag);

/**
 * The results among what a document has said right before it was gone, and nothing else of it. A login that quotes another
 * load's state or tag, or no state in a URL that must have it, belongs to another. Two logins cannot both be this frame's:
 * then neither is accepted. A choice of accounts counts only with its login.
 *
 * @param data - what messages without a source held, in their order
 * @param sent - what the load was sent that they are taken for
 */
export function lateResults(data: readonly unknown[], sent: Sent): ConnectMessage[] {
  const results = data
    .flatMap(payload => parseConnectMessage(payload) ?? [])
    .filter(message => (message.type === 'login' ? isOurs(message, sent) : message.type === 'accounts'));
  const logins = new Set(results.flatMap(message => (message.type === 'login' ? message.login.loginId : [])));
  return logins.size === 1 ? results : [];
}
