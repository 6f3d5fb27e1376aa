/** The texts of the site. */
export const texts: Record<'en' | 'fr', ExpressTexts> = {
  en: {
    simulated: 'Simulated site: no real bank and no real identity check is behind it.',
    inOtherLanguage: 'Français',
    stepOf: (step, all) => `Step ${step} of ${all}`,
    goOn: 'Continue',
    identityTitle: 'Confirm who you are',
    identityLead: company => `${company} wants to know who is linking an account. Invented answers will do.`,
    name: 'Full name',
    birthDate: 'Date of birth',
    email: 'Email',
    errors: {
      name: 'Enter your full name.',
      birthDate: 'Enter a date of birth.',
      minor: 'You must be at least 18 years old.',
      email: 'Enter an email address, such as name@example.com.',
    },
    scopeTitle: company => `Share your data with ${company}?`,
    scopeLead: 'This is what would be shared, and nothing else:',
    scopeItems: [
      'Your name, address, telephone and email, as your bank knows them',
      'Balances and numbers of the accounts that you choose',
      'Transactions of the last 90 days',
    ],
    scopeSmall: company =>
      `${company} never sees your bank’s user name and password. You can end this at any time.`,
    agree: 'Agree and continue',
    decline: 'Decline',
    institutionsTitle: 'Choose your bank',
    search: 'Search banks',
    searchGo: 'Search',
    found: count => (count === 1 ? '1 bank' : `${count} banks`),
    noneFound: 'No bank has this name.',
    allBanks: 'Show all banks',
    unitedStates: 'United States',
    signInTitle: bank => `Sign in to ${bank}`,
    hint: 'Test users: Greatday or greatday_nomfa. Password: Everyday. Never type a real password here.',
    username: 'User name',
    password: 'Password',
    signIn: 'Sign in',
    another: 'Choose another bank',
    questionsTitle: bank => `${bank} asks you a few questions`,
    questionsHint: 'Test answers: Montreal, Canada, Triangle.',
    answer: 'Send answers',
    accountsTitle: 'Choose the accounts to share',
    accounts: 'Accounts',
    ending: digits => `ending in ${digits}`,
    noAccount: 'Choose at least one account.',
    share: 'Share',
    refusals: {
      INVALID_USERNAME: 'The user name or the password is not right.',
      INVALID_LOGIN: 'The user name or the password is not right.',
      INVALID_SECURITY_RESPONSE: 'At least one answer is wrong.',
      DISABLED_LOGIN: 'The bank has disabled this login.',
      DISABLED_INSTITUTION: 'This bank is not available. Choose another one.',
      RETRY_LATER: 'The bank cannot be reached at the moment. Try again later, or choose another one.',
    },
    doneTitle: 'Your accounts are shared',
    doneText: company => `${company} receives them in a moment. You can close this page.`,
    declinedTitle: 'You declined',
    declinedText: 'Nothing was shared. You can close this page.',
    expiredTitle: 'The session has ended',
    expiredText: 'It waited too long for an answer. Go back to where you came from and start again.',
  },
  fr: {
    simulated: 'Site simulé\u00a0: aucune vraie banque ni vérification d’identité ne se trouve derrière.',
    inOtherLanguage: 'English',
    stepOf: (step, all) => `Étape ${step} sur ${all}`,
    goOn: 'Continuer',
    identityTitle: 'Confirmez votre identité',
    identityLead: company =>
      `${company} veut savoir qui relie un compte. Des réponses inventées feront l’affaire.`,
    name: 'Nom complet',
    birthDate: 'Date de naissance',
    email: 'Courriel',
    errors: {
      name: 'Entrez votre nom complet.',
      birthDate: 'Entrez une date de naissance.',
      minor: 'Vous devez avoir au moins 18 ans.',
      email: 'Entrez une adresse courriel, par exemple nom@exemple.com.',
    },
    scopeTitle: company => `Partager vos données avec ${company}?`,
    scopeLead: 'Voici ce qui serait transmis, et rien d’autre\u00a0:',
    scopeItems: [
      'Vos nom, adresse, téléphone et courriel, tels que votre banque les connaît',
      'Les soldes et les numéros des comptes que vous choisissez',
      'Les opérations des 90 derniers jours',
    ],
    scopeSmall: company =>
      `${company} ne voit jamais vos identifiants bancaires. Vous pouvez y mettre fin à tout moment.`,
    agree: 'Accepter et continuer',
    decline: 'Refuser',
    institutionsTitle: 'Choisissez votre banque',
    search: 'Rechercher une banque',
    searchGo: 'Rechercher',
    found: count => (count <= 1 ? `${count} banque` : `${count} banques`),
    noneFound: 'Aucune banque ne porte ce nom.',
    allBanks: 'Afficher toutes les banques',
    unitedStates: 'États-Unis',
    signInTitle: bank => `Connexion à ${bank}`,
    hint: 'Utilisateurs d’essai\u00a0: Greatday ou greatday_nomfa. Mot de passe\u00a0: Everyday. N’entrez jamais un vrai mot de passe ici.',
    username: 'Nom d’utilisateur',
    password: 'Mot de passe',
    signIn: 'Se connecter',
    another: 'Choisir une autre banque',
    questionsTitle: bank => `${bank} vous pose quelques questions`,
    questionsHint: 'Réponses d’essai\u00a0: Montréal, Canada, Triangle.',
    answer: 'Envoyer les réponses',
    accountsTitle: 'Choisissez les comptes à partager',
    accounts: 'Comptes',
    ending: digits => `se terminant par ${digits}`,
    noAccount: 'Choisissez au moins un compte.',
    share: 'Partager',
    refusals: {
      INVALID_USERNAME: 'Le nom d’utilisateur ou le mot de passe est incorrect.',
      INVALID_LOGIN: 'Le nom d’utilisateur ou le mot de passe est incorrect.',
      INVALID_SECURITY_RESPONSE: 'Au moins une réponse est erronée.',
      DISABLED_LOGIN: 'La banque a désactivé cet accès.',
      DISABLED_INSTITUTION: 'Cette banque n’est pas offerte. Choisissez-en une autre.',
      RETRY_LATER:
        'La banque est injoignable pour le moment. Réessayez plus tard ou choisissez-en une autre.',
    },
    doneTitle: 'Vos comptes sont partagés',
    doneText: company => `${company} les reçoit dans un instant. Vous pouvez fermer cette page.`,
    declinedTitle: 'Vous avez refusé',
    declinedText: 'Rien n’a été transmis. Vous pouvez fermer cette page.',
    expiredTitle: 'La session est terminée',
    expiredText: 'Elle a attendu trop longtemps une réponse. Retournez d’où vous venez et recommencez.',
  },
};

type ExpressTexts = Record<
  | 'simulated'
  | 'inOtherLanguage'
  | 'goOn'
  | 'identityTitle'
  | 'name'
  | 'birthDate'
  | 'email'
  | 'scopeLead'
  | 'agree'
  | 'decline'
  | 'institutionsTitle'
  | 'search'
  | 'searchGo'
  | 'noneFound'
  | 'allBanks'
  | 'unitedStates'
  | 'hint'
  | 'username'
  | 'password'
  | 'signIn'
  | 'another'
  | 'questionsHint'
  | 'answer'
  | 'accountsTitle'
  | 'accounts'
  | 'noAccount'
  | 'share'
  | 'doneTitle'
  | 'declinedTitle'
  | 'declinedText'
  | 'expiredTitle'
  | 'expiredText',
  string
> &
  Record<
    'identityLead' | 'scopeTitle' | 'scopeSmall' | 'signInTitle' | 'questionsTitle' | 'ending' | 'doneText',
    (word: string) => string
  > & {
    found: (count: number) => string;
    stepOf: (step: number, all: number) => string;
    scopeItems: string[];
    errors: Record<string, string>;
    refusals: Record<string, string>;
  };
