import { isNavigable } from './redirect.js';

const pollMs = 400;

/** @param {string} address @returns {Window | null} null when the browser blocked it, which is all one can know */
export function openBankWindow(address) {
  return open(address, '_blank', 'popup,width=480,height=720');
}

/**
 * Asks the server until the person has decided. It does not rely on `opener`, which the host's headers may cut.
 *
 * @param {import('./server.js').Server} server
 * @param {Window} bankWindow
 * @returns {Promise<{ bank: string, signedIn: import('./redirect.js').SignedIn | null }>}
 */
export async function waitForBank(server, bankWindow) {
  for (;;) {
    const closed = bankWindow.closed;
    const state = await server.state().catch(() => ({ bank: 'idle', signedIn: null }));
    // Asked after looking at the window: a decision made right before closing still counts.
    if (state.bank !== 'idle' || closed) return state;
    await new Promise(resolve => setTimeout(resolve, pollMs));
  }
}

/**
 * @param {'frame' | 'top'} where
 * @param {string} address
 * @returns {boolean} whether the browser let us
 */
export function goTo(where, address) {
  if (!isNavigable(address)) return false;
  try {
    if (where === 'top' && window.top) window.top.location.href = address;
    else location.replace(address);
    return true;
  } catch {
    return false;
  }
}
