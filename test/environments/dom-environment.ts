import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FlinksLink } from '../../src/element.ts';

/** Names that Node has as well, and that must be those of the document. */
const shared =
  /^(?:Event|EventTarget|CustomEvent|MessageEvent|AbortController|AbortSignal|FormData|navigator)$/;

/** Puts the names of a window into Node's global object, as test runners do: `window` is that object then, and no real one. */
export function enter(environment: object): void {
  const inherited = ['addEventListener', 'removeEventListener', 'dispatchEvent'];
  for (const name of [...inherited, ...Object.getOwnPropertyNames(environment)]) {
    if (name in globalThis && !shared.test(name)) continue;
    const get = (): unknown => {
      const value: unknown = Reflect.get(environment, name);
      // A method of the window; a class is no method.
      return typeof value === 'function' && /^[a-z]/.test(name) ? value.bind(environment) : value;
    };
    Object.defineProperty(globalThis, name, { get, configurable: true });
  }
  for (const name of ['window', 'self', 'top', 'parent'])
    Object.defineProperty(globalThis, name, { value: globalThis, configurable: true });
}

/** Settings of an element, and the status that it must have in a unit test of a host. */
const elements: readonly (readonly [Record<string, string>, string])[] = [
  [{}, 'idle'],
  [{ instance: 'toolbox' }, 'idle'],
  [{ instance: 'toolbox', 'authorize-token': 'token-1' }, 'loading'],
  [{ instance: 'toolbox', 'authorize-token': 'token-2', display: 'dialog' }, 'idle'],
  [{ flow: 'outbound', 'authorize-url': 'https://bank.example/?state=s-1' }, 'idle'],
  [{ flow: 'express', 'express-url': 'https://express.example/' }, 'idle'],
];

async function create(attributes: Record<string, string>): Promise<FlinksLink> {
  const element = document.createElement('flinks-link') as FlinksLink;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(document.createElement('button'));
  document.body.append(element);
  await element.updateComplete;
  return element;
}

/** Loads the package, puts elements into the document, uses and removes them: nothing throws, and nothing is said. */
export async function linksQuietly(): Promise<void> {
  const said: unknown[][] = [];
  for (const how of ['log', 'warn', 'error'] as const) console[how] = (...what) => void said.push(what);
  await import(new URL('../../dist/index.js', import.meta.url).href);
  for (const [attributes, status] of elements) {
    const element = await create(attributes);
    // A session begins in a task of its own, and asks for its token in another.
    for (let turn = 0; turn < 5; turn++) await new Promise(resolve => setTimeout(resolve));
    assert.equal(element.status, status, JSON.stringify(attributes));
    element.language = 'fr';
    element.focus();
    assert.equal(element.checkValidity(), true);
    assert.equal(element.value, '');
    await element.updateComplete;
    element.remove();
    await nextTurn();
    assert.equal(element.status, 'idle');
  }
  await opensDialog();
  assert.deepEqual(said, []);
}

async function opensDialog(): Promise<void> {
  const element = await create({ instance: 'toolbox', 'authorize-token': 'token-3', display: 'dialog' });
  const isOpen = () => element.shadowRoot?.querySelector('dialog')?.hasAttribute('open');
  const outcome = element.open();
  await element.updateComplete;
  assert.equal(isOpen(), true);
  element.close();
  assert.equal((await outcome).type, 'cancel');
  assert.equal(isOpen(), false);
  element.remove();
}
