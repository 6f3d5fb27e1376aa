import { warn } from '../browser/warn.js';
import type { FlowDefinition } from '../session/flow.js';
import type { Settings } from '../session/settings.js';

/** Settings that count whatever the flow is. */
const general: readonly (keyof Settings)[] = ['flow', 'display', 'language', 'preload', 'loadTimeout'];

/**
 * Says which attributes have no effect with these settings. In the development build only.
 *
 * @param attributes - of the settings, by their names
 */
export function warnAboutIgnored(
  element: Element,
  flow: FlowDefinition,
  { display }: Readonly<Settings>,
  attributes: ReadonlyMap<string, string>,
): void {
  const read: readonly string[] = [
    ...general,
    ...flow.settings,
    ...(flow.start === 'page' && display !== 'dialog' ? ['loading'] : []),
  ];
  const ignored = [...attributes].filter(([name]) => !read.includes(name)).map(([, attribute]) => attribute);
  const present = ignored.filter(attribute => element.hasAttribute(attribute));
  if (present.length) warn(`ignores ${present.join(', ')}: not used with this flow and display.`);
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
