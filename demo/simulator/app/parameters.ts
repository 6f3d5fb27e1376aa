/** Parameters that change what happens here. */
const active = new Set(
  `authorizeToken requestId resumeSelectedAccounts demo demoOutbound language theme closeEnable backEnable headerEnable
  consentEnable customerName redirectUrl innerRedirect tag oauthWindowRedirect webview stringify accountSelectorEnable
  accountSelectorMultiple showAllAccounts institutionFilterEnable institutionId institutionsLocation daysOfTransactions maximumRetry
  simulate`.split(/\s+/),
);

/** Parameters that are documented, or were seen in use, and are accepted without effect. */
const passive = new Set(
  `headerImgEnable staticLoadingEnable removePadding desktopLayout fixedHeightEnable boxLayout loadingType
  backgroundColor foregroundColor1 foregroundColor2 consentTitleAppendedText features termsUrl termsNoCheckbox
  jsRedirect accountSelectorCurrency accountSelectorNoTitle showAllOperationsAccounts fetchAllAccounts
  eftEligibleRatio withTransactions waitSummary statement detailsAndStatementEnable monthsOfStatements
  scheduleRefresh enhancedMFA skipEnhancedMFA productType
  thank-you loginId accountId institution`.split(/\s+/),
);

/** Names are compared as written: whether Connect ignores case is undocumented. */
export function describeParameter(name: string) {
  if (active.has(name)) return 'known';
  return passive.has(name) ? 'accepted' : 'unknown';
}
