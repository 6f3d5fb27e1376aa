import type { ConnectMessage } from '../protocol/connect-message.js';

/** What a load of Connect was sent with its address, and quotes in a login. */
export interface Sent {
  readonly state?: string | undefined;
  readonly tag?: string | undefined;
}

/** A message that brings a login. */
export type LoginMessage = Extract<ConnectMessage, { type: 'login' }>;

/** A form writes a space as a plus, and Connect is not known to undo that everywhere. */
function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

const isOther = (sent: string, quoted: string): boolean => formDecoded(quoted) !== formDecoded(sent);

/**
 * Which value a login quotes from another load. A missing value is no contradiction, as Connect may leave out both.
 *
 * @returns undefined where nothing contradicts
 */
export function contradictionOf({ login, state }: LoginMessage, sent: Sent): 'state' | 'tag' | undefined {
  if (sent.state && state && isOther(sent.state, state)) return 'state';
  if (sent.tag && login.tag && isOther(sent.tag, login.tag)) return 'tag';
  return undefined;
}
