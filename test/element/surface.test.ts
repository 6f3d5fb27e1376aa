import { expect } from '@open-wc/testing';
import { LitElement } from 'lit';
import { FlinksLink } from '../../src/index.js';

/** What browsers and lit call by itself. */
const reactions = /Callback$|^(?:constructor|willUpdate|render|updated|update|firstUpdated)$/;

interface Manifest {
  readonly modules: readonly { readonly declarations: readonly { readonly members: readonly Member[] }[] }[];
}
interface Member {
  readonly name: string;
  readonly static?: boolean;
}

/** The names that a page finds on an object and on its prototypes, up to those of lit. */
function surfaceOf(object: object): string[] {
  const names: (string | symbol)[] = [];
  for (let at: unknown = object; at !== LitElement && at !== LitElement.prototype;) {
    names.push(...Reflect.ownKeys(at as object));
    at = Object.getPrototypeOf(at);
  }
  return names.filter(name => typeof name === 'string');
}

describe('what a page can reach of the element', () => {
  let members: readonly Member[];
  before(async () => {
    // The server of the tests hands JSON out as a module.
    const url = new URL('/dist/custom-elements.json', location.href).href;
    const { default: manifest }: { default: Manifest } = await import(url);
    members = manifest.modules.flatMap(({ declarations }) => declarations.flatMap(found => found.members));
  });
  const documented = (isStatic: boolean) =>
    members.filter(member => !!member.static === isStatic).map(({ name }) => name);

  it('is what is documented: a page forges no result, and reads no internals', () => {
    const surface = surfaceOf(FlinksLink.prototype).filter(name => !reactions.test(name));
    expect(surface.length).to.be.above(40);
    expect(surface.filter(name => !documented(false).includes(name))).to.deep.equal([]);
  });

  it('is nothing more on an element than on its class, but what is lit’s', () => {
    const own = Reflect.ownKeys(document.createElement('flinks-link')).filter(
      name =>
        typeof name === 'string' &&
        !/^(?:_\$|__|isUpdatePending$|hasUpdated$|renderOptions$|renderRoot$|enableUpdating$)/.test(name),
    );
    expect(own).to.deep.equal([]);
  });
});
