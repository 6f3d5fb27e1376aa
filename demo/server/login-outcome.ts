import { isObject } from './loose-json.ts';
import { Refusal } from './refusal.ts';

/** What the element hands over when a bank was linked, reduced to what this backend works with. */
export interface LoginOutcome {
  loginId: string;
  /** The user's choice in Connect; empty when the account selector was off. */
  accountIds: string[];
  /** What a Custom integration came back with, in place of a token of this session. */
  state?: string;
  /** Tells a repeated delivery from another linking; a plain form has none. */
  attemptId?: string;
}

/**
 * Ids are opaque and not always GUIDs. They end up in paths of the API, so they start with a letter or a digit (which
 * rules out `..`) and hold nothing that needs care in a URL, a header or a log.
 */
const ID = /^[A-Za-z0-9][A-Za-z0-9._~=+:-]{0,199}$/;

/** More than any bank shows; a list without an end is not a choice. */
const MAX_ACCOUNTS = 200;

/**
 * @param body - the detail of a `flinks-login` event as JSON text
 * @throws {Refusal} when it is anything else
 */
export function readLoginEvent(body: unknown): LoginOutcome {
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
 * @param body - the fields of a form that holds `<flinks-link name="bank">`, form-encoded
 * @throws {Refusal}
 */
export function readLoginForm(body: unknown): LoginOutcome {
  const fields = new URLSearchParams(typeof body === 'string' ? body : '');
  if (fields.getAll('bank').length !== 1) throw malformed('bank');
  if (fields.get('bank-type') !== 'login') throw malformed('bank-type');
  return { loginId: readId(fields.get('bank')), accountIds: readIds(fields.getAll('bank-account-id')) };
}

export function parseDetail(body: unknown, event: string) {
  return parseBody(body, `the detail of a ${event} event`);
}

export function parseBody(body: unknown, expected: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(typeof body === 'string' ? body : '');
    if (isObject(value)) return value;
  } catch {
    // Falls through: text that is not JSON is as malformed as JSON that is not an object.
  }
  throw new Refusal(400, 'malformed', `The body must be ${expected} as JSON.`);
}

export function isId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value);
}

function readId(value: unknown) {
  if (!isId(value)) throw malformed('loginId');
  return value;
}

function readIds(value: unknown) {
  if (!Array.isArray(value) || value.length > MAX_ACCOUNTS) throw malformed('accountIds');
  if (!value.every(isId)) throw malformed('accountIds');
  return [...new Set(value)];
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 500;
}

export function malformed(field: string) {
  return new Refusal(400, 'malformed', `The ${field} of the outcome is missing or malformed.`);
}
