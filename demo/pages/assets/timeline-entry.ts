import { fieldOf } from './field-of.js';

/** What of an event may be shown. */
export interface Fact {
  name: string;
  /** Null where it is an id, a code or the like. */
  value: string | null;
}

/** The fields that hold no id, by event. */
const open: Readonly<Record<string, readonly string[]>> = {
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
  'flinks-ready',
  'flinks-step',
  'flinks-notice',
  'flinks-close-request',
  'flinks-navigate',
  'flinks-fallback',
  'flinks-login',
  'flinks-code',
  'flinks-linked',
  'flinks-handoff',
  'flinks-cancel',
  'flinks-error',
] as const;

/** The facts of an event. Whatever is not known to be harmless is named and hidden. */
export function factsOf(type: string, detail: unknown): Fact[] {
  if (typeof detail !== 'object' || detail === null) return [];
  if (type === 'flinks-error')
    return [{ name: 'code', value: String(fieldOf(fieldOf(detail, 'error'), 'code')) }];
  const shown = Object.hasOwn(open, type) ? (open[type] ?? []) : [];
  return Object.entries(detail)
    .filter(([name, value]) => !silent.includes(name) && value !== undefined && value !== '')
    .map(([name, value]) => ({ name, value: shown.includes(name) ? String(value) : hide(value) }));
}

/** Of a list at least the length. */
const hide = (value: unknown) => (Array.isArray(value) ? `${value.length} ×` : null);
