import type { Language } from '../types.js';

export interface WaitingTexts {
  /** The bank has the user, in a window or by the host's doing. */
  readonly waiting: string;
  readonly bringToFront: string;
  readonly openAgain: string;
  /** The link in the place of a window that was blocked. */
  readonly openBank: string;
  /** Goes to the bank in the place of this page. */
  readonly usePage: string;
  /** A window that was opened before may still be at the bank, and this page cannot close it. */
  readonly earlier: string;
  /** The same, once the session is over. */
  readonly left: string;
}

export const waitingTexts: Readonly<Record<Language, WaitingTexts>> = {
  en: {
    waiting: 'Continue in your bank’s window. Keep this page open.',
    bringToFront: 'Show bank window',
    openAgain: 'Reopen bank window',
    openBank: 'Continue to your bank in a new tab',
    usePage: 'Continue to your bank in this tab',
    earlier: 'An earlier bank window may still be open. You can close it.',
    left: 'If your bank’s window is still open, you can close it.',
  },
  fr: {
    waiting: 'Continuez dans la fenêtre de votre banque. Laissez cette page ouverte.',
    bringToFront: 'Afficher la fenêtre de la banque',
    openAgain: 'Rouvrir la fenêtre de la banque',
    openBank: 'Ouvrir la page de votre banque dans un nouvel onglet',
    usePage: 'Ouvrir la page de votre banque dans cet onglet',
    earlier: 'Une autre fenêtre de votre banque est peut-être encore ouverte. Vous pouvez la fermer.',
    left: 'Si la fenêtre de votre banque est encore ouverte, vous pouvez la fermer.',
  },
};
