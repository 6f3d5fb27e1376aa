import type { Messages } from './messages.js';

export const fr: Messages = {
  language: 'fr',
  title: 'Lier votre compte bancaire',
  close: 'Fermer',
  loading: 'Ouverture de la connexion bancaire sécurisée…',
  ready: 'La connexion bancaire est prête.',
  giveUp: 'Annuler',
  back: 'Choisir une autre institution',
  done: 'Vous pouvez fermer cette fenêtre et revenir à la page où vous avez commencé.',
  succeeded: 'Votre compte bancaire est lié.',
  handedOff: 'Continuez dans l’onglet qui vient de s’ouvrir.',
  cancelled: 'Aucun compte bancaire n’a été lié.',
  retry: 'Réessayer',
  restart: 'Recommencer',
  required: 'Veuillez lier votre compte bancaire.',
  notices: {
    'popup-blocked':
      'Votre navigateur a bloqué la fenêtre de la banque. Autorisez les fenêtres contextuelles pour ce site, puis réessayez.',
    slow: 'Cela prend plus de temps que d’habitude.',
    offline: 'Vous êtes hors ligne. Nous continuerons une fois la connexion rétablie.',
    'token-expired': 'Votre session a expiré. Ouverture d’une nouvelle session…',
    'session-expired': 'Votre session précédente a expiré. Ouverture d’une nouvelle session…',
    'authorization-failed':
      'Nous n’avons pas pu rouvrir la page de votre banque. Si elle est encore ouverte dans une autre fenêtre, vous pouvez y terminer l’opération.',
    'consent-after-cancel':
      'Vous avez donné votre accord à votre banque après avoir annulé ici. Cette page ne s’en est pas servie.',
    'window-closed':
      'La fenêtre de la banque semble fermée. Si elle est encore ouverte, vous pouvez y terminer l’opération.',
  },
  errors: {
    'token-expired': 'Votre session a expiré. Veuillez recommencer.',
    'load-timeout': 'La page de connexion bancaire ne s’est pas ouverte. Recommencez ou revenez plus tard.',
    offline: 'Vous semblez être hors ligne. Vérifiez votre connexion, puis recommencez.',
    'authorization-failed': 'La connexion à votre banque a échoué. Recommencez ou revenez plus tard.',
    'attempt-expired': 'Le délai est écoulé. Veuillez recommencer.',
    'state-mismatch':
      'Cette opération est déjà terminée ou se fait dans une autre fenêtre. Si votre compte n’est pas encore lié, recommencez.',
    'retries-exhausted':
      'Trop de tentatives. Vérifiez vos identifiants auprès de votre banque, puis recommencez.',
  },
  failed: 'La connexion bancaire n’est pas disponible pour le moment. Revenez plus tard.',
  reference: 'Référence à donner à l’assistance\u00a0:',
};
