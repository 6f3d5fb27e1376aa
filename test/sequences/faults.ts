/** What has gone against a rule. Kept, as one that is thrown in a listener may be taken for a failure of the host. */
export class Faults {
  readonly #found: string[] = [];

  add(what: string): void {
    this.#found.push(what);
  }

  /** Adds it unless the two are equal as JSON. */
  compare(what: string, actual: unknown, expected: unknown): void {
    const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (found !== wanted) this.add(`${what}: ${found}, not ${wanted}`);
  }

  check(): void {
    if (this.#found.length) throw new Error(this.#found.join('\n'));
  }
}
