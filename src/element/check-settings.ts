import { ownOrigin } from '../browser/page.js';
import { FlinksLinkError, misconfigured } from '../errors.js';
import { refuseSecrets } from '../protocol/secrets.js';
import type { Display, Flow, Target } from '../types.js';
import { type FlinksLinkSettings, withDefaults } from './settings.js';

const flows: readonly Flow[] = ['connect', 'outbound', 'custom', 'express', 'auto'];
const displays: readonly Display[] = ['inline', 'dialog'];
const targets: readonly Target[] = ['popup', 'page'];

/**
 * Checks what concerns every flow.
 *
 * @throws FlinksLinkError `invalid-configuration`, `unsupported`
 */
export function checkSettings(settings: FlinksLinkSettings): void {
  // data-* belongs to others: extensions and frameworks leave their marks there.
  refuseSecrets(
    settings.getAttributeNames().filter(name => !name.startsWith('data-')),
    'The attribute',
  );
  refuseSecrets(Object.keys(settings), 'The property');
  const { flow, display, target, loadTimeout } = withDefaults(settings);
  oneOf('flow', flow, flows);
  oneOf('display', display, displays);
  oneOf('target', target, targets);
  if (!ownOrigin()) {
    throw new FlinksLinkError(
      'unsupported',
      'This page has no origin of its own: serve it over https, and sandbox it with allow-same-origin if at all.',
    );
  }
  if (!(loadTimeout > 0)) throw misconfigured('load-timeout must be milliseconds above 0.');
}

function oneOf(setting: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) throw misconfigured(`${setting} must be one of ${allowed.join(', ')}.`);
}
