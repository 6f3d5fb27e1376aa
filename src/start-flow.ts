import type { OpenFrame } from './browser/frame.js';
import { warn } from './browser/warn.js';
import { checkSettings } from './element/check-settings.js';
import type { FlinksLinkSettings } from './element/settings.js';
import { isRedirect } from './flow-kinds.js';
import { autoOptions, connectOptions, redirectOptions } from './flow-options.js';
import { autoFlow, type AutoStart } from './flows/auto/auto-run.js';
import { connectFlow } from './flows/connect/connect-run.js';
import { expressFlow } from './flows/express/index.js';
import { redirectFlow } from './flows/redirect/redirect-run.js';
import { languageOf } from './i18n/localize.js';
import { expressUrl } from './partner-url.js';
import type { Attempt } from './protocol/attempt.js';
import type { AttemptStore } from './returns/transaction-store.js';
import { returnFlow } from './returns/transactions.js';
import type { StartFlow } from './session/flow.js';

/** What flows need beside the settings. */
export interface FlowTools {
  readonly attempts: AttemptStore;
  readonly openFrame: OpenFrame;
  /** Tokens and states that were used by any session of the element; each serves once. */
  readonly used: Set<string>;
}

/** @throws FlinksLinkError `invalid-configuration` */
function auto(settings: FlinksLinkSettings, tools: FlowTools, start: AutoStart): StartFlow {
  const { used, ...others } = tools;
  const language = languageOf(settings, settings.language);
  return autoFlow({ ...autoOptions(settings, language, used), ...others, onTrouble: warn }, start);
}

/** The flow that the settings ask for; they are read when it starts. */
export const flowOf =
  (settings: FlinksLinkSettings, tools: FlowTools, providerId?: string): StartFlow =>
  context => {
    checkSettings(settings);
    const { attempts, openFrame, used } = tools;
    const { flow } = settings;
    if (flow === 'express') return expressFlow(expressUrl(settings))(context);
    if (flow === 'auto') return auto(settings, tools, { providerId })(context);
    const language = languageOf(settings, settings.language);
    return isRedirect(flow)
      ? redirectFlow(redirectOptions(settings, language, used, providerId), attempts)(context)
      : connectFlow(connectOptions(settings, language, used), openFrame, attempts)(context);
  };

/** Ends a session with an answer that the person has come back with, or goes on by another flow. */
export function returnOf(
  settings: FlinksLinkSettings,
  tools: FlowTools,
  attempt: Attempt,
  answer: URL,
): StartFlow {
  const back = returnFlow(attempt, answer);
  if (settings.flow !== 'auto' || attempt.flow !== 'outbound') return back;
  try {
    return auto(settings, tools, { back, providerId: attempt.providerId });
  } catch {
    return back; // An answer is not lost for settings that it does not need.
  }
}
