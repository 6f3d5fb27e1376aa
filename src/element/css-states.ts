import { type Status, statuses } from '../types.js';

/**
 * Shows the status as a CSS state. No session depends on it: Safari before 17.4 has no custom states, and Chromium before 125
 * refuses those without dashes.
 */
export function showStatus(states: CustomStateSet | undefined, status: Status): void {
  try {
    for (const other of statuses) states?.delete(other);
    states?.add(status);
  } catch {
    // As above.
  }
}
