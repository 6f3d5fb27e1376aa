import { Refusal } from './refusal.js';

/**
 * What the element hands over when a bank was linked, reduced to what this backend works with.
 *
 * @typedef {object} LoginOutcome
 * @property {string} loginId
 * @property {string[]} accountIds the user's choice in Connect; empty when the account selector was off
 * @property {string} [state] what a Custom integration came back with, in place of a token of this session
 * @property {string} [attemptId] tells a repeated delivery from another linking; a plain form has none
 */

/**
 * Ids are opaque and not always GUIDs. They end up in paths of the API, so they start with a letter or a digit (which
 * rules out `..`) and hold nothing that needs care in a URL, a header or a log.
 */
const ID = /^[A-Za-z0-9][A-Za-z0-9._~=+:-]{0,199}$/;

/** More than any bank shows; a list without an end is not a choice. */
const MAX_ACCOUNTS = 200;

/**
 * @param {unknown} body the detail of a `flinks-login` event as JSON text
 * @returns {LoginOutcome}
 * @throws {Refusal} when it is anything else
 */
export function readLoginEvent(body) {
  const detail = parseDetail(body, 'flinks-login');
  const custom = detail.flow === 'custom';
  if (detail.type !== 'login' || !(custom || detail.flow === 'connect')) throw malformed('type and flow');
  for (const name of ['institution', 'requestId', 'tag', 'state'])
    if (detail[name] !== undefined && !isText(detail[name])) throw malformed(name);
  if (!isText(detail.attemptId) || detail.attemptId === '') throw malformed('attemptId');
  return {
    loginId: readId(detail.loginId),
    accountIds: readIds(detail.accountIds),
    attemptId: detail.attemptId,
    ...(custom && { state: String(detail.state ?? '') }),
  };
}

/**
 * @param {unknown} body the fields of a form that holds `<flinks-link name="bank">`, form-encoded
 * @returns {LoginOutcome}
 * @throws {Refusal}
 */
export function readLoginForm(body) {
  const fields = new URLSearchParams(typeof body === 'string' ? body : '');
  if (fields.getAll('bank').length !== 1) throw malformed('bank');
  if (fields.get('bank-type') !== 'login') throw malformed('bank-type');
  return { loginId: readId(fields.get('bank')), accountIds: readIds(fields.getAll('bank-account-id')) };
}

/**
 * @param {unknown} body
 * @param {string} event
 */
export function parseDetail(body, event) {
  return parseBody(body, `the detail of a ${event} event`);
}

/**
 * @param {unknown} body
 * @param {string} expected
 * @returns {Record<string, unknown>}
 */
export function parseBody(body, expected) {
  try {
    const value = /** @type {unknown} */ (JSON.parse(typeof body === 'string' ? body : ''));
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return /** @type {Record<string, unknown>} */ (value);
  } catch {
    // Falls through: text that is not JSON is as malformed as JSON that is not an object.
  }
  throw new Refusal(400, 'malformed', `The body must be ${expected} as JSON.`);
}

/**
 * @param {unknown} value
 * @returns {value is string}
 */
export function isId(value) {
  return typeof value === 'string' && ID.test(value);
}

/** @param {unknown} value */
function readId(value) {
  if (!isId(value)) throw malformed('loginId');
  return value;
}

/** @param {unknown} value */
function readIds(value) {
  if (!Array.isArray(value) || value.length > MAX_ACCOUNTS) throw malformed('accountIds');
  if (!value.every(isId)) throw malformed('accountIds');
  return [...new Set(value)];
}

/**
 * @param {unknown} value
 * @returns {value is string}
 */
function isText(value) {
  return typeof value === 'string' && value.length <= 500;
}

/** @param {string} field */
export function malformed(field) {
  return new Refusal(400, 'malformed', `The ${field} of the outcome is missing or malformed.`);
}
