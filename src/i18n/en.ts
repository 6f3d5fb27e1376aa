import type { Messages } from './messages.js';

export const en: Messages = {
  language: 'en',
  title: 'Link your bank account',
  close: 'Close',
  loading: 'Opening the secure bank sign-in…',
  ready: 'The bank sign-in is ready.',
  giveUp: 'Cancel',
  back: 'Choose another bank',
  done: 'You can close this window and go back to the page where you began.',
  succeeded: 'Your bank account is linked.',
  handedOff: 'The bank sign-in has opened in another tab. Go on there.',
  cancelled: 'No bank account was linked.',
  retry: 'Try again',
  restart: 'Start again',
  required: 'Please link your bank account.',
  notices: {
    'popup-blocked':
      'Your browser blocked the bank’s window. Allow pop-ups for this page, then open it again.',
    slow: 'This is taking longer than usual.',
    offline: 'You are offline. We go on when your connection is back.',
    'token-expired': 'The session had expired. Opening a new one…',
    'session-expired': 'Your earlier session had expired. Opening a new one…',
    'authorization-failed': 'Your bank could not be opened again. If its page is still open, finish there.',
    'window-closed': 'The bank’s window seems to be closed. If it is still open, finish there.',
  },
  errors: {
    'token-expired': 'The session has expired. Please start again.',
    'load-timeout': 'The bank sign-in did not open. Please start again, or come back later.',
    offline: 'You seem to be offline. Check your connection, then start again.',
    'authorization-failed': 'The connection to your bank failed. Please start again, or come back later.',
    'attempt-expired': 'This took too long. Please start again.',
    'state-mismatch':
      'This answer was used already, or belongs to another window. If your account is not linked yet, start again.',
    'retries-exhausted': 'There were too many attempts. Check your details with your bank, then start again.',
  },
  failed: 'The bank sign-in cannot be opened right now.',
};
