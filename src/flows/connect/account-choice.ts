/** The accounts that the user has chosen in Connect, as its steps tell them. */
export class AccountChoice {
  #ids: readonly string[] = [];

  get ids(): readonly string[] {
    return this.#ids;
  }

  clear(): void {
    this.#ids = [];
  }

  /**
   * A choice replaces the one before, unless several accounts may be chosen.
   *
   * @param url - of the frame: its parameter `accountSelectorMultiple` tells
   */
  add(ids: readonly string[], { searchParams }: URL): void {
    const several = searchParams.get('accountSelectorMultiple') === 'true';
    this.#ids = [...new Set([...(several ? this.#ids : []), ...ids])];
  }
}
