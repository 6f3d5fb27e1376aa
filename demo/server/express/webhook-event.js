import { isId } from '../login-outcome.js';
import { list, record, text } from '../loose-json.js';
import { Refusal } from '../refusal.js';

/**
 * What a webhook says, reduced to what this backend works with (Flinks: webhooks).
 *
 * @typedef {object} WebhookEvent
 * @property {'identified' | 'accounts' | 'failed' | 'other'} kind `other` is one that nobody here asked for
 * @property {string} tag empty without one
 * @property {string} loginId
 * @property {string} requestId
 * @property {string} code the FlinksCode of a failure
 * @property {string[]} accountIds
 * @property {Record<string, unknown>} body all of it, for reading the accounts
 */

/**
 * @param {Buffer} raw a body whose signature was checked
 * @returns {WebhookEvent}
 * @throws {Refusal} when it is not what Flinks documents
 */
export function readWebhook(raw) {
  const body = parse(raw);
  const loginId = record(body.Login).Id;
  const requestId = body.RequestId;
  const kind = kindOf(body);
  if (kind === 'accounts' && !(isId(loginId) && isId(requestId))) throw malformed();
  const code = text(body.FlinksCode);
  return {
    kind,
    tag: text(body.Tag),
    loginId: isId(loginId) ? loginId : '',
    requestId: isId(requestId) ? requestId : '',
    code: /^[A-Z][A-Z_]{1,50}$/.test(code) ? code : 'UNEXPECTED_ANSWER',
    accountIds: list(body.Accounts)
      .map(({ Id }) => Id)
      .filter(isId),
    body,
  };
}

/** @param {Record<string, unknown>} body @returns {WebhookEvent['kind']} */
function kindOf({ ResponseType: type, HttpStatusCode: status, Accounts: accounts }) {
  if (type === 'KYC') return status === 200 ? 'identified' : 'other';
  if (type !== 'GetAccountsDetail') return 'other';
  return status === 200 && Array.isArray(accounts) ? 'accounts' : 'failed';
}

/** @param {Buffer} raw @returns {Record<string, unknown>} */
function parse(raw) {
  try {
    const value = /** @type {unknown} */ (JSON.parse(raw.toString('utf8')));
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return /** @type {Record<string, unknown>} */ (value);
  } catch {
    // Falls through: what is no JSON is as malformed as JSON of another kind.
  }
  throw malformed();
}

function malformed() {
  return new Refusal(400, 'malformed', 'The body must be the JSON of a webhook.');
}
