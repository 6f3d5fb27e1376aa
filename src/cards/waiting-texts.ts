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
    waiting: 'Continue in your bank’s window. Keep this page open.',
    bringToFront: 'Show bank window',
    openAgain: 'Reopen bank window',
    openBank: 'Continue to your bank in a new tab',
    usePage: 'Continue to your bank in this tab',
  },
  fr: {
    waiting: 'Continuez dans la fenêtre de votre banque. Laissez cette page ouverte.',
    bringToFront: 'Afficher la fenêtre de la banque',
    openAgain: 'Rouvrir la fenêtre de la banque',
    openBank: 'Ouvrir la page de votre banque dans un nouvel onglet',
    usePage: 'Ouvrir la page de votre banque dans cet onglet',
  },
};
