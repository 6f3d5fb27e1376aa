/** A payload from elsewhere: any field may be missing or of any type. */
export type Fields = Readonly<Record<string, unknown>>;

/** Longest text that is searched for fields or lists. */
export const maxText = 65_536;
/** Longest `tag`. */
export const maxTag = 1_000;
const maxAccounts = 200;

/** Own properties only: a payload may carry its own `__proto__`, and must not borrow from another. */
export const field = (fields: Fields, name: string): unknown =>
  Object.hasOwn(fields, name) ? fields[name] : undefined;

/** The text as it is; undefined where it is empty, longer than `max`, or has a control character. */
export const text = (value: unknown, max: number): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= max && !/\p{Cc}/u.test(value)
    ? value
    : undefined;

/** An identifier: text without blanks, or a whole number. loginIds are not always GUIDs, so nothing more is asked. */
export const id = (value: unknown): string | undefined => {
  const found = text(Number.isSafeInteger(value) ? String(value) : value, 256);
  return found !== undefined && !/\s/u.test(found) ? found : undefined;
};

/** A name or a number, as text. */
export const label = (value: unknown): string | undefined =>
  Number.isFinite(value) ? String(value) : text(value, 200);

/** VSCHAR, the characters of codes and states: printable ASCII (RFC 6749, appendix A). */
export const isVschar = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value.length <= max && /^[ -~]+$/.test(value);

/** A state: 1 to 1,024 characters (RFC 6749, A.5; longer than 1,000 is seen in the wild). */
export const isState = (value: unknown): value is string => isVschar(value, 1_024);

/**
 * The parts of a list that came as text: JSON, or with commas. What only looks like JSON has none. A plus after a comma is a
 * blank, as a form writes it.
 */
function partsOf(list: string): unknown {
  if (!/^\s*[[{"]/.test(list)) return list.split(/,\+*/);
  try {
    return JSON.parse(list.replace(/([[,])\++/g, '$1'));
  } catch {
    return [];
  }
}

/** One id, a list as text, or an array: the form for several accounts is undocumented. */
function idList(value: unknown): string[] {
  if (Number.isSafeInteger(value)) return [String(value)];
  const parts = typeof value === 'string' ? partsOf(value.slice(0, maxText)) : value;
  if (!Array.isArray(parts) || parts.length > maxAccounts) return [];
  return [...new Set(parts.flatMap(part => id(typeof part === 'string' ? part.trim() : part) ?? []))];
}

/**
 * A query in which a plus stands for itself. An id has no blank, so that a plus in one is a plus that was not encoded.
 *
 * @param search - without its question mark
 */
export const idQuery = (search: string): URLSearchParams =>
  new URLSearchParams(`?${search.replaceAll('+', '%2B')}`);

/** Accounts that a message or a return names: one of these two fields, one of three forms. */
export function accountsOf(fields: Fields): readonly string[] {
  const single = idList(field(fields, 'accountId'));
  return Object.freeze(single.length ? single : idList(field(fields, 'accountIds')));
}

/**
 * The parameters of Connect's redirect after a login, not checked yet. A doubled one is left out.
 *
 * @param search - without its question mark
 */
export function loginFields(search: string): Fields {
  const one = (query: URLSearchParams, name: string): string | undefined => {
    const all = query.getAll(name);
    return all.length === 1 ? all[0] : undefined;
  };
  const query = new URLSearchParams(`?${search}`);
  const ids = idQuery(search);
  return {
    loginId: one(ids, 'loginId'),
    institution: one(query, 'institution'),
    requestId: one(ids, 'requestId'),
    tag: one(query, 'tag'),
    accountId: ['accountId', 'accountId[]', 'accountIds', 'accountIds[]'].flatMap(name =>
      ids.getAll(name).flatMap(idList),
    ),
  };
}

/** Leaves out what is not there, so that `in` and spreading tell the truth. */
export function compact<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  return Object.freeze(Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined))) as T;
}
