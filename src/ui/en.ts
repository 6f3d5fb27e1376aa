import type { Messages } from './messages.js';

export const en: Messages = {
  title: 'Link your bank account',
  frame: 'Secure bank sign-in by Flinks',
  close: 'Close',
  loading: 'Opening the secure bank sign-in…',
  ready: 'The bank sign-in is ready.',
  succeeded: 'Your bank account is linked.',
  cancelled: 'No bank account was linked.',
  retry: 'Try again',
  restart: 'Start again',
  required: 'Please link your bank account.',
  notices: {
    'popup-blocked':
      'Your browser blocked the bank’s window. Allow pop-ups for this page, then choose your bank again.',
    slow: 'This is taking longer than usual.',
    offline: 'You are offline. We go on when your connection is back.',
    'token-expired': 'The session had expired. Opening a new one…',
    'session-expired': 'Your earlier session had expired. Opening a new one…',
    'window-closed': 'The bank’s window was closed.',
  },
  errors: {
    'token-expired': 'The session has expired. Please start again.',
    'load-timeout': 'The bank sign-in did not open. Please start again, or come back later.',
    offline: 'You seem to be offline. Check your connection, then start again.',
    'retries-exhausted': 'There were too many attempts. Check your details with your bank, then start again.',
  },
  failed: 'The bank sign-in cannot be opened right now.',
};
