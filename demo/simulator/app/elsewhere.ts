import { postToParent } from './host.js';

// A loginId that no sign-in has produced: whoever accepts it has not looked at where it came from.
postToParent({
  step: 'REDIRECT',
  institution: 'FlinksCapital',
  loginId: 'forged-login',
  requestId: 'forged-request',
});
