import { ownOrigin } from '../browser/page.js';
import { FlinksLinkError, misconfigured } from '../errors.js';
import { refuseSecrets } from '../protocol/secrets.js';
import type { Settings } from '../session/settings.js';
import type { Display, Target } from '../types.js';
import { settingAttributes } from './settings.js';

const displays: readonly Display[] = ['inline', 'dialog'];
const targets: readonly Target[] = ['popup', 'page'];

/** @throws FlinksLinkError `invalid-configuration` */
export function checkOneOf(setting: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) throw misconfigured(`${setting} must be one of ${allowed.join(', ')}.`);
}

/** What templates and scripts write where a value is missing. */
const unrendered = /^(?:undefined|null|NaN|\[object .*\])$|\{\{.*\}\}|\$\{.*\}|<%.*%>/s;

/** @throws FlinksLinkError `invalid-configuration`, without the value, which may hold a part of a token */
function checkRendered(setting: string, value: unknown): void {
  if (typeof value === 'string' && unrendered.test(value))
    throw misconfigured(
      `${setting} looks like a missing value or an unrendered template. Check what sets it.`,
    );
}

/**
 * Checks what concerns every flow.
 *
 * @param element - whose attributes and own properties may have the names of secrets
 * @param read - the settings that the flow reads
 * @throws FlinksLinkError `invalid-configuration`, `unsupported`
 */
export function checkSettings(
  element: Element,
  settings: Readonly<Settings>,
  read: readonly (keyof Settings)[],
): void {
  const { display, target, loadTimeout } = settings;
  // data-* belongs to others: extensions and frameworks leave their marks there.
  refuseSecrets(
    element.getAttributeNames().filter(name => !name.startsWith('data-')),
    'The attribute',
  );
  refuseSecrets(Object.keys(element), 'The property');
  const attributes = settingAttributes();
  for (const name of read) checkRendered(attributes.get(name) ?? name, settings[name]);
  checkOneOf('display', display, displays);
  checkOneOf('target', target, targets);
  if (!ownOrigin()) {
    throw new FlinksLinkError(
      'unsupported',
      'This page has an opaque origin. Serve it over https; if it is sandboxed, add allow-same-origin.',
    );
  }
  if (!(loadTimeout > 0)) throw misconfigured('load-timeout must be a positive number of milliseconds.');
}
