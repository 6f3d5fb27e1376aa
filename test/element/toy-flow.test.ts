import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { FlinksLink } from '../../src/element.js';
import { endings, record } from '../support/connect.js';
import { rejectionOf } from '../support/error-of.js';
import { click } from '../support/input.js';
import { contexts, toy } from '../support/toy-flow/index.js';
import { waitUntil } from '../support/wait-until.js';

/** An entry that has one flow more. */
class ToyLink extends FlinksLink {
  static override flows = [...FlinksLink.flows, toy];
}
ToyLink.define('toy-link');

async function toyLink(set: Partial<FlinksLink> = {}): Promise<FlinksLink> {
  const element = document.createElement('toy-link') as FlinksLink;
  Object.assign(element, { flow: 'toy', ...set });
  return fixture<FlinksLink>(html`${element}`);
}

const button = (element: FlinksLink, selector: string) =>
  element.renderRoot.querySelector<HTMLButtonElement>(selector)!;
const drawn = (element: FlinksLink, selector: string) => waitUntil(() => button(element, selector), selector);
const heard = (element: FlinksLink) => element.renderRoot.querySelector('[role=status]')?.textContent;

describe('a flow that an entry adds', () => {
  it('starts by itself once nothing is missing, is drawn and heard, and ends with its result', async () => {
    const element = await toyLink();
    expect(element.status).to.equal('idle');
    element.tag = 'toy-1';
    await drawn(element, '.yes');
    expect(heard(element)).to.equal('Link a toy bank?');
    const linked = oneEvent(element, 'flinks-linked');
    await click(button(element, '.yes'));
    const { detail } = await linked;
    expect(detail).to.include({ type: 'linked', state: 'toy-1' });
    expect([element.result, element.value]).to.deep.equal([detail, 'toy-1']);
    expect(contexts.at(-1)?.signal.aborted).to.equal(true);
  });

  it('can be given up and started again, while what it needs is there', async () => {
    const element = await toyLink({ tag: 'toy-2' });
    const events = record(element);
    await drawn(element, '.no');
    await click(button(element, '.no'));
    expect(element.status).to.equal('cancelled');
    await drawn(element, '[part=action]:not(.yes, .no)');
    await click(button(element, '[part=action]'));
    await drawn(element, '.yes');
    await click(button(element, '.yes'));
    await element.updateComplete;
    expect(endings(events)).to.deep.equal(['flinks-cancel', 'flinks-linked']);
    // Its token is spent: another session could not begin.
    void element.open();
    element.close();
    await element.updateComplete;
    expect(element.status).to.equal('cancelled');
    expect(button(element, '[part=action]')).to.equal(null);
  });

  it('is checked before it runs, and what it throws is the error', async () => {
    const element = await toyLink({ theme: 'broken' });
    expect(await rejectionOf(element.open())).to.include({
      code: 'invalid-configuration',
      message: 'theme is broken.',
    });
    Object.assign(element, { theme: undefined, tag: 'fails' });
    expect(await rejectionOf(element.open())).to.include({ code: 'load-timeout' });
    expect(element.renderRoot.querySelector('.panel')?.textContent).to.contain('Start again');
  });

  it('opens in a dialog by a click on the trigger, and lets the browser connect ahead', async () => {
    const element = await toyLink({ tag: 'toy-3', display: 'dialog' });
    const trigger = button(element, '.trigger button');
    trigger.focus();
    await element.updateComplete;
    expect(element.renderRoot.querySelector('link')?.href).to.equal('https://toy.example/');
    await click(trigger);
    await drawn(element, 'dialog .yes');
    expect(element.renderRoot.querySelector('dialog')?.matches(':modal')).to.equal(true);
    element.close();
  });

  it('is warned about like every other: settings that it does not read, and what it waits for', async () => {
    const lines: string[] = [];
    const { warn } = console;
    console.warn = (line: string) => lines.push(line);
    try {
      const element = document.createElement('toy-link');
      for (const name of ['flow', 'tag', 'client-id', 'theme']) element.setAttribute(name, '');
      element.setAttribute('flow', 'toy');
      document.body.append(element);
      await waitUntil(() => lines.length === 2, String(lines), { timeout: 6_000 });
      element.remove();
    } finally {
      console.warn = warn;
    }
    expect(lines).to.deep.equal([
      '<flinks-link> cannot start yet: set tag.',
      '<flinks-link> ignores client-id: not used with this flow and display.',
    ]);
  });

  it('is named where the flow is one that the entry does not have', async () => {
    const element = await toyLink({ flow: 'conect' as 'connect' });
    const error = await rejectionOf(element.open());
    expect(error).to.include({
      code: 'invalid-configuration',
      message:
        'flow="conect" is not in this file (it has: connect, outbound, custom, express, auto, toy). Check the spelling, or load flinks-link.js.',
    });
  });
});
