import { list, text } from '../loose-json.ts';
import type { OutboundApi } from './outbound-api.ts';

export interface Provider {
  provider_id: number;
  name: string;
  country?: string;
  status?: string;
}

/** The banks of open banking, in the fields that Flinks sends and the pages know. */
export class Providers {
  readonly #api: OutboundApi;
  #names = new Map<number, string>();

  constructor(api: OutboundApi) {
    this.#api = api;
  }

  async list() {
    const providers = viewProviders(await this.#api.listProviders());
    this.#names = new Map(providers.map(({ provider_id: id, name }) => [id, name]));
    return providers;
  }

  /** The name of a bank, or nothing: accounts without it are still accounts. */
  async nameOf(id: number | undefined) {
    if (id === undefined) return '';
    if (!this.#names.has(id)) await this.list().catch(() => undefined);
    return this.#names.get(id) ?? '';
  }
}

/** @returns the banks that can be named and chosen */
function viewProviders(body: unknown): Provider[] {
  return list(body)
    .map(({ provider_id: providerId, id = providerId, name, country, status }) => ({
      provider_id: Number(id),
      name: text(name),
      ...(text(country) && { country: text(country) }),
      ...(text(status) && { status: text(status) }),
    }))
    .filter(({ provider_id: id, name }) => Number.isSafeInteger(id) && name !== '');
}
