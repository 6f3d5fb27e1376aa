import { misconfigured } from '../../errors.js';
import { type ReadProvider, readProviders } from '../../protocol/providers.js';
import { callHost } from '../../session/call-host.js';
import type { Providers } from '../../session/host-functions.js';
import type { Language } from '../../types.js';

/** @throws FlinksLinkError `invalid-configuration` */
export function checkProviders(setting: Providers | undefined): asserts setting is Providers {
  if (!setting) throw misconfigured('flow="auto" requires providers: the banks to choose from.');
  if (typeof setting !== 'function' && !readProviders(setting)) {
    throw misconfigured('providers must be a list of banks, or a function that returns one.');
  }
}

/** The banks of one session. */
export class ProviderSource {
  readonly #setting: Providers;
  readonly #language: Language;
  readonly #timeout: number;

  /**
   * @param setting - `providers` as the host set it
   * @param timeout - milliseconds that a function may take
   */
  constructor(setting: Providers, language: Language, timeout: number) {
    this.#setting = setting;
    this.#language = language;
    this.#timeout = timeout;
  }

  /** The bank of this id, as far as that is known without asking for the list. */
  find(id: string): ReadProvider {
    const list = typeof this.#setting === 'function' ? undefined : readProviders(this.#setting);
    return list?.providers.find(provider => provider.id === id) ?? { id, name: id, flow: 'outbound' };
  }

  /**
   * @returns the banks, and how many entries could not be read
   * @throws FlinksLinkError `invalid-configuration` when the function fails, is too slow, or returns no list
   */
  async read(signal: AbortSignal): Promise<{ providers: readonly ReadProvider[]; unreadable: number }> {
    const setting = this.#setting;
    const language = this.#language;
    const value =
      typeof setting === 'function'
        ? await callHost(wanted => setting({ language, signal: wanted }), {
            name: 'providers',
            wanted: "Flinks' /providers JSON, or a list of { id, name }",
            accepts: (list): list is object => !!readProviders(list),
            code: 'invalid-configuration',
            timeout: this.#timeout,
            signal,
          })
        : setting;
    return readProviders(value) ?? { providers: [], unreadable: 0 };
  }
}
