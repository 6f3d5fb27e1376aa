import { list, text } from '../loose-json.js';

/** @typedef {{ provider_id: number, name: string, country?: string, status?: string }} Provider */

/** The banks of open banking, in the fields that Flinks sends and the pages know. */
export class Providers {
  #api;
  /** @type {Map<number, string>} */
  #names = new Map();

  /** @param {import('./outbound-api.js').OutboundApi} api */
  constructor(api) {
    this.#api = api;
  }

  async list() {
    const providers = viewProviders(await this.#api.listProviders());
    this.#names = new Map(providers.map(({ provider_id: id, name }) => [id, name]));
    return providers;
  }

  /**
   * The name of a bank, or nothing: accounts without it are still accounts.
   *
   * @param {number | undefined} id
   */
  async nameOf(id) {
    if (id === undefined) return '';
    if (!this.#names.has(id)) await this.list().catch(() => undefined);
    return this.#names.get(id) ?? '';
  }
}

/** @param {unknown} body @returns {Provider[]} without those that nobody could name or choose */
function viewProviders(body) {
  return list(body)
    .map(({ provider_id: providerId, id = providerId, name, country, status }) => ({
      provider_id: Number(id),
      name: text(name),
      ...(text(country) && { country: text(country) }),
      ...(text(status) && { status: text(status) }),
    }))
    .filter(({ provider_id: id, name }) => Number.isSafeInteger(id) && name !== '');
}
