/**
 * What can be set in the playground. Pure: the page, the address bar and the snippets all read it.
 *
 * @typedef {'auto' | 'connect' | 'outbound' | 'custom' | 'express'} Flow
 * @typedef {Record<string, string> & { flow: Flow }} Settings texts as they stand in the form; a box that is ticked is `true`
 * @typedef {{ instance?: string, connectUrl?: string, demo: boolean }} Where Connect
 * @typedef {[name: string, value: string | true]} Attribute `true` for an attribute without a value
 */

/** @type {readonly Flow[]} */
export const flows = ['auto', 'outbound', 'connect', 'custom', 'express'];

/** Longer texts than any of these settings takes. */
const LONGEST = 100;

/** What each setting is before anybody chooses, and with which flows it counts: all of them without a list. */
const known = {
  flow: { first: 'auto', values: flows },
  display: { first: 'inline', values: ['inline', 'dialog'] },
  target: { first: 'popup', values: ['popup', 'page'], flows: ['auto', 'outbound', 'custom'] },
  language: { first: '', values: ['', 'en', 'fr'] },
  theme: { first: '', values: ['', 'light', 'dark', 'system'], flows: ['auto', 'connect'] },
  customerName: { first: '', flows: ['auto', 'connect'] },
  tag: { first: '', flows: ['auto', 'connect'] },
  institution: { first: '', flows: ['connect'] },
  customInstitution: { first: '14', flows: ['custom'] },
  institutionFilterEnable: { first: 'true', values: ['', 'true'], flows: ['auto', 'connect'] },
  accountSelectorEnable: { first: '', values: ['', 'true'], flows: ['auto', 'connect'] },
  accountSelectorMultiple: { first: '', values: ['', 'true'], flows: ['auto', 'connect'] },
  daysOfTransactions: { first: '', values: ['', 'Days90', 'Days365'], flows: ['auto', 'connect'] },
  disabled: { first: '', values: ['', 'true'] },
};

/** @type {readonly [string, { first: string, values?: readonly string[], flows?: readonly string[] }][]} */
const entries = Object.entries(known);

/**
 * Whether a setting counts with a flow.
 *
 * @param {string} name
 * @param {Flow} flow
 */
export function counts(name, flow) {
  const setting = entries.find(([each]) => each === name)?.[1];
  return !setting?.flows || setting.flows.includes(flow);
}

/**
 * The settings that an address, or a form, holds. What is missing or makes no sense is as it was before anybody chose.
 *
 * @param {{ get: (name: string) => unknown }} from
 * @returns {Settings}
 */
export function readSettings(from) {
  const read = entries.map(([name, { first, values }]) => {
    const value = from.get(name);
    const isGood = typeof value === 'string' && (values ? values.includes(value) : value.length <= LONGEST);
    return [name, isGood ? value : first];
  });
  return /** @type {Settings} */ (Object.fromEntries(read));
}

/**
 * The settings that are not as they were before anybody chose, for an address.
 *
 * @param {Settings} settings
 */
export function toQuery(settings) {
  return entries.flatMap(([name, { first }]) => {
    const value = settings[name] ?? first;
    return value === first ? [] : [/** @type {[string, string]} */ ([name, value])];
  });
}

/**
 * The attributes that say the same to the element, and nothing that has no effect with its flow.
 *
 * @param {Settings} settings
 * @param {Where} where
 * @returns {Attribute[]}
 */
export function attributesOf(settings, { instance, connectUrl, demo }) {
  const { flow } = settings;
  const set = Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, counts(name, flow) ? value : '']),
  );
  const usesConnect = flow === 'auto' || flow === 'connect';
  const params = usesConnect ? paramsOf(set) : '';
  const all = /** @type {[string, string | boolean | undefined][]} */ ([
    ['id', 'bank'],
    ['flow', flow !== 'connect' && flow],
    ['display', set['display'] !== 'inline' && set['display']],
    ['target', set['target'] !== 'popup' && set['target']],
    ['instance', usesConnect && instance],
    ['connect-url', usesConnect && !instance && connectUrl],
    ['demo', usesConnect && demo],
    ['language', set['language']],
    ['theme', set['theme']],
    ['customer-name', set['customerName']],
    ['tag', set['tag']],
    ['institution', set['institution'] || set['customInstitution']],
    ['params', params],
    ['disabled', set['disabled'] === 'true'],
  ]);
  return all.flatMap(([name, value]) => (value ? [/** @type {Attribute} */ ([name, value])] : []));
}

/**
 * Connect's own parameters, as a query.
 *
 * @param {Record<string, string | undefined>} set
 */
function paramsOf(set) {
  const names = ['institutionFilterEnable', 'accountSelectorEnable', 'accountSelectorMultiple'];
  const params = new URLSearchParams();
  for (const name of [...names, 'daysOfTransactions']) {
    // Without a selector there is nothing to choose several of.
    const idle = name === 'accountSelectorMultiple' && !set['accountSelectorEnable'];
    if (set[name] && !idle) params.set(name, set[name]);
  }
  return params.toString();
}

/**
 * Whether the element needs something to press: all but an element that is drawn in its place. Express draws a link.
 *
 * @param {Settings} settings
 */
export function hasTrigger({ flow, display }) {
  return flow !== 'express' && (display === 'dialog' || flow === 'outbound' || flow === 'custom');
}
