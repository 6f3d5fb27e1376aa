import { isKnownCode } from './connect-steps.js';
import {
  accountsOf,
  compact,
  field,
  type Fields,
  id,
  label,
  loginFields,
  maxTag,
  maxText,
  text,
} from './fields.js';
import { connectState } from './redirect-uri.js';

/** What a verified message says, with nothing in it that must stay secret: no loginId, account id, URL or token. */
export interface ConnectStep {
  /** Connect's name for what happened; absent on API messages. 1 to 100 characters. */
  readonly step?: string;
  /** Flinks' code of a problem that Connect itself shows. 1 to 100 characters. */
  readonly flinksCode?: string;
  /** Name or number (as text) of the bank. At most 200 characters. */
  readonly institution?: string;
  /** Flinks' id of the session, for a question to their support. */
  readonly requestId?: string;
  /** Kinds of questions on the MFA page. */
  readonly mfaTypes?: readonly string[];
  /** Accounts of the login, and those shown: whole numbers from 0. */
  readonly totalAccounts?: number;
  readonly displayedAccounts?: number;
  /** Whether the list of banks came from a cache. */
  readonly cached?: boolean;
}

/** The result that a REDIRECT carries. */
export interface ConnectLogin {
  readonly loginId: string;
  readonly institution?: string;
  readonly requestId?: string;
  readonly accountIds: readonly string[];
  readonly tag?: string;
}

/** A message of Connect. `login` and `accounts` are a step as well, which stands beside them without their secrets. */
export type ConnectMessage =
  | {
      readonly type: 'login';
      readonly step: ConnectStep;
      readonly login: ConnectLogin;
      /**
       * The `flinks_state` in `url`, which the page had put into `redirectUrl`. Empty where a `url` came that has none, or
       * several; absent where none came.
       */
      readonly state?: string;
    }
  | { readonly type: 'accounts'; readonly step: ConnectStep; readonly accountIds: readonly string[] }
  | { readonly type: 'step'; readonly step: ConnectStep };

const maxUrl = 8_192;

const count = (value: unknown): number | undefined =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined;

/** The parameters of REDIRECT's `url`. It is only read, never followed; an ambiguous one says nothing. */
function urlFields(value: unknown): Fields {
  const address = text(value, maxUrl);
  if (address === undefined) return {};
  try {
    // A base makes relative URLs readable; the host of the result does not matter.
    const url = new URL(address, 'https://relative.invalid');
    if (/^(?:javascript|data|blob|file|about|vbscript):$/.test(url.protocol)) return {};
    const [state, ...more] = url.searchParams.getAll(connectState);
    return { ...loginFields(url.search.slice(1)), state: more.length ? undefined : state };
  } catch {
    return {};
  }
}

function toObject(data: unknown): Fields | undefined {
  const value: unknown =
    typeof data === 'string' && data.length <= maxText && data.startsWith('{') ? JSON.parse(data) : data;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

function toStep(data: Fields): ConnectStep | undefined {
  const step = text(field(data, 'step'), 100);
  const flinksCode = text(field(data, 'flinksCode'), 100) ?? (step && isKnownCode(step) ? step : undefined);
  if (step === undefined && flinksCode === undefined) return undefined;
  const mfaTypes = field(data, 'mfaTypes');
  const cached = field(data, 'cached');
  return compact<ConnectStep>({
    step,
    flinksCode,
    institution: label(field(data, 'institution')),
    requestId: id(field(data, 'requestId')),
    mfaTypes: Array.isArray(mfaTypes)
      ? Object.freeze(mfaTypes.slice(0, 20).flatMap(type => text(type, 100) ?? []))
      : undefined,
    totalAccounts: count(field(data, 'totalAccounts')),
    displayedAccounts: count(field(data, 'displayedAccounts')),
    cached: typeof cached === 'boolean' ? cached : undefined,
  });
}

function parse(payload: unknown): ConnectMessage | undefined {
  const data = toObject(payload);
  const step = data && toStep(data);
  if (!step) return undefined;
  if (step.step === 'ACCOUNT_SELECTED') return { type: 'accounts', step, accountIds: accountsOf(data) };
  if (step.step !== 'REDIRECT') return { type: 'step', step };

  const fromUrl = urlFields(field(data, 'url'));
  // Flinks documents both places; the field wins, as integrations in production read it.
  const loginId = id(field(data, 'loginId')) ?? id(fromUrl.loginId);
  if (loginId === undefined) return { type: 'step', step };
  const accountIds = accountsOf(data);
  return {
    type: 'login',
    step,
    ...(field(data, 'url') ? { state: id(fromUrl.state) ?? '' } : {}),
    login: compact<ConnectLogin>({
      loginId,
      institution: step.institution ?? label(fromUrl.institution),
      requestId: step.requestId ?? id(fromUrl.requestId),
      accountIds: accountIds.length ? accountIds : accountsOf(fromUrl),
      tag: text(field(data, 'tag'), maxTag) ?? text(fromUrl.tag, maxTag),
    }),
  };
}

/**
 * Reads what a Connect frame posted. Call it only after the checks of origin and source.
 *
 * Takes an object, or the JSON text that `stringify=true` sends (at most 65,536 characters). Copies known fields one
 * by one after a check of their type and length, and nothing else of the payload.
 *
 * @param payload - `event.data`
 * @returns the message; `undefined` for anything that is not one. Never throws.
 */
export function parseConnectMessage(payload: unknown): ConnectMessage | undefined {
  try {
    return parse(payload);
  } catch {
    return undefined; // Text that only looks like JSON.
  }
}
