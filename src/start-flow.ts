import type { AttemptStore } from './browser/attempt-store.js';
import { checkSettings, connectOptions, isRedirect, redirectOptions } from './flow-options.js';
import { connectFlow, type OpenFrame } from './flows/connect.js';
import type { StartFlow } from './flows/flow.js';
import { redirectFlow } from './flows/redirect.js';
import type { FlinksLinkSettings } from './settings.js';
import { languageOf } from './ui/localize.js';

/** What flows need beside the settings. */
export interface FlowTools {
  readonly attempts: AttemptStore;
  readonly openFrame: OpenFrame;
  /** Tokens and states that were used by any session of the element; each serves once. */
  readonly used: Set<string>;
}

/** The flow that the settings ask for; they are read when it starts. */
export const flowOf =
  (settings: FlinksLinkSettings, { attempts, openFrame, used }: FlowTools, providerId?: string): StartFlow =>
  context => {
    checkSettings(settings);
    const language = languageOf(settings, settings.language);
    return isRedirect(settings.flow)
      ? redirectFlow(redirectOptions(settings, language, used, providerId), attempts)(context)
      : connectFlow(connectOptions(settings, language, used), openFrame, attempts)(context);
  };
