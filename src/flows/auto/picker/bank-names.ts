/**
 * What users call the same bank, in both languages and in short: plain words, with a bar between two names. A provider whose name begins with one
 * of them is found by all. Canadian ones only: elsewhere "National Bank of …" is another bank.
 */
export const bankNames: readonly string[] = [
  'atb|alberta treasury branches',
  'bmo|bank of montreal|banque de montreal',
  'cibc|canadian imperial bank of commerce|banque canadienne imperiale de commerce',
  'cwb|canadian western bank|banque canadienne de l ouest',
  'eq bank|banque eq|equitable bank|banque equitable',
  'laurentian bank|banque laurentienne|lbc|blc',
  'manulife|manuvie',
  'nbc|bnc|national bank|banque nationale|national bank of canada|banque nationale du canada',
  'pc|president s choice|services financiers le choix du president',
  'rbc|royal bank|banque royale|royal bank of canada|banque royale du canada',
  'scotiabank|banque scotia|bns|bank of nova scotia|banque de nouvelle ecosse',
  'td|toronto dominion|banque toronto dominion',
];
