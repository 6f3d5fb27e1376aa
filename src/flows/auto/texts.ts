import type { Language } from '../../types.js';

/** What the list of banks says. */
export interface PickerTexts {
  /** Names the search field; seen, as a heading. */
  readonly label: string;
  /** What the search understands. */
  readonly hint: string;
  readonly clear: string;
  /** What a screen reader calls the list. */
  readonly list: string;
  readonly loading: string;
  readonly failed: string;
  /** The host has no bank to show. */
  readonly empty: string;
  /** Nothing fits what was typed. */
  readonly none: string;
  /** Heard, not seen: how many banks there are, or fit what was typed. */
  readonly count: (banks: number) => string;
  /** Heads the banks without a country where others have one. */
  readonly elsewhere: string;
  /** Always the last to choose. */
  readonly notListed: string;
}

export interface AutoTexts {
  readonly picker: PickerTexts;
  /** Open banking has failed for a technical reason. */
  readonly fallback: string;
  /** Continues with Connect then. */
  readonly useConnect: string;
}

export const texts: Readonly<Record<Language, AutoTexts>> = {
  en: {
    picker: {
      label: 'Choose your bank',
      hint: 'Name or initials',
      clear: 'Clear search',
      list: 'Banks',
      loading: 'Loading banks…',
      failed: 'We couldn’t load the list of banks.',
      empty: 'No banks are available.',
      none: 'No banks found. Check the spelling or try a shorter name.',
      count: banks => `${banks.toLocaleString('en-CA')} ${banks === 1 ? 'bank' : 'banks'}`,
      elsewhere: 'Other banks',
      notListed: 'My bank isn’t listed',
    },
    fallback:
      'Your bank’s page isn’t available right now. You can sign in here with your bank login instead.',
    useConnect: 'Sign in here',
  },
  fr: {
    picker: {
      label: 'Choisissez votre institution financière',
      hint: 'Nom ou sigle',
      clear: 'Effacer la recherche',
      list: 'Institutions financières',
      loading: 'Chargement des institutions…',
      failed: 'Impossible de charger la liste des institutions.',
      empty: 'Aucune institution n’est disponible.',
      none: 'Aucune institution trouvée. Vérifiez l’orthographe ou essayez un nom plus court.',
      count: banks => `${banks.toLocaleString('fr-CA')} ${banks < 2 ? 'institution' : 'institutions'}`,
      elsewhere: 'Autres institutions',
      notListed: 'Mon institution n’est pas dans la liste',
    },
    fallback:
      'La page de votre banque n’est pas disponible pour le moment. Vous pouvez ouvrir une session ici avec vos identifiants bancaires.',
    useConnect: 'Ouvrir une session ici',
  },
};
