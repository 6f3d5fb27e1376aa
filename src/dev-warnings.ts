import { isRedirect } from './flow-options.js';
import type { Display, Flow } from './types.js';
import { warn } from './ui/warn.js';

const forRedirects =
  'target authorize-url outbound-url client-id scope provider-id correlation-id issuer express-url'.split(
    ' ',
  );
const forConnect =
  'connect-url authorize-token demo theme customer-name request-id params loading allow sandbox'.split(' ');

/** Says which of the element's attributes have no effect with these settings. In the development build only. */
export function warnAboutIgnored(element: Element, flow: Flow, display: Display): void {
  const ignored = isRedirect(flow)
    ? forConnect
    : [...(flow === 'connect' ? forRedirects : []), display === 'dialog' ? 'loading' : 'preload'];
  const present = ignored.filter(name => element.hasAttribute(name));
  if (present.length) warn(`ignores ${present.join(', ')}: flow and display decide which settings count.`);
}
