/*
 * The script of the page that a bank sends users back to. First in its head, and the only script there.
 *
 * An attacker may have made the URL, so nothing in it is acted upon: it is taken off the address bar, and passed
 * to the page that waits for it, if there is one. That page validates it.
 */
import { on } from './browser/on.js';
import { ownDocument } from './browser/own-document.js';
import { responseState } from './protocol/return-url.js';
import { transactionLifetime } from './protocol/transaction.js';
import { respond } from './returns/relay.js';
import { findTransaction, storeTransaction } from './returns/transactions.js';

const texts = {
  en: {
    done: 'You can close this window and return to the page you started on.',
    stray: 'There is nothing to do here. Return to the page you started on, and start again if needed.',
  },
  fr: {
    done: 'Vous pouvez fermer cette fenêtre et revenir à la page où vous avez commencé.',
    stray: 'Il n’y a rien à faire ici. Revenez à la page où vous avez commencé et recommencez au besoin.',
  },
};

/** Milliseconds until the user is told that no page has taken the response, which can still be taken. */
const patience = 5_000;

const url = new URL(location.href);
// A path alone that begins with two slashes would be another host.
window.history.replaceState(null, '', location.origin + url.pathname);

function say(what: 'done' | 'stray'): void {
  const show = () => {
    const language = ownDocument('documentElement').lang.toLowerCase().startsWith('fr') ? 'fr' : 'en';
    let text = ownDocument('querySelector')('[role=status]');
    if (!text) {
      text = ownDocument('createElement')('p');
      text.setAttribute('role', 'status');
      ownDocument('body').append(text);
    }
    text.textContent = texts[language][what];
  };
  if (ownDocument('body')) show();
  else on(document, 'DOMContentLoaded', show, new AbortController().signal);
}

/** In the tab that left for the bank: keeps the answer, once, and goes back to the page of the element. */
function goBack(state: string): boolean {
  const transaction = findTransaction(found => found.state === state && found.mode !== 'popup');
  if (!transaction) return false;
  const page = new URL(transaction.returnTo);
  if (page.origin !== location.origin) return false;
  try {
    storeTransaction({ ...transaction, answer: url.href });
  } catch {
    return false; // No room.
  }
  location.replace(page);
  return true;
}

async function relayResponse(state: string): Promise<void> {
  const timer = setTimeout(() => say('stray'), patience);
  await respond(state, url.href, AbortSignal.timeout(transactionLifetime));
  clearTimeout(timer);
  say('done');
  window.close();
}

const state = responseState(url);
if (!state) say('stray');
else if (!goBack(state)) void relayResponse(state);
