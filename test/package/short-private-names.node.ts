import assert from 'node:assert/strict';
import { it } from 'node:test';
import { rollup } from 'rollup';
import { shortPrivateNames } from '../../scripts/short-private-names.ts';

/** A class inside of another that reads the private members of both, and two that have names in common. */
const source = `
  class Outer {
    #count = 1;
    static #made = 0;
    get #double() { return this.#count * 2; }
    set #double(value) { this.#count = value / 2; }
    static has(value) { return #count in value; }
    inner() {
      Outer.#made++;
      return new (class Inner {
        #count = 10;
        #own = 100;
        sum(outer) { outer.#double = 6; return [this.#count, this.#own, outer.#double, Outer.#made]; }
      })();
    }
  }
  class Other {
    #count = 5;
    #call() { return this.#count; }
    value = this.#call();
  }
  const outer = new Outer();
  export const result = [...outer.inner().sum(outer), Outer.has(outer), Outer.has(new Other()), new Other().value];`;

it('private names of a bundle are as short in each class, and mean what they meant', async () => {
  const bundle = await rollup({
    input: 'source',
    plugins: [{ name: 'source', resolveId: id => id, load: () => source }, shortPrivateNames()],
  });
  const { output } = await bundle.generate({ format: 'es' });
  const { code } = output[0];
  const names = new Set([...code.matchAll(/#\w+/g)].map(([name]) => name));
  // Three members of the outer class, two more of the one inside; the other class has the first two again.
  assert.deepEqual([...names].sort(), ['#e', '#i', '#n', '#s', '#t']);
  const { result }: { result: unknown } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  assert.deepEqual(result, [10, 100, 6, 1, true, false, 5]);
});
