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

/** An identifier: text without blanks. loginIds are not always GUIDs, so nothing more is asked. */
export const id = (value: unknown): string | undefined => {
  const found = text(value, 256);
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

/** One id, a comma list, or an array: the form for several accounts is undocumented. */
function idList(value: unknown): string[] {
  const parts = typeof value === 'string' ? value.slice(0, maxText).split(',') : value;
  if (!Array.isArray(parts) || parts.length > maxAccounts) return [];
  return [...new Set(parts.flatMap(part => id(typeof part === 'string' ? part.trim() : undefined) ?? []))];
}

/** Accounts that a message or a return names: one of these two fields, one of three forms. */
export function accountsOf(fields: Fields): readonly string[] {
  const single = idList(field(fields, 'accountId'));
  return Object.freeze(single.length ? single : idList(field(fields, 'accountIds')));
}

/** The parameters of Connect's redirect after a login, not checked yet. A doubled one is left out. */
export function loginFields(query: URLSearchParams): Fields {
  const one = (name: string): string | undefined => {
    const all = query.getAll(name);
    return all.length === 1 ? all[0] : undefined;
  };
  return {
    loginId: one('loginId'),
    institution: one('institution'),
    requestId: one('requestId'),
    tag: one('tag'),
    accountId: query.getAll('accountId').flatMap(idList),
  };
}

/** Leaves out what is not there, so that `in` and spreading tell the truth. */
export function compact<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  return Object.freeze(Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined))) as T;
}
