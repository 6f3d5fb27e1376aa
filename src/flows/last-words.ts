import { type ConnectMessage, parseConnectMessage } from '../protocol/connect-message.js';

/**
 * What a document said right before it was gone: its result, and nothing else is taken from it. A login with another tag
 * or state than this session's is somebody else's. Two logins cannot both be this frame's: then none is believed; and a
 * choice of accounts counts with its login only.
 */
export function lastWords(data: unknown[], tag = '', state = ''): ConnectMessage[] {
  const results = data
    .flatMap(payload => parseConnectMessage(payload) ?? [])
    .filter(({ type }) => type !== 'step')
    .filter(message => message.type !== 'login' || (message.login.tag ?? tag) === tag)
    .filter(message => message.type !== 'login' || (message.state ?? state) === state);
  const logins = new Set(results.flatMap(message => (message.type === 'login' ? message.login.loginId : [])));
  return logins.size === 1 ? results : [];
}
