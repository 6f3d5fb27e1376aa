/** How often each of several things has happened. */
export class Counts {
  readonly #counts = new Map<string, number>();

  add(what: string): void {
    this.#counts.set(what, this.of(what) + 1);
  }

  of(what: string): number {
    return this.#counts.get(what) ?? 0;
  }

  toString(): string {
    const entries = [...this.#counts].sort(([, a], [, b]) => b - a);
    return entries.map(([what, count]) => `${what} ${count}`).join(', ');
  }
}
