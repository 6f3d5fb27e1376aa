import { type AccountView, type AttributeView, viewAccounts, viewAttributes } from './account-view.ts';
import type { FlinksApi } from './flinks-api.ts';
import { FlinksError } from './flinks-error.ts';
import { pollFlinks, type Progress } from './poll-flinks.ts';

/** Flinks: keep asking every 10 seconds for at most 30 minutes. */
const ACCOUNTS_MS = 30 * 60_000;

/** Attributes come from data that is there already; the accounts do not wait longer for them. */
const ATTRIBUTES_MS = 60_000;

/** What is known of a linked bank at one moment, reduced to what a page may see. */
export interface Snapshot {
  /** ISO 8601. */
  collectedAt: string;
  institution: string;
  accounts: AccountView[];
  /** Null when Flinks gave none. */
  attributes: AttributeView[] | null;
}

export interface Collection {
  api: FlinksApi;
  loginId: string;
  /** An authorized one. */
  requestId: string;
  /** The user's choice; empty for all. */
  accountIds: readonly string[];
  pollMs: number;
  signal: AbortSignal;
  onProgress: (progress: Progress) => void;
  log: (line: string) => void;
}

/** Collects the accounts of an authorized request, then the attributes that Flinks derives from them. */
export async function collectSnapshot(collection: Collection): Promise<Snapshot> {
  const { api, requestId, accountIds, pollMs, signal, onProgress } = collection;
  const body = await pollFlinks({
    ask: () => api.getAccountsDetail({ requestId, accountIds, signal }),
    askAgain: () => api.getAccountsDetailAsync({ requestId, signal }),
    pollMs,
    limitMs: ACCOUNTS_MS,
    signal,
    onProgress,
  });
  return completeSnapshot(collection, body);
}

/**
 * Adds the attributes to accounts that are there.
 *
 * @param body - the answer of GetAccountsDetail, or the webhook that holds it
 */
export async function completeSnapshot(
  collection: Collection,
  body: Record<string, unknown>,
): Promise<Snapshot> {
  const attributes = await collectAttributes(collection);
  collection.signal.throwIfAborted();
  return { collectedAt: new Date().toISOString(), ...viewAccounts(body), attributes };
}

/** Attributes are a package of their own that not every customer has: accounts are shown without them too. */
async function collectAttributes({ api, loginId, requestId, pollMs, signal, log }: Collection) {
  const ask = () => api.getAllAttributes({ loginId, requestId, signal });
  try {
    return viewAttributes(await pollFlinks({ ask, askAgain: ask, pollMs, limitMs: ATTRIBUTES_MS, signal }));
  } catch (error) {
    if (!(error instanceof FlinksError)) throw error;
    log(error.message);
    return null;
  }
}
