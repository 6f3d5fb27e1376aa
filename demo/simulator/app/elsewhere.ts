import { postToParent } from './host.js';

// A loginId that no sign-in has produced: a page that accepts it has not checked the origin.
postToParent({
  step: 'REDIRECT',
  institution: 'FlinksCapital',
  loginId: 'forged-login',
  requestId: 'forged-request',
});
