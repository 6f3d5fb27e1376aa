/** Knows which blocks of a scrolling list are near what can be seen: those are filled, all others keep their place only. */
export class BlockWindow {
  readonly #onChange: () => void;
  #near: ReadonlySet<number> = new Set();
  #observer: IntersectionObserver | undefined;
  #list: Element | undefined;
  #numbers = new Map<Element, number>();

  /** @param onChange - other blocks are near now */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  isNear(block: number): boolean {
    return this.#near.has(block);
  }

  /**
   * The list has other rows, and begins at its top.
   *
   * @param ahead - how many blocks are filled before it is known what can be seen
   */
  reset(ahead: number): void {
    this.release();
    this.#near = new Set(Array.from({ length: ahead }, (_, block) => block));
  }

  /**
   * @param list - what scrolls; its blocks are in it
   * @returns whether it is another one, or has other blocks
   */
  observe(list: Element | undefined): boolean {
    if (list === this.#list) return false;
    this.release();
    this.#list = list;
    if (!list) return false;
    this.#numbers = new Map([...list.querySelectorAll('.block')].map((block, number) => [block, number]));
    // Without it, as in jsdom, the first rows are all that is seen.
    if (!('IntersectionObserver' in window)) return true;
    // As much again above and below: what is scrolled to is there already.
    this.#observer = new IntersectionObserver(entries => this.#hear(entries), {
      root: list,
      rootMargin: '100% 0px',
    });
    for (const block of this.#numbers.keys()) this.#observer.observe(block);
    return true;
  }

  release(): void {
    this.#observer?.disconnect();
    this.#list = this.#observer = undefined;
  }

  #hear(entries: readonly IntersectionObserverEntry[]): void {
    const near = new Set(this.#near);
    for (const { target, isIntersecting } of entries) {
      const number = this.#numbers.get(target) as number;
      if (isIntersecting) near.add(number);
      else near.delete(number);
    }
    const same = near.size === this.#near.size && [...near].every(number => this.#near.has(number));
    // Nothing is near while the list itself is not shown.
    if (same || !near.size) return;
    this.#near = near;
    this.#onChange();
  }
}
