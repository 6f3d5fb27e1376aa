/**
 * Asks the page's own server. The run's id lives in memory alone: no cookie and no storage, which a framed page may not have.
 *
 * @typedef {import('./redirect.js').SignedIn} SignedIn
 * @typedef {{ refusal?: string, stopped?: boolean, requestId?: string, challenges?: { Type: string, Prompt: string }[],
 *   signedIn?: SignedIn | null }} Outcome
 * @typedef {{ Id: string, Title: string, Type: string, Category: string, AccountNumber: string, LastFourDigits: string,
 *   Currency: string, Balance: { Available: number | null, Current: number } }} AccountSummary
 * @typedef {{ bank: 'idle' | 'approved' | 'denied', signedIn: SignedIn | null,
 *   parameters: Record<string, string | undefined> }} RunState
 */
export class Server {
  #base;

  /** @param {string} run */
  constructor(run) {
    this.#base = `/connect/runs/${encodeURIComponent(run)}`;
  }

  /** @param {string} institution @param {string} username @param {string} password @returns {Promise<Outcome>} */
  submitCredentials(institution, username, password) {
    return this.#post('/credentials', { institution, username, password });
  }

  /** @param {Record<string, string>} answers by prompt @returns {Promise<Outcome>} */
  submitAnswers(answers) {
    return this.#post('/answers', { answers });
  }

  /** @param {{ agree: boolean, username?: string, password?: string }} decision @returns {Promise<Outcome>} */
  decideAtBank(decision) {
    return this.#post('/bank', decision);
  }

  /** @returns {Promise<AccountSummary[]>} */
  async accounts() {
    const { accounts } = await this.#get('/accounts');
    return accounts;
  }

  /** @returns {Promise<RunState>} */
  state() {
    return this.#get('/');
  }

  /** @param {string} path */
  async #get(path) {
    return this.#read(await fetch(this.#base + path, { credentials: 'omit' }));
  }

  /** @param {string} path @param {object} body */
  async #post(path, body) {
    const headers = { 'content-type': 'application/json' };
    const request = {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      credentials: /** @type {const} */ ('omit'),
    };
    return this.#read(await fetch(this.#base + path, request));
  }

  /** @param {Response} response */
  async #read(response) {
    if (!response.ok) throw new Error(`The simulator answered ${response.status}.`);
    return response.json();
  }
}
