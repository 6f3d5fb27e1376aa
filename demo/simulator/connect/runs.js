import { randomUUID } from 'node:crypto';

/**
 * One opening of Connect. The page holds its id in memory and sends it with every question; there is no cookie, since a
 * browser may refuse cookies to a framed page.
 *
 * @typedef {import('../world/requests.js').Request} Request
 * @typedef {'idle' | 'approved' | 'denied'} BankState
 * @typedef {{ id: string, parameters: Record<string, string>, failures: number, request: Request | null,
 *   bank: BankState }} Run
 */
export class Runs {
  /** @type {Map<string, Run>} */
  #runs = new Map();

  /** @param {Record<string, string>} parameters @param {Request | null} request */
  open(parameters, request) {
    /** @type {Run} */
    const run = { id: randomUUID(), parameters, failures: 0, request, bank: 'idle' };
    this.#runs.set(run.id, run);
    return run;
  }

  /** @param {string | undefined} id */
  get(id) {
    return id === undefined ? undefined : this.#runs.get(id);
  }
}
