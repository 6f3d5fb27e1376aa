import { warn } from '../browser/warn.js';
import type { Answered } from './transactions.js';

/** Says whose answers lie here and are not taken, as the element that left is not in the page. In the development build only. */
export function warnAboutOwners(waiting: readonly Answered[]): void {
  for (const { owner } of waiting) {
    const who = owner ? `id or name "${owner}"` : 'neither id nor name';
    warn(
      `keeps an answer for an element with ${who}, which is not in this page: leave and come back with the same id.`,
    );
  }
}
