import { isNavigable, type SignedIn } from './redirect.js';
import type { Server } from './server.js';

const pollMs = 400;

/** @returns null when the browser blocked it, which is all one can know */
export function openBankWindow(address: string): Window | null {
  return open(address, '_blank', 'popup,width=480,height=720');
}

/** Asks the server until the user has decided. It does not rely on `opener`, which the host's headers may cut. */
export async function waitForBank(
  server: Server,
  bankWindow: Window,
): Promise<{ bank: string; signedIn: SignedIn | null }> {
  await server.visitBank().catch(() => null);
  for (;;) {
    const closed = bankWindow.closed;
    const state = await server.state().catch(() => ({ bank: 'idle', signedIn: null }));
    // Asked after looking at the window: a decision made right before closing still counts.
    if (state.bank !== 'idle' || closed) return state;
    await new Promise(resolve => setTimeout(resolve, pollMs));
  }
}

/** @returns whether the browser let us */
export function goTo(where: 'frame' | 'top', address: string): boolean {
  if (!isNavigable(address)) return false;
  try {
    if (where === 'top' && window.top) window.top.location.href = address;
    else location.replace(address);
    return true;
  } catch {
    return false;
  }
}
