import { expect, oneEvent } from '@open-wc/testing';
import { FlinksLinkElement } from '../../src/element/flinks-link.js';
import { express } from '../../src/flows/express/index.js';
import { rejectionOf } from '../support/error-of.js';
import { click } from '../support/input.js';
import { toy } from '../support/toy-flow/index.js';
import { waitUntil } from '../support/wait-until.js';

/** A class with these flows. They share a base here; `test/journeys/two-files.node.ts` loads files that do not. */
function fileWith(...flows: typeof FlinksLinkElement.flows): typeof FlinksLinkElement {
  return class extends FlinksLinkElement {
    static override flows = flows;
  };
}

/** What the console is told while a page does something. */
async function warningsOf(act: () => unknown): Promise<string[]> {
  const lines: string[] = [];
  const { warn } = console;
  console.warn = (line: string) => lines.push(line);
  try {
    await act();
  } finally {
    console.warn = warn;
  }
  return lines;
}

let count = 0;
const freshTag = () => `two-files-${++count}`;

function add(tag: string, attributes: Record<string, string>): FlinksLinkElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
  return element as FlinksLinkElement;
}

describe('a second file of the same version', () => {
  it('brings its flows to the elements that are there: one that waited for them starts', async () => {
    const tag = freshTag();
    fileWith(express).define(tag);
    const element = add(tag, { flow: 'toy', tag: 'late' });
    await element.updateComplete;
    expect(element.status).to.equal('idle');
    const lines = await warningsOf(() => fileWith(toy).define(tag));
    const yes = () => element.renderRoot.querySelector<HTMLElement>('.yes');
    await waitUntil(yes, 'the toy');
    const linked = oneEvent(element, 'flinks-linked');
    await click(yes()!);
    await linked;
    expect(lines).to.deep.equal([]);
    element.remove();
  });

  it('changes neither the flows that were there nor the class under another name', () => {
    const [tag, other] = [freshTag(), freshTag()];
    const first = fileWith(express);
    first.define(tag);
    first.define(other);
    fileWith({ ...express }, toy).define(tag);
    const flowsOf = (name: string) => (customElements.get(name) as typeof FlinksLinkElement).flows;
    expect(flowsOf(tag)[0]).to.equal(express);
    expect(flowsOf(tag).slice(1)).to.deep.equal([toy]);
    expect(flowsOf(other)).to.deep.equal([express]);
    expect(first.flows).to.deep.equal([express]);
  });

  it('adds nothing when it is the same file again', async () => {
    const tag = freshTag();
    fileWith(express).define(tag);
    const lines = await warningsOf(() => fileWith(express).define(tag));
    expect((customElements.get(tag) as typeof FlinksLinkElement).flows).to.deep.equal([express]);
    expect(lines).to.deep.equal([]);
  });
});

describe('a second file of another version', () => {
  it('is ignored, and named with the first', async () => {
    const tag = freshTag();
    fileWith(express).define(tag);
    class Later extends fileWith(toy) {
      static override readonly version = '99.0.0';
    }
    const lines = await warningsOf(() => Later.define(tag));
    expect((customElements.get(tag) as typeof FlinksLinkElement).flows).to.deep.equal([express]);
    expect(lines).to.deep.equal([
      `<flinks-link> Version ${FlinksLinkElement.version} is already defined; ignoring 99.0.0. Load one copy.`,
    ]);
  });
});

describe('a flow that no file on the page has', () => {
  const unknown =
    'flow="toy" is not in this file (it has: express). Check the spelling, or load flinks-link.js.';

  /** What the console says of the file within three and a half seconds. */
  async function said(attributes: Record<string, string>, properties = {}) {
    const tag = freshTag();
    fileWith(express).define(tag);
    const lines = await warningsOf(async () => {
      const element = Object.assign(add(tag, attributes), properties);
      const start = performance.now();
      const isSaid = () => document.readyState === 'complete' && performance.now() - start > 3_500;
      await waitUntil(isSaid, 'three seconds', { timeout: 6_000 });
      expect(element.status).to.equal('idle');
      element.remove();
    });
    return lines.filter(line => !line.includes('ignores'));
  }

  it('is named once, three seconds after the page has loaded, and nothing starts', async () => {
    expect(await said({ flow: 'toy', tag: 'never' })).to.deep.equal([`<flinks-link> ${unknown}`]);
  });

  it('is the default one where a framework has set null', async () => {
    expect(await said({}, { flow: null })).to.deep.equal([
      `<flinks-link> ${unknown.replace('toy', 'connect')}`,
    ]);
  });

  it('is the error of open()', async () => {
    const tag = freshTag();
    fileWith(express).define(tag);
    const element = add(tag, { flow: 'toy' });
    expect(await rejectionOf(element.open())).to.include({ code: 'invalid-configuration', message: unknown });
    element.remove();
  });
});
