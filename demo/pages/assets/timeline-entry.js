/**
 * What of an event may be shown. Pure.
 *
 * @typedef {{ name: string, value: string | null }} Fact `null` where the value is an id, a code or the like
 */

/** The fields that hold no id, by event. */
const open = {
  'flinks-step': [
    'step',
    'flinksCode',
    'known',
    'institution',
    'mfaTypes',
    'totalAccounts',
    'displayedAccounts',
    'cached',
  ],
  'flinks-notice': ['code', 'retryable'],
  'flinks-close-request': ['source'],
  'flinks-navigate': ['target'],
  'flinks-fallback': ['from', 'to', 'reason'],
  'flinks-login': ['flow', 'institution'],
  'flinks-code': ['providerId'],
  'flinks-handoff': ['flow'],
  'flinks-cancel': ['reason'],
};

/** What the event's name says already, or what is told elsewhere. */
const silent = ['type', 'attemptId', 'url', 'error'];

/** Every event of the element. */
export const eventTypes = [
  'ready',
  'step',
  'notice',
  'close-request',
  'navigate',
  'fallback',
  'login',
  'code',
  'linked',
  'handoff',
  'cancel',
  'error',
].map(name => `flinks-${name}`);

/**
 * The facts of an event. Whatever is not known to be harmless is named and hidden.
 *
 * @param {string} type
 * @param {unknown} detail
 * @returns {Fact[]}
 */
export function factsOf(type, detail) {
  if (typeof detail !== 'object' || detail === null) return [];
  if (type === 'flinks-error') return [{ name: 'code', value: String(Object(Object(detail).error).code) }];
  /** @type {readonly string[]} */
  const shown = Object.hasOwn(open, type) ? open[/** @type {keyof typeof open} */ (type)] : [];
  return Object.entries(detail)
    .filter(([name, value]) => !silent.includes(name) && value !== undefined && value !== '')
    .map(([name, value]) => ({ name, value: shown.includes(name) ? String(value) : hide(value) }));
}

/** Of a list at least the length. @param {unknown} value */
const hide = value => (Array.isArray(value) ? `${value.length} ×` : null);
