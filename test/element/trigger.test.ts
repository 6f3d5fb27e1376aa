import { expect, fixture, html, nextFrame, oneEvent } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import type { FlinksLink } from '../../src/element.js';
import { atOnce } from '../support/at-once.js';
import { connectUrl } from '../support/connect.js';

/** A form that cannot be sent before a bank is linked, with this in the element. */
async function required(content: unknown): Promise<{ form: HTMLFormElement; element: FlinksLink }> {
  const form = await fixture<HTMLFormElement>(
    html`<form method="post">
      <flinks-link name="bank" required display="dialog" connect-url=${connectUrl}>${content}</flinks-link>
      <button id="go">Go</button>
    </form>`,
  );
  form.addEventListener('submit', event => event.preventDefault());
  return { form, element: form.querySelector('flinks-link')! };
}

const own = (element: FlinksLink) => element.renderRoot.querySelector<HTMLElement>('.trigger > *');

/** Content, and what in it is the trigger. */
const triggers: Record<string, [TemplateResult, string]> = {
  'a button': [html`<button type="button">Link</button>`, 'button'],
  'a button at some depth': [
    html`<div>
      <p><button type="button">Link</button></p>
    </div>`,
    'button',
  ],
  'a link after a text': [
    html`<p>Safe and quick.</p>
      <a href="#link">Link</a>`,
    'a',
  ],
  'the first of two buttons': [
    html`<button id="first" type="button">Link</button><button type="button">Help</button>`,
    '#first',
  ],
  'a button in a form whose fields are called as members of it': [
    html`<form>
      ${['children', 'localName', 'matches', 'slot', 'querySelectorAll', 'assignedElements'].map(
        name => html`<input type="hidden" name=${name} />`,
      )}
      <button type="button">Link</button>
    </form>`,
    'button',
  ],
  'what has a tabindex': [html`<div><span tabindex="0" role="button">Link</span></div>`, 'span'],
};

const nothings: Record<string, unknown> = {
  'an empty paragraph': html`<p></p>`,
  'a line break': html`<br />`,
  'a template': html`<template><button>Not here</button></template>`,
  'a hidden span': html`<span hidden>Loading</span>`,
  'text alone': 'Link your bank',
  'an empty forwarded slot': html`<slot></slot>`,
};

describe('the trigger', () => {
  for (const [what, [content, selector]] of Object.entries(triggers))
    it(`is ${what}: it gets the focus where the form cannot be sent, and by focus()`, async () => {
      const { form, element } = await required(content);
      const trigger = element.querySelector<HTMLElement>(selector)!;
      expect(own(element)?.localName).to.equal(undefined);
      const invalid = oneEvent(element, 'invalid');
      form.querySelector<HTMLElement>('#go')!.click();
      await invalid;
      expect(document.activeElement?.id || document.activeElement?.localName).to.equal(
        trigger.id || trigger.localName,
      );
      trigger.blur();
      element.focus();
      expect(document.activeElement === trigger, 'focus()').to.equal(true);
      trigger.click();
      expect(element.status).to.equal('opening');
    });

  it('is a custom element as a whole', async () => {
    if (!customElements.get('host-button'))
      customElements.define(
        'host-button',
        class extends HTMLElement {
          constructor() {
            super();
            this.attachShadow({ mode: 'closed', delegatesFocus: true }).innerHTML = '<button>Link</button>';
          }
        },
      );
    const { form, element } = await required(html`<host-button></host-button>`);
    expect(own(element)?.localName).to.equal(undefined);
    form.requestSubmit();
    expect(document.activeElement?.localName).to.equal('host-button');
  });

  it('is found through a slot that a component of the page forwards, and focused', async () => {
    if (!customElements.get('host-card'))
      customElements.define(
        'host-card',
        class extends HTMLElement {
          constructor() {
            super();
            this.attachShadow({ mode: 'open' }).innerHTML =
              `<form method="post"><flinks-link name="bank" required display="dialog" connect-url="${connectUrl}"><slot></slot></flinks-link></form>`;
          }
        },
      );
    const card = await fixture(html`<host-card><button type="button">Link</button></host-card>`);
    const element = card.shadowRoot!.querySelector('flinks-link')!;
    await element.updateComplete;
    expect(own(element)?.localName).to.equal(undefined);
    const button = card.querySelector('button')!;
    card.shadowRoot!.querySelector('form')!.requestSubmit();
    expect(document.activeElement?.localName).to.equal('button');
    button.click();
    expect(element.status).to.equal('opening');
  });

  atOnce(
    Object.fromEntries(
      Object.entries(nothings).map(([what, content]) => [
        `is the element’s own button where the page has slotted ${what}`,
        async () => {
          const { element } = await required(content);
          expect(own(element)?.localName).to.equal('button');
        },
      ]),
    ),
  );

  it('may come into a wrapper later', async () => {
    const { element } = await required(html`<div></div>`);
    expect(own(element)?.localName).to.equal('button');
    element.querySelector('div')!.innerHTML = '<button type="button">Link</button>';
    await nextFrame();
    await element.updateComplete;
    expect(own(element)?.localName).to.equal(undefined);
  });

  it('alone starts a session: other links and buttons beside it stay the page’s own', async () => {
    const { element } = await required(
      html`<button type="button">Link</button><a id="help" href="#help">Help</a>`,
    );
    const clicked = oneEvent(element, 'click');
    element.querySelector<HTMLElement>('#help')!.click();
    expect((await clicked).defaultPrevented).to.equal(false);
    expect(element.status).to.equal('idle');
  });

  it('that the page has disabled or hidden is not replaced', async () => {
    for (const content of [html`<button disabled>Link</button>`, html`<button hidden>Link</button>`]) {
      const { element } = await required(content);
      expect(own(element)?.localName).to.equal(undefined);
    }
  });
});
