import type { Messages } from './messages.js';

export const fr: Messages = {
  language: 'fr',
  title: 'Lier votre compte bancaire',
  close: 'Fermer',
  loading: 'Ouverture de la connexion bancaire sécurisée…',
  ready: 'La connexion bancaire est prête.',
  giveUp: 'Annuler',
  back: 'Choisir une autre banque',
  done: 'Vous pouvez fermer cette fenêtre et revenir à la page où vous avez commencé.',
  succeeded: 'Votre compte bancaire est lié.',
  handedOff: 'La connexion bancaire s’est ouverte dans un autre onglet. Continuez-y.',
  cancelled: 'Aucun compte bancaire n’a été lié.',
  retry: 'Réessayer',
  restart: 'Recommencer',
  required: 'Veuillez lier votre compte bancaire.',
  notices: {
    'popup-blocked':
      'Votre navigateur a bloqué la fenêtre de la banque. Autorisez les fenêtres contextuelles pour cette page, puis ouvrez-la de nouveau.',
    slow: 'L’ouverture prend plus de temps que d’habitude.',
    offline: 'Vous êtes hors ligne. Nous continuerons dès le retour de la connexion.',
    'token-expired': 'La session avait expiré. Ouverture d’une nouvelle session…',
    'session-expired': 'Votre session précédente avait expiré. Ouverture d’une nouvelle session…',
    'authorization-failed':
      'La page de votre banque n’a pas pu être ouverte de nouveau. Si elle l’est encore, terminez l’opération dans sa fenêtre.',
    'window-closed':
      'La fenêtre de la banque semble fermée. Si elle est encore ouverte, terminez-y l’opération.',
  },
  errors: {
    'token-expired': 'La session a expiré. Veuillez recommencer.',
    'load-timeout': 'La connexion bancaire ne s’est pas ouverte. Recommencez ou revenez plus tard.',
    offline: 'Vous semblez être hors ligne. Vérifiez votre connexion, puis recommencez.',
    'authorization-failed': 'La connexion à votre banque a échoué. Recommencez ou revenez plus tard.',
    'attempt-expired': 'Cela a pris trop de temps. Veuillez recommencer.',
    'state-mismatch':
      'Cette réponse a déjà servi, ou appartient à une autre fenêtre. Si votre compte n’est pas encore lié, recommencez.',
    'retries-exhausted':
      'Trop de tentatives. Vérifiez vos renseignements auprès de votre banque, puis recommencez.',
  },
  failed: 'La connexion bancaire ne peut pas être ouverte pour le moment.',
};
