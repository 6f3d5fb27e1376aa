import { isLoopback } from './endpoints.js';
import { compact, field, type Fields, id, label, text } from './fields.js';

/**
 * A bank that a user can choose: an entry of Flinks' `/providers`, which has other names for some of these fields, or
 * one that the host writes itself.
 */
export interface Provider {
  /** Flinks' `provider_id`, or any name of the host's own where `flow` is `connect`. 1 to 256 characters, no blanks. */
  readonly id: string;
  /** Its name for users. 1 to 200 characters each. */
  readonly name: string | { readonly en: string; readonly fr: string };
  /** ISO 3166-1 code such as `CA`, else shown as it stands. */
  readonly country?: string;
  /** Flinks' open banking status of the bank: `Activated`, `Available`, `PendingActivation`, `Suspended`. */
  readonly status?: string;
  /**
   * https (http on loopback), a path of the page's own origin such as `/logos/rbc.svg`, or `data:image/…`. At most 2,048
   * characters, or 65,536 with `data:`; longer ones are ignored.
   */
  readonly logo?: string;
  /** Where it is linked. Without it: `outbound` when `status` is missing or says that it is active, else `connect`. */
  readonly flow?: 'outbound' | 'connect';
  /** Flinks Connect's name or number of it, for preselecting it there. */
  readonly institution?: string;
}

/** A provider whose fields were checked and copied. */
export interface ReadProvider extends Provider {
  readonly flow: 'outbound' | 'connect';
}

const maxProviders = 20_000;
const maxName = 200;
const maxUrl = 2_048;
const maxDataUrl = 65_536;

/** An entry's fields by their names without case and punctuation: `provider_id` and `providerId` are one. */
type Entry = ReadonlyMap<string, unknown>;

const toEntry = (value: unknown): Entry => {
  const found = new Map<string, unknown>();
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return found;
  for (const [name, content] of Object.entries(value)) {
    const key = name.toLowerCase().replace(/[^a-z]/g, '');
    if (content !== null && !found.has(key)) found.set(key, content);
  }
  return found;
};

/** The field of the first of these names that the entry has. */
const first = (entry: Entry, ...names: string[]): unknown =>
  names.map(name => entry.get(name)).find(value => value !== undefined);

const name = (value: unknown): string | undefined =>
  typeof value === 'string' ? text(value.trim(), maxName) : undefined;

function readName(entry: Entry): Provider['name'] | undefined {
  const given = first(entry, 'name', 'providername', 'displayname');
  const byLanguage = toEntry(given);
  const en = name(first(byLanguage, 'en', 'enca') ?? first(entry, 'nameen'));
  const fr = name(first(byLanguage, 'fr', 'frca') ?? first(entry, 'namefr'));
  const any = name(given) ?? en ?? fr;
  if (any === undefined || (en ?? fr) === undefined) return any;
  return Object.freeze({ en: en ?? any, fr: fr ?? any });
}

function readLogo(value: unknown): string | undefined {
  if (text(value, maxDataUrl) === undefined) return undefined;
  const address = value as string;
  if (/^data:image\/[\w.+-]+[;,]/i.test(address)) return address;
  if (address.length > maxUrl) return undefined;
  // A second slash, or a backslash, would name another host.
  if (/^\/(?![/\\])/.test(address)) return address;
  try {
    const url = new URL(address);
    const secure = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
    return secure && !url.username && !url.password ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** Whether Flinks says that the bank can be reached by open banking. v1 lists active ones only, and so has no status. */
function isActive(entry: Entry): boolean {
  const status = first(entry, 'status', 'providerstatus', 'registrationstatus');
  const enabled = first(entry, 'isenabledforclient');
  return (
    (status === undefined || /^activ(?:e|ated)$/i.test(String(status))) && !/^false$/i.test(String(enabled))
  );
}

function readProvider(value: unknown): ReadProvider | undefined {
  const entry = toEntry(value);
  const given = first(entry, 'providerid', 'id');
  const identifier = id(Number.isSafeInteger(given) ? String(given) : given);
  const shown = readName(entry);
  const flow = first(entry, 'flow') ?? (isActive(entry) ? 'outbound' : 'connect');
  if (identifier === undefined || shown === undefined) return undefined;
  if (flow !== 'outbound' && flow !== 'connect') return undefined;
  const country = text(first(entry, 'country', 'countrycode'), 100);
  return compact<ReadProvider>({
    id: identifier,
    name: shown,
    country: country && /^[a-z]{2}$/i.test(country) ? country.toUpperCase() : country,
    status: text(first(entry, 'status', 'providerstatus', 'registrationstatus'), 100),
    logo: readLogo(first(entry, 'logo', 'logourl', 'logouri')),
    flow,
    institution: label(first(entry, 'institution')),
  });
}

function listIn(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const inside = field(value as Fields, 'providers') ?? field(value as Fields, 'data');
  return Array.isArray(inside) ? inside : undefined;
}

/** A getter of the host's may throw, and costs its own entry only. */
function readEntry(list: readonly unknown[], index: number): ReadProvider | undefined {
  try {
    return readProvider(list[index]);
  } catch {
    return undefined;
  }
}

/**
 * Reads a list of banks: the JSON of Flinks' `/providers` as it comes (v1 in both of its documented shapes; v2, whose
 * fields are not documented, by any spelling of their names), such a list in `{ providers }` or `{ data }`, or entries of
 * the host's own. Never throws.
 *
 * Entries with the `id` and `flow` of an earlier one are left out. So are, and are counted, those without a usable id or
 * name, those with an unknown `flow`, and those after the 20,000th. A field that is not usable is left out of
 * its entry.
 *
 * @returns the entries in their order, and how many could not be read; `undefined` for a value that holds no list
 */
export function readProviders(
  value: unknown,
): { readonly providers: readonly ReadProvider[]; readonly unreadable: number } | undefined {
  const found = new Map<string, ReadProvider>();
  let unreadable = 0;
  try {
    const list = listIn(value);
    if (!list) return undefined;
    for (let index = 0; index < Math.min(list.length, maxProviders); index++) {
      const provider = readEntry(list, index);
      if (!provider) unreadable++;
      // Ids have no blanks.
      else if (!found.has(`${provider.flow} ${provider.id}`))
        found.set(`${provider.flow} ${provider.id}`, provider);
    }
    unreadable += Math.max(0, list.length - maxProviders);
  } catch {
    return undefined; // A list that cannot even be looked at, such as a revoked proxy.
  }
  return { providers: Object.freeze([...found.values()]), unreadable };
}

/** What the provider is called in a language. */
export const providerName = ({ name: given }: Provider, language: 'en' | 'fr'): string =>
  typeof given === 'string' ? given : given[language];
