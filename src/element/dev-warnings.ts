import { warn } from '../browser/warn.js';
import type { Display, Flow } from '../types.js';

const forOutbound = ['outbound-url', 'client-id', 'scope', 'correlation-id', 'issuer'];
const forConnect =
  'connect-url authorize-token demo theme customer-name request-id params loading allow sandbox'.split(' ');
const forRedirects = ['target', 'authorize-url', ...forOutbound];

/** What has no effect with a flow, whatever `display` says. */
const ignoredBy: Readonly<Record<Flow, readonly string[]>> = {
  connect: [...forRedirects, 'provider-id', 'express-url'],
  outbound: [...forConnect, 'instance', 'institution', 'tag', 'express-url'],
  custom: [...forConnect, ...forOutbound, 'express-url'],
  express: [...forRedirects, ...forConnect, 'provider-id', 'instance', 'institution', 'redirect-uri', 'tag'],
  auto: ['provider-id', 'institution', 'express-url'],
};

/** Says which of the element's attributes have no effect with these settings. In the development build only. */
export function warnAboutIgnored(element: Element, flow: Flow, display: Display): void {
  const ignored = [
    ...(ignoredBy[flow] ?? []),
    ...((flow === 'connect' || flow === 'auto') && display === 'dialog' ? ['loading'] : []),
  ];
  const present = ignored.filter(name => element.hasAttribute(name));
  if (present.length) warn(`ignores ${present.join(', ')}: flow and display decide which settings count.`);
}

/**
 * Keeps lit from saying once per page that it is its development build: whoever has chosen this element need not know what
 * it is made with. The set is lit's own, for pages that do not want to hear one of its warnings; it is one for the page, so
 * that a host with lit of its own does not hear this one either (`docs/start/install.md` says so).
 *
 * @see https://lit.dev/msg/dev-mode
 */
export function keepLitQuiet(): void {
  const page = globalThis as { litIssuedWarnings?: Set<string> };
  (page.litIssuedWarnings ??= new Set()).add('dev-mode');
}
