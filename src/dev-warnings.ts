import { warn } from './ui/warn.js';

const ignoredByConnect = [
  'target',
  'authorize-url',
  'outbound-url',
  'client-id',
  'scope',
  'provider-id',
  'correlation-id',
  'issuer',
  'express-url',
];

/** Says which of the element's attributes have no effect with these settings. In the development build only. */
export function warnAboutIgnored(element: Element, flow: string, display: string): void {
  const ignored = [
    ...(flow === 'connect' ? ignoredByConnect : []),
    display === 'dialog' ? 'loading' : 'preload',
  ];
  const present = ignored.filter(name => element.hasAttribute(name));
  if (present.length) warn(`ignores ${present.join(', ')}: flow and display decide which settings count.`);
}
