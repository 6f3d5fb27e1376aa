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
}

export const waitingTexts: Readonly<Record<Language, WaitingTexts>> = {
  en: {
    waiting: 'Go on in your bank’s window. This page waits for you.',
    bringToFront: 'Show the bank’s window',
    openAgain: 'Open it again',
    openBank: 'Open your bank in a new tab',
    usePage: 'Go to your bank in this page',
  },
  fr: {
    waiting: 'Continuez dans la fenêtre de votre banque. Cette page vous attend.',
    bringToFront: 'Afficher la fenêtre de la banque',
    openAgain: 'L’ouvrir de nouveau',
    openBank: 'Ouvrir votre banque dans un nouvel onglet',
    usePage: 'Aller à votre banque dans cette page',
  },
};
