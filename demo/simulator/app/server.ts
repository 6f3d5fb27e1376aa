import type { Run } from '../connect/runs.js';
import type { Account } from '../world/accounts.js';
import type { SignedIn } from './redirect.js';

export interface Outcome {
  refusal?: string;
  stopped?: boolean;
  requestId?: string;
  challenges?: { Type: string; Prompt: string }[];
  signedIn?: SignedIn | null;
}

export type AccountSummary = Omit<Account, 'Transactions' | 'Holder'>;

interface RunState {
  bank: Run['bank'];
  signedIn: SignedIn | null;
  parameters: Record<string, string | undefined>;
}

/**
 * Asks the page's own server, which is of the same build: its JSON is of the types that it is written with. The run's id
 * lives in memory alone: no cookie and no storage, which a framed page may not have.
 */
export class Server {
  readonly #base: string;

  constructor(run: string) {
    this.#base = `/connect/runs/${encodeURIComponent(run)}`;
  }

  submitCredentials(institution: string, username: string, password: string): Promise<Outcome> {
    return this.#post('/credentials', { institution, username, password });
  }

  /** @param answers - by prompt */
  submitAnswers(answers: Record<string, string>): Promise<Outcome> {
    return this.#post('/answers', { answers });
  }

  decideAtBank(decision: { agree: boolean; username?: string; password?: string }): Promise<Outcome> {
    return this.#post('/bank', decision);
  }

  /** A new visit to the bank: what was decided during the last one is forgotten. */
  async visitBank(): Promise<void> {
    await this.#post('/bank-visits', {});
  }

  async accounts(): Promise<AccountSummary[]> {
    const { accounts } = await this.#get<{ accounts: AccountSummary[] }>('/accounts');
    return accounts;
  }

  state(): Promise<RunState> {
    return this.#get('/');
  }

  async #get<Answer>(path: string): Promise<Answer> {
    return this.#read(await fetch(this.#base + path, { credentials: 'omit' }));
  }

  async #post<Answer>(path: string, body: object): Promise<Answer> {
    const headers = { 'content-type': 'application/json' };
    const request = {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      credentials: 'omit' as const,
    };
    return this.#read(await fetch(this.#base + path, request));
  }

  async #read<Answer>(response: Response): Promise<Answer> {
    if (!response.ok) throw new Error(`The simulator answered ${response.status}.`);
    return response.json();
  }
}
