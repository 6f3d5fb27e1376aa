import { isLanguage } from '../i18n/localize.js';
import type { FlowDefinition } from '../session/flow.js';
import type { Settings } from '../session/settings.js';
import { type FlinksLinkSettings, settingAttributes, settingsOf } from './settings.js';

/** Settings that count whatever the flow is. */
const general: readonly (keyof FlinksLinkSettings)[] = [
  'flow',
  'display',
  'language',
  'preload',
  'loadTimeout',
  'name',
  'required',
  'disabled',
];

/** Which attributes have no effect with these settings. */
function ignoredOn(element: Element, flow: FlowDefinition, { display }: Readonly<Settings>): string[] {
  const read: readonly string[] = [
    ...general,
    ...flow.settings,
    ...(flow.start === 'page' && display !== 'dialog' ? ['loading'] : []),
  ];
  return [...settingAttributes()].flatMap(([name, attribute]) =>
    attribute && !read.includes(name) && element.hasAttribute(attribute) ? [attribute] : [],
  );
}

/** What is without effect, a sentence each. For the development build: nothing of it keeps the element from working. */
export function findIneffective(element: FlinksLinkSettings, flow: FlowDefinition | undefined): string[] {
  const settings = settingsOf(element);
  const ignored = flow ? ignoredOn(element, flow, settings) : [];
  const { language } = settings;
  return [
    ...(ignored.length ? [`ignores ${ignored.join(', ')}: not used with this flow and display.`] : []),
    ...(element.required && !element.name
      ? ['has required and no name, so a form gets no entries from it. Set name.']
      : []),
    ...(language && !isLanguage(language) ? ['has an unknown language. Set language to en or fr.'] : []),
  ];
}

/**
 * Keeps lit from saying once per page that it is its development build: a developer who has chosen this element need not
 * know what it is made with. The set is lit's own, for pages that do not want to hear one of its warnings; it is one for
 * the page, so that a host with lit of its own does not hear this one either (`docs/start/install.md` says so).
 *
 * @see https://lit.dev/msg/dev-mode
 */
export function keepLitQuiet(): void {
  const page = globalThis as { litIssuedWarnings?: Set<string> };
  (page.litIssuedWarnings ??= new Set()).add('dev-mode');
}
