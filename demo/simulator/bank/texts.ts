import type { Context } from 'koa';

/** The texts of the bank's pages. */
export const texts: Record<'en' | 'fr', BankTexts> = {
  en: {
    simulated: 'Simulated bank: no real account is behind it.',
    signInTitle: bank => `Sign in to ${bank}`,
    signInLead: recipient => `${recipient} asks to see accounts of yours. Sign in first.`,
    hint: 'Test users: Greatday or greatday_nomfa. Password: Everyday.',
    username: 'User name',
    password: 'Password',
    signIn: 'Sign in',
    wrong: 'The user name or the password is not right.',
    unavailable: 'The bank cannot sign this user in now.',
    consentTitle: recipient => `Share your accounts with ${recipient}?`,
    consentLead: bank => `${bank} sends only what you choose here. You can end this at any time.`,
    accounts: 'Accounts to share',
    ending: digits => `ending in ${digits}`,
    noAccount: 'Choose at least one account, or refuse.',
    data: 'What is shared',
    approve: 'Approve',
    refuse: 'Refuse',
    returnTitle: 'Going back…',
    returnLead: 'You are taken back to where you came from.',
    goOn: 'Continue',
    errorTitle: 'This page cannot be shown',
    errorLead:
      'The request is not complete, or it has ended. Go back to where you came from and start again.',
    scopes: {
      ACCOUNT_BASIC: 'Names and types of the accounts',
      ACCOUNT_DETAILED: 'Balances and details of the accounts',
      ACCOUNT_PAYMENTS: 'Account and transit numbers for payments',
      INVESTMENTS: 'Investments',
      TRANSACTIONS: 'Transactions',
      STATEMENTS: 'Statements',
      CUSTOMER_CONTACT: 'Your address, telephone and e-mail',
      CUSTOMER_PERSONAL: 'Your name and date of birth',
    },
  },
  fr: {
    simulated: 'Banque simulée\u00a0: aucun compte réel ne se trouve derrière.',
    signInTitle: bank => `Connexion à ${bank}`,
    signInLead: recipient => `${recipient} demande à voir certains de vos comptes. Connectez-vous d’abord.`,
    hint: 'Utilisateurs de test\u00a0: Greatday ou greatday_nomfa. Mot de passe\u00a0: Everyday.',
    username: 'Nom d’utilisateur',
    password: 'Mot de passe',
    signIn: 'Se connecter',
    wrong: 'Le nom d’utilisateur ou le mot de passe est incorrect.',
    unavailable: 'La banque ne peut pas connecter cet utilisateur pour le moment.',
    consentTitle: recipient => `Partager vos comptes avec ${recipient}?`,
    consentLead: bank =>
      `${bank} transmet seulement ce que vous choisissez ici. Vous pouvez y mettre fin à tout moment.`,
    accounts: 'Comptes à partager',
    ending: digits => `se terminant par ${digits}`,
    noAccount: 'Choisissez au moins un compte, ou refusez.',
    data: 'Ce qui est partagé',
    approve: 'Approuver',
    refuse: 'Refuser',
    returnTitle: 'Retour…',
    returnLead: 'Vous retournez là d’où vous venez.',
    goOn: 'Continuer',
    errorTitle: 'Cette page ne peut pas s’afficher',
    errorLead: 'La demande est incomplète ou terminée. Retournez là d’où vous venez et recommencez.',
    scopes: {
      ACCOUNT_BASIC: 'Noms et types des comptes',
      ACCOUNT_DETAILED: 'Soldes et détails des comptes',
      ACCOUNT_PAYMENTS: 'Numéros de compte et de transit pour les paiements',
      INVESTMENTS: 'Placements',
      TRANSACTIONS: 'Opérations',
      STATEMENTS: 'Relevés',
      CUSTOMER_CONTACT: 'Vos adresse, téléphone et courriel',
      CUSTOMER_PERSONAL: 'Vos nom et date de naissance',
    },
  },
};

type BankTexts = Record<
  | 'simulated'
  | 'hint'
  | 'username'
  | 'password'
  | 'signIn'
  | 'wrong'
  | 'unavailable'
  | 'accounts'
  | 'noAccount'
  | 'data'
  | 'approve'
  | 'refuse'
  | 'returnTitle'
  | 'returnLead'
  | 'goOn'
  | 'errorTitle'
  | 'errorLead',
  string
> &
  Record<
    'signInTitle' | 'signInLead' | 'consentTitle' | 'consentLead' | 'ending',
    (word: string) => string
  > & { scopes: Record<string, string> };

/** An address may ask for a language, as `ui_locales` or as Flinks' `lang`; else the browser is asked. */
export function bankLanguage(ctx: Context, asked: unknown): 'en' | 'fr' {
  for (const locale of typeof asked === 'string' ? asked.toLowerCase().split(/[\s,]+/) : [])
    for (const language of ['en', 'fr'] as const)
      if (locale === language || locale.startsWith(`${language}-`)) return language;
  return ctx.acceptsLanguages('en', 'fr') === 'fr' ? 'fr' : 'en';
}
