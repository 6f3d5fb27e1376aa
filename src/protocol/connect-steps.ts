/**
 * Steps that Connect is known to post. The official list is longer than the copies that could be read, so a step
 * outside of it is passed on as it is.
 *
 * Sources, Flinks: events, use-event-listener, oauth-integration, help article 43000436171.
 */
const official =
  'APP_MOUNTED APP_ONLINE APP_OFFLINE COMPONENT_LOAD_CONSENT COMPONENT_ACCEPT_CONSENT COMPONENT_ACCEPT_PROVIDER_CONSENT COMPONENT_DENY_CONSENT COMPONENT_ACCEPT_TERMS COMPONENT_DENY_TERMS COMPONENT_CLICK_TERMS_URL COMPONENT_LOAD_INSTITUTION_SELECTOR INSTITUTION_SELECTED COMPONENT_LOAD_CREDENTIAL COMPONENT_LOAD_CREDENTIAL_RETRY COMPONENT_CLICK_RESET_PASSWORD SUBMIT_CREDENTIAL COMPONENT_LOAD_MFA COMPONENT_LOAD_MFA_RETRY SUBMIT_MFA COMPONENT_HELP2FA_INFO COMPONENT_HELP2FA_TROUBLESHOOTING COMPONENT_LOAD_ACCOUNT_SELECTION ACCOUNT_SELECTED COMPONENT_CLOSE_SESSION POPUP_OPENED POPUP_BLOCKED REDIRECT';

/** Steps without an official source: seen in public code only. Delete a name here once Flinks has documented it. */
const unofficial = 'TOKEN_INVALID MAXIMUM_RETRY_REACHED COMPONENT_CONSENT_INTRO RETRY_COUNT';

/** FlinksCodes that Connect shows on a screen of its own (Flinks: handled-errors), and those of a dead request. */
const handledCodes =
  'INVALID_USERNAME INVALID_PASSWORD INVALID_LOGIN INVALID_SECURITY_RESPONSE RETRY_LATER UNAUTHORIZED NEW_ACCOUNT AGGREGATION_ERROR DISABLED_INSTITUTION DISABLED_LOGIN QUESTION_NOT_FOUND SESSION_NONEXISTENT SESSION_EXPIRED';

const isAmong = (name: string, ...lists: string[]): boolean =>
  lists.some(list => list.split(' ').includes(name));

/** Whether the step is one that this version has heard of. */
export const isKnownStep = (step: string): boolean => isAmong(step, official, unofficial);

/** Whether the text is a FlinksCode. Sources disagree on where it stands: in `flinksCode`, or as the `step`. */
export const isKnownCode = (code: string): boolean => isAmong(code, handledCodes);
