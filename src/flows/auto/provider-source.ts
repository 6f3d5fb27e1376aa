import { misconfigured } from '../../errors.js';
import { type Provider, type ReadProvider, readProviders } from '../../protocol/providers.js';
import { ask } from '../../session/call-host.js';
import type { Language } from '../../types.js';

/** What a function for `providers` is told. */
export interface ProvidersContext {
  readonly language: Language;
  /** Aborts when the list is no longer wanted; hand it to `fetch`. */
  readonly signal: AbortSignal;
}

/** Asks the host's backend for its list: the JSON of Flinks' `/providers` as it comes, or entries of the host's own. */
export type ProvidersFunction = (context: ProvidersContext) => unknown;

/** The banks to choose from: a list, or a function that asks the backend for one whenever it is shown. */
export type Providers = readonly (Provider | Readonly<Record<string, unknown>>)[] | ProvidersFunction;

/** The banks of one session. */
export class ProviderSource {
  readonly #setting: Providers;
  readonly #language: Language;
  readonly #timeout: number;

  /**
   * @param setting - `providers` as the host set it
   * @param timeout - milliseconds that a function may take
   * @throws FlinksLinkError `invalid-configuration`
   */
  constructor(setting: Providers | null | undefined, language: Language, timeout: number) {
    if (!setting) throw misconfigured('providers is missing: flow="auto" needs the banks to choose from.');
    if (typeof setting !== 'function' && !readProviders(setting)) {
      throw misconfigured('providers must be a list of banks, or a function that gets one.');
    }
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
        ? await ask(wanted => setting({ language, signal: wanted }), {
            name: 'providers',
            wanted: "the JSON of Flinks' /providers, or a list of { id, name }",
            accepts: (answer): answer is object => !!readProviders(answer),
            code: 'invalid-configuration',
            timeout: this.#timeout,
            signal,
          })
        : setting;
    return readProviders(value) ?? { providers: [], unreadable: 0 };
  }
}
