// What can be set in the playground. Pure: the page, the address bar and the snippets all read it.
import type { Flow } from '../../../src/types.js';

/** Texts as they stand in the form; a box that is ticked is `true`. */
export type Settings = Record<string, string> & { flow: Flow };

/** Where Connect is. */
interface ConnectSettings {
  instance?: string;
  connectUrl?: string;
  demo: boolean;
}

/** The value is `true` for an attribute without one. */
export type Attribute = [name: string, value: string | true];

export const flows: readonly Flow[] = ['auto', 'outbound', 'connect', 'custom', 'express'];

const firstFlow: Flow = 'auto';

/** Longer texts than any of these settings takes. */
const LONGEST = 100;

/**
 * Shorter than a tag that the backend makes for Express, by which it finds the session of a webhook. Flinks' webhooks also
 * repeat Connect's tag: with the tag of another session here, the user's accounts would be linked there.
 */
const LONGEST_TAG = 40;

interface Setting {
  /** Before the user chooses. */
  first: string;
  values?: readonly string[];
  /** With which it counts: all of them without a list. */
  flows?: readonly string[];
  longest?: number;
  /** Only the user can set it: anyone can write a link to the playground. */
  notFromAddress?: boolean;
}

const known: Record<string, Setting> = {
  flow: { first: firstFlow, values: flows },
  display: { first: 'inline', values: ['inline', 'dialog'] },
  target: { first: 'popup', values: ['popup', 'page'], flows: ['auto', 'outbound', 'custom'] },
  language: { first: '', values: ['', 'en', 'fr'] },
  theme: { first: '', values: ['', 'light', 'dark', 'system'], flows: ['auto', 'connect'] },
  customerName: { first: '', flows: ['auto', 'connect'] },
  tag: { first: '', flows: ['auto', 'connect'], longest: LONGEST_TAG, notFromAddress: true },
  institution: { first: '', flows: ['connect'] },
  customInstitution: { first: '14', flows: ['custom'] },
  institutionFilterEnable: { first: 'true', values: ['', 'true'], flows: ['auto', 'connect'] },
  accountSelectorEnable: { first: '', values: ['', 'true'], flows: ['auto', 'connect'] },
  accountSelectorMultiple: { first: '', values: ['', 'true'], flows: ['auto', 'connect'] },
  daysOfTransactions: { first: '', values: ['', 'Days90', 'Days365'], flows: ['auto', 'connect'] },
  disabled: { first: '', values: ['', 'true'] },
};

const entries = Object.entries(known);

/** Whether a setting counts with a flow. */
export function counts(name: string, flow: Flow) {
  const setting = entries.find(([each]) => each === name)?.[1];
  return !setting?.flows || setting.flows.includes(flow);
}

/** The settings that the form holds. What is missing or makes no sense is as it was before the user chose. */
export function readSettings(from: { get: (name: string) => unknown }): Settings {
  const read = entries.map(([name, { first, values, longest = LONGEST }]): [string, string] => {
    const value = from.get(name);
    const isGood = typeof value === 'string' && (values ? values.includes(value) : value.length <= longest);
    return [name, isGood ? value : first];
  });
  return {
    ...Object.fromEntries(read),
    flow: flows.find(flow => flow === from.get('flow')) ?? firstFlow,
  };
}

/** The settings that an address holds, read as those of the form. */
export function readAddress(query: URLSearchParams): Settings {
  const ofUser = entries.filter(([, { notFromAddress }]) => notFromAddress).map(([name]) => name);
  return readSettings({ get: name => (ofUser.includes(name) ? undefined : query.get(name)) });
}

/** The settings that are not as they were before the user chose, for an address. */
export function toQuery(settings: Settings): [name: string, value: string][] {
  return entries.flatMap(([name, { first, notFromAddress }]): [string, string][] => {
    const value = settings[name] ?? first;
    return value === first || notFromAddress ? [] : [[name, value]];
  });
}

/** The attributes that say the same to the element, and nothing that has no effect with its flow. */
export function attributesOf(
  settings: Settings,
  { instance, connectUrl, demo }: ConnectSettings,
): Attribute[] {
  const { flow } = settings;
  const set = Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, counts(name, flow) ? value : '']),
  );
  const usesConnect = flow === 'auto' || flow === 'connect';
  const params = usesConnect ? paramsOf(set) : '';
  const all: [name: string, value: string | boolean | undefined][] = [
    ['id', 'bank'],
    ['flow', flow !== 'connect' && flow],
    ['display', set.display !== 'inline' && set.display],
    ['target', set.target !== 'popup' && set.target],
    ['instance', usesConnect && instance],
    ['connect-url', usesConnect && !instance && connectUrl],
    ['demo', usesConnect && demo],
    ['language', set.language],
    ['theme', set.theme],
    ['customer-name', set.customerName],
    ['tag', set.tag],
    ['institution', set.institution || set.customInstitution],
    ['params', params],
    ['disabled', set.disabled === 'true'],
  ];
  return all.flatMap(([name, value]): Attribute[] => (value ? [[name, value]] : []));
}

/** Connect's own parameters, as a query. */
function paramsOf(set: Record<string, string | undefined>) {
  const names = ['institutionFilterEnable', 'accountSelectorEnable', 'accountSelectorMultiple'];
  const params = new URLSearchParams();
  for (const name of [...names, 'daysOfTransactions']) {
    // Without a selector there is nothing to choose several of.
    const idle = name === 'accountSelectorMultiple' && !set.accountSelectorEnable;
    if (set[name] && !idle) params.set(name, set[name]);
  }
  return params.toString();
}

/** Whether the element needs something to press: all but an element that is drawn in its place. Express draws a link. */
export function hasTrigger({ flow, display }: Settings) {
  return flow !== 'express' && (display === 'dialog' || flow === 'outbound' || flow === 'custom');
}
