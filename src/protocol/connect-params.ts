import { misconfigured } from '../errors.js';
import { refuseSecrets } from './secrets.js';

/** A value as it may stand in {@linkcode ConnectParams}: booleans become `true`/`false`, lists are joined by commas. */
export type ConnectParamValue = string | number | boolean | readonly string[] | null | undefined;

/**
 * Parameters of the Connect URL that have no attribute of their own. Sent in exactly this casing: whether Flinks
 * minds the case is undocumented. Unless marked, a parameter is in Flinks' current documentation
 * (flinks-connect/widget); *observed* means that it was seen in use but in no official text.
 */
export interface ConnectParams {
  // Layout
  /** Shows a close cross; Flinks: "posts COMPONENT_CLOSE_SESSION". The element then asks `flinks-close-request`. Default false. */
  closeEnable?: boolean | undefined;
  /** Back button on the credentials page. Default true. */
  backEnable?: boolean | undefined;
  /** Header image and text. Default true. */
  headerEnable?: boolean | undefined;
  /** Header image alone. Default true. */
  headerImgEnable?: boolean | undefined;
  /** Loading screen while Connect boots. Default false. Present status unconfirmed. */
  staticLoadingEnable?: boolean | undefined;
  /** Removes the outer padding. Default false. Effect implied by the name only. */
  removePadding?: boolean | undefined;
  /** Search bar in the list of banks. Default false. In some versions of the documentation only. */
  institutionFilterEnable?: boolean | undefined;

  // Consent and terms
  /** Consent screen before credentials. Documented defaults disagree: set it. `false` brings legal duties (Flinks: white-labelling). */
  consentEnable?: boolean | undefined;
  /** Text appended to the title of the consent page. */
  consentTitleAppendedText?: string | undefined;
  /** Adds a terms link and checkbox. An absolute URL. */
  termsUrl?: string | undefined;
  /** Terms without a checkbox. Observed. */
  termsNoCheckbox?: boolean | undefined;

  // Completion
  /** `true`: the landing page loads inside the frame; `false`: the top window navigates to `redirect-uri`. */
  innerRedirect?: boolean | undefined;
  /** Only posts REDIRECT instead of navigating. Observed. */
  jsRedirect?: boolean | undefined;
  /** Full-page redirect to an OAuth bank instead of a popup. Needs `redirect-uri`. */
  oauthWindowRedirect?: boolean | undefined;
  /** Shows Flinks Capital as an OAuth bank, to try the popup. */
  demoOutbound?: boolean | undefined;

  // Accounts
  /** Account selection after the login. */
  accountSelectorEnable?: boolean | undefined;
  /** Several accounts may be chosen. */
  accountSelectorMultiple?: boolean | undefined;
  /** Only accounts in this currency. Values observed: `cad`, `usd`. */
  accountSelectorCurrency?: 'cad' | 'usd' | (string & {}) | undefined;
  /** Hides the title of the account selection. */
  accountSelectorNoTitle?: boolean | undefined;
  /** All accounts, not only Operations accounts. */
  showAllAccounts?: boolean | undefined;
  /** Observed; no official text. */
  showAllOperationsAccounts?: boolean | undefined;
  /** Accounts chosen earlier; with `request-id`. The delimiter is undocumented: a list is joined by commas. */
  resumeSelectedAccounts?: string | readonly string[] | undefined;
  /** Observed. */
  fetchAllAccounts?: boolean | undefined;
  /** A ratio, for instance `0.8`. Observed. */
  eftEligibleRatio?: number | string | undefined;

  // Data
  /** Depth of history. */
  daysOfTransactions?: 'Days90' | 'Days365' | (string & {}) | undefined;
  /** Observed. */
  withTransactions?: boolean | undefined;
  /** Observed. */
  waitSummary?: boolean | undefined;
  /** Observed. */
  statement?: boolean | undefined;
  /** Also collect PDF statements. Observed. */
  detailsAndStatementEnable?: boolean | undefined;
  /** Observed, for instance `MostRecent`, `Months12`. */
  monthsOfStatements?: string | undefined;
  /** Failed logins before a stop screen: a whole number from 1. */
  maximumRetry?: number | undefined;
  /** Banks of one country only, `ca`. Observed. */
  institutionsLocation?: string | undefined;
  /** Preselects a bank by its number. The feature is official, this spelling is not: see also the `institution` attribute. */
  institutionId?: number | string | undefined;

  // On their way out
  /** @deprecated Flinks no longer actively supports nightly refresh for most banks. */
  scheduleRefresh?: boolean | undefined;
  /** @deprecated Flinks: "Enhanced MFA (Deprecated)". */
  enhancedMFA?: boolean | undefined;
  /** @deprecated Flinks: "Enhanced MFA (Deprecated)". */
  skipEnhancedMFA?: boolean | undefined;
  /** @deprecated Investments was retired on 30 April 2026. */
  productType?: 'banking' | 'investment' | undefined;
  /** @deprecated Old consent page. Comma list, for instance `TransactionHistory,AccountNumber`. */
  features?: string | undefined;
  /** @deprecated v1 design. */
  desktopLayout?: boolean | undefined;
  /** @deprecated v1 design. */
  fixedHeightEnable?: boolean | undefined;
  /** @deprecated v1 design. */
  boxLayout?: boolean | undefined;
  /** @deprecated v1 design. */
  loadingType?: 'dots' | 'progressbar' | undefined;
  /** @deprecated v1 design. Hexadecimal without `#`. */
  backgroundColor?: string | undefined;
  /** @deprecated v1 design. Hexadecimal without `#`. */
  foregroundColor1?: string | undefined;
  /** @deprecated v1 design. Hexadecimal without `#`. */
  foregroundColor2?: string | undefined;

  /** Flinks adds parameters faster than it documents them: unknown names pass through as they are. */
  [name: string]: ConnectParamValue;
}

/** Refused by name, with the reason that the developer reads. */
const refused: Readonly<Record<string, string>> = {
  authorizetoken: 'use the authorize-token attribute or the authorizeToken property',
  redirecturl: 'use the redirect-uri attribute',
  webview: 'Connect would post to a native shell instead of this page',
  stringify: 'remove it, because the element reads messages as objects and as JSON text',
};

/**
 * The pairs to send, from an object or a query string.
 *
 * @param where - what the developer called it, for the error
 * @throws FlinksLinkError `invalid-configuration` for the names that are refused, and for values that have no text form
 */
export function connectParamPairs(params: ConnectParams | string, where = 'params'): [string, string][] {
  if (typeof params === 'string' && /^\s*[{[]/.test(params))
    throw misconfigured(
      `${where} must be a query string such as "a=1&b=2". Set an object as a property instead.`,
    );
  const pairs: [string, unknown][] =
    typeof params === 'string' ? [...new URLSearchParams(params)] : Object.entries(params);
  refuseSecrets(
    pairs.map(([name]) => name),
    where,
  );
  return pairs.flatMap(([name, value]): [string, string][] => {
    const reason = refused[name.toLowerCase()];
    if (reason) throw misconfigured(`${where} must not contain "${name}": ${reason}.`);
    if (value === undefined || value === null) return [];
    if (typeof value === 'object' ? !Array.isArray(value) : !/string|number|boolean/.test(typeof value)) {
      throw misconfigured(`${where}.${name} must be a string, number, boolean, or list.`);
    }
    return [[name, String(value)]];
  });
}
