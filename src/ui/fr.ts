import type { Messages } from './messages.js';

export const fr: Messages = {
  title: 'Lier votre compte bancaire',
  frame: 'Connexion bancaire sécurisée par Flinks',
  close: 'Fermer',
  loading: 'Ouverture de la connexion bancaire sécurisée…',
  ready: 'La connexion bancaire est prête.',
  succeeded: 'Votre compte bancaire est lié.',
  cancelled: 'Aucun compte bancaire n’a été lié.',
  retry: 'Réessayer',
  restart: 'Recommencer',
  required: 'Veuillez lier votre compte bancaire.',
  notices: {
    'popup-blocked':
      'Votre navigateur a bloqué la fenêtre de la banque. Autorisez les fenêtres contextuelles pour cette page, puis choisissez de nouveau votre banque.',
    slow: 'L’ouverture prend plus de temps que d’habitude.',
    offline: 'Vous êtes hors ligne. Nous continuerons dès le retour de la connexion.',
    'token-expired': 'La session avait expiré. Ouverture d’une nouvelle session…',
    'session-expired': 'Votre session précédente avait expiré. Ouverture d’une nouvelle session…',
    'window-closed': 'La fenêtre de la banque a été fermée.',
  },
  errors: {
    'token-expired': 'La session a expiré. Veuillez recommencer.',
    'load-timeout': 'La connexion bancaire ne s’est pas ouverte. Recommencez ou revenez plus tard.',
    offline: 'Vous semblez être hors ligne. Vérifiez votre connexion, puis recommencez.',
    'retries-exhausted':
      'Trop de tentatives. Vérifiez vos renseignements auprès de votre banque, puis recommencez.',
  },
  failed: 'La connexion bancaire ne peut pas être ouverte pour le moment.',
};
