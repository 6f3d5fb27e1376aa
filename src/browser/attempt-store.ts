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

  /** Takes a text out: a second call gets nothing. */
  take(state: string): string | undefined {
    try {
      const text = sessionStorage.getItem(prefix + state) ?? undefined;
      sessionStorage.removeItem(prefix + state);
      return text;
    } catch {
      return undefined;
    }
  }

  /** Every state that something is kept for, with what it is. */
  entries(): readonly (readonly [state: string, text: string])[] {
    try {
      return Object.entries(sessionStorage).flatMap(([key, text]) =>
        key.startsWith(prefix) ? [[key.slice(prefix.length), text as string] as const] : [],
      );
    } catch {
      return [];
    }
  }
}
