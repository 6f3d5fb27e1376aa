const prefix = 'flinks-link:';

/**
 * What has to survive while the page is away: one text per `state`, in this tab only. Reading never throws: a page
 * without storage has nothing kept.
 */
export class AttemptStore {
  /** @throws whatever the browser throws when there is no storage, or no room in it */
  put(state: string, text: string): void {
    sessionStorage.setItem(prefix + state, text);
  }

  get(state: string): string | null {
    return orElse(() => sessionStorage.getItem(prefix + state), null);
  }

  remove(state: string): void {
    orElse(() => sessionStorage.removeItem(prefix + state), undefined);
  }

  /** Every state that something is kept for. */
  states(): readonly string[] {
    const keys = orElse(() => Object.keys(sessionStorage), []);
    return keys.filter(key => key.startsWith(prefix)).map(key => key.slice(prefix.length));
  }
}

function orElse<T>(use: () => T, otherwise: T): T {
  try {
    return use();
  } catch {
    return otherwise;
  }
}
