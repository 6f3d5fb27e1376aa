import { en, type Messages } from './en.js';
import { fr } from './fr.js';
import { languageOf } from './language.js';

export const messagesFor = (parameters: Record<string, string | undefined>): Messages =>
  ({ en, fr })[languageOf(parameters)];

/** @param code - a FlinksCode, or OFFLINE for no answer at all */
export function explain({ refusals, refused, offline }: Messages, code: string) {
  return code === 'OFFLINE' ? offline : (refusals[code] ?? refused);
}
