// Reads what others have sent: what is not of the expected kind counts as nothing.

/** A text of at most 500 characters; empty for anything else. */
export function text(value: unknown) {
  return typeof value === 'string' ? value.slice(0, 500) : '';
}

/** The documented example holds `"Limit": "5105.5"`: numbers may come as text. */
export function number(value: unknown) {
  const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof parsed === 'number' && Number.isFinite(parsed) ? parsed : null;
}

/** Whether a value is an object with fields, and no list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of an object; none of anything else. */
export function record(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}

/** The objects of a list, with no fields for what is none; empty for anything else. */
export function list(value: unknown) {
  return Array.isArray(value) ? value.map(record) : [];
}
