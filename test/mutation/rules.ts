import { connectRules } from './connect-rules.ts';
import { formRules } from './form-rules.ts';
import { guardRules } from './guard-rules.ts';
import { lateRules } from './late-rules.ts';
import { messageRules } from './message-rules.ts';
import { relayRules } from './relay-rules.ts';
import { responseRules } from './response-rules.ts';
import { returnRules } from './return-rules.ts';
import type { Rule } from './rule.ts';
import { settingsRules } from './settings-rules.ts';
import { urlRules } from './url-rules.ts';
import { windowRules } from './window-rules.ts';

/** Every security rule that exists. A row moves with the code: `npm test -- logic` fails where its text is not found. */
export const rules: readonly Rule[] = [
  ...guardRules,
  ...messageRules,
  ...lateRules,
  ...connectRules,
  ...relayRules,
  ...returnRules,
  ...responseRules,
  ...windowRules,
  ...settingsRules,
  ...urlRules,
  ...formRules,
];
