import type { SignedIn } from './redirect.js';

export interface Outcome {
  refusal?: string;
  stopped?: boolean;
  requestId?: string;
  challenges?: { Type: string; Prompt: string }[];
  signedIn?: SignedIn | null;
}

export interface AccountSummary {
  Id: string;
  Title: string;
  Type: string;
  Category: string;
  AccountNumber: string;
  LastFourDigits: string;
  Currency: string;
  Balance: { Available: number | null; Current: number };
}

interface RunState {
  bank: 'idle' | 'approved' | 'denied';
  signedIn: SignedIn | null;
  parameters: Record<string, string | undefined>;
}

/**
 * Asks the page's own server. The run's id lives in memory alone: no cookie and no storage, which a framed page may not have.
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
  visitBank() {
    return this.#post('/bank-visits', {});
  }

  async accounts(): Promise<AccountSummary[]> {
    const { accounts } = await this.#get('/accounts');
    return accounts;
  }

  state(): Promise<RunState> {
    return this.#get('/');
  }

  async #get(path: string) {
    return this.#read(await fetch(this.#base + path, { credentials: 'omit' }));
  }

  async #post(path: string, body: object) {
    const headers = { 'content-type': 'application/json' };
    const request = {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      credentials: 'omit' as const,
    };
    return this.#read(await fetch(this.#base + path, request));
  }

  async #read(response: Response) {
    if (!response.ok) throw new Error(`The simulator answered ${response.status}.`);
    return response.json();
  }
}
