import type { Messages } from './messages.js';

export const en: Messages = {
  language: 'en',
  title: 'Link your bank account',
  close: 'Close',
  loading: 'Opening secure bank sign-in…',
  ready: 'Bank sign-in is ready.',
  giveUp: 'Cancel',
  back: 'Choose another bank',
  done: 'You can close this window and return to the page you started on.',
  succeeded: 'Your bank account is linked.',
  handedOff: 'Continue in the tab that just opened.',
  cancelled: 'No bank account was linked.',
  retry: 'Try again',
  restart: 'Start again',
  required: 'Please link your bank account.',
  notices: {
    'popup-blocked': 'Your browser blocked the bank window. Allow pop-ups for this site, then try again.',
    slow: 'This is taking longer than usual.',
    offline: 'You’re offline. We’ll continue when you’re back online.',
    'token-expired': 'Your session expired. Opening a new one…',
    'session-expired': 'Your previous session expired. Opening a new one…',
    'authorization-failed':
      'We couldn’t open your bank’s page again. If it’s still open in another window, finish there.',
    'consent-after-cancel':
      'You approved access at your bank after cancelling here. This page did not use it.',
    'window-closed': 'The bank window seems to be closed. If it’s still open, finish there.',
  },
  errors: {
    'token-expired': 'Your session expired. Please start again.',
    'load-timeout': 'The bank sign-in page didn’t open. Please start again or come back later.',
    offline: 'You seem to be offline. Check your connection, then start again.',
    'authorization-failed': 'We couldn’t connect to your bank. Please start again or come back later.',
    'attempt-expired': 'This took too long. Please start again.',
    'state-mismatch':
      'This sign-in was already completed or belongs to another window. If your account isn’t linked yet, start again.',
    'retries-exhausted': 'Too many attempts. Check your sign-in details with your bank, then start again.',
  },
  failed: 'Bank sign-in isn’t available right now. Please come back later.',
  reference: 'Reference for support:',
};
