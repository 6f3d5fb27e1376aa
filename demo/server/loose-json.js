/** What an answer may hold where something else is expected: nothing. */

/** @param {unknown} value */
export function text(value) {
  return typeof value === 'string' ? value.slice(0, 500) : '';
}

/**
 * The documented example holds `"Limit": "5105.5"`: numbers may come as text.
 *
 * @param {unknown} value
 */
export function number(value) {
  const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof parsed === 'number' && Number.isFinite(parsed) ? parsed : null;
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>}
 */
export function record(value) {
  return typeof value === 'object' && value !== null ? /** @type {Record<string, unknown>} */ (value) : {};
}

/** @param {unknown} value */
export function list(value) {
  return Array.isArray(value) ? value.map(record) : [];
}
