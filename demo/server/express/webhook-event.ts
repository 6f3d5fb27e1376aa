import { isId } from '../login-outcome.ts';
import { isObject, list, record, text } from '../loose-json.ts';
import { Refusal } from '../refusal.ts';

/** What a webhook says, reduced to what this backend works with (Flinks: webhooks). */
export interface WebhookEvent {
  /** `other` is one that this backend has no use for. */
  kind: 'identified' | 'accounts' | 'failed' | 'other';
  /** Empty without one. */
  tag: string;
  loginId: string;
  requestId: string;
  /** The FlinksCode of a failure. */
  code: string;
  accountIds: string[];
  /** All of it, for reading the accounts. */
  body: Record<string, unknown>;
}

/**
 * @param raw - a body whose signature was checked
 * @throws {Refusal} when it is not what Flinks documents
 */
export function readWebhook(raw: Buffer): WebhookEvent {
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

function kindOf({
  ResponseType: type,
  HttpStatusCode: status,
  Accounts: accounts,
}: Record<string, unknown>): WebhookEvent['kind'] {
  if (type === 'KYC') return status === 200 ? 'identified' : 'other';
  if (type !== 'GetAccountsDetail') return 'other';
  return status === 200 && Array.isArray(accounts) ? 'accounts' : 'failed';
}

function parse(raw: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(raw.toString('utf8'));
    if (isObject(value)) return value;
  } catch {
    // Falls through: what is no JSON is as malformed as JSON of another kind.
  }
  throw malformed();
}

function malformed() {
  return new Refusal(400, 'malformed', 'The body must be the JSON of a webhook.');
}
