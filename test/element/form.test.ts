import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { FlinksLink, LoginOutcome } from '../../src/element.js';
import { connectUrl, record, say, tokenFunction } from '../support/connect.js';
import type * as ReactForm from '../support/react-form.js';
import { waitUntil } from '../support/wait-until.js';

async function formLink({ method = 'post', required = true, display = 'inline', name = 'bank' } = {}) {
  const form = await fixture<HTMLFormElement>(html`
    <form method=${method} action="/nowhere">
      <flinks-link
        name=${name}
        ?required=${required}
        display=${display}
        demo
        connect-url=${connectUrl}
        .authorizeToken=${tokenFunction({ simulate: 'puppet' })}
        ><button type="button">Link</button></flinks-link
      >
      <button id="send">Continue</button>
    </form>
  `);
  form.addEventListener('submit', event => event.preventDefault());
  const element = form.querySelector<FlinksLink>('flinks-link')!;
  return { form, element };
}

/** The form settles in a frame of the screen, and Connect may be faster than that. */
async function ready(element: FlinksLink) {
  if (element.status !== 'ready') await oneEvent(element, 'flinks-ready');
}

async function linked(element: FlinksLink, redirect: object = {}) {
  await ready(element);
  say(element, { step: 'REDIRECT', loginId: 'l-1', ...redirect });
  await oneEvent(element, 'flinks-login');
}

describe('in a form', () => {
  it('submits the login with all that is known of it under its name', async () => {
    const { form, element } = await formLink();
    await linked(element, { institution: 'FlinksCapital', accountId: ['a', 'b'], tag: 't-1' });
    expect([...new FormData(form)]).to.deep.equal([
      ['bank', 'l-1'],
      ['bank-type', 'login'],
      ['bank-flow', 'connect'],
      ['bank-tag', 't-1'],
      ['bank-institution', 'FlinksCapital'],
      ['bank-attempt-id', (element.result as LoginOutcome).attemptId],
      ['bank-account-id', 'a'],
      ['bank-account-id', 'b'],
    ]);
    expect(element.form).to.equal(form);
    expect([...form.elements]).to.include(element);
  });

  it('leaves nothing with the browser that it could restore the form with later', async () => {
    const states: unknown[] = [];
    const { setFormValue } = ElementInternals.prototype;
    ElementInternals.prototype.setFormValue = function (...args) {
      // Without a state of its own, the value is what is kept.
      states.push(args.length > 1 ? args[1] : args[0]);
      setFormValue.apply(this, args);
    };
    try {
      const { element } = await formLink();
      await linked(element);
    } finally {
      ElementInternals.prototype.setFormValue = setFormValue;
    }
    expect(states).to.not.have.lengthOf(0);
    expect(new Set(states)).to.deep.equal(new Set([null]));
  });

  it('submits nothing without a name, and nothing before a result', async () => {
    const { form, element } = await formLink({ name: '' });
    expect([...new FormData(form)]).to.deep.equal([]);
    await linked(element);
    expect([...new FormData(form)]).to.deep.equal([]);
    expect(element.value).to.equal('l-1');
  });

  it('has its value when the page hears of the login: a listener may submit at once', async () => {
    const { form, element } = await formLink();
    let entries: string[] = [];
    element.addEventListener('flinks-login', () => {
      entries = [...new FormData(form).keys()];
      form.requestSubmit();
    });
    const submitted = oneEvent(form, 'submit');
    await linked(element);
    await submitted;
    expect(entries).to.include('bank');
  });

  it('sends input and change behind the login, and neither behind a cancel', async () => {
    const { element } = await formLink();
    await ready(element);
    const heard: string[] = [];
    for (const type of ['input', 'change', 'flinks-login', 'flinks-cancel'])
      element.addEventListener(type, () => heard.push(type));
    element.close();
    expect(heard).to.deep.equal(['flinks-cancel']);
    void element.open();
    await linked(element);
    expect(heard).to.deep.equal(['flinks-cancel', 'flinks-login', 'input', 'change']);
  });

  for (const display of ['inline', 'dialog']) {
    it(`required, ${display}: holds the form back with a message and the focus, until a bank is linked`, async () => {
      const { form, element } = await formLink({ display });
      expect(element.validity.valueMissing).to.equal(true);
      expect(element.checkValidity()).to.equal(false);
      expect(element.validationMessage).to.equal('Please link your bank account.');
      expect(form.checkValidity()).to.equal(false);
      expect(element.matches(':invalid')).to.equal(true);
      element.reportValidity();
      const focused = display === 'dialog' ? document.activeElement : element.shadowRoot?.activeElement;
      expect(focused?.matches(display === 'dialog' ? 'button' : '.panel'), 'focus').to.equal(true);
      if (display === 'dialog') void element.open();
      await linked(element);
      expect(form.checkValidity()).to.equal(true);
      expect(element.validationMessage).to.equal('');
    });
  }

  it('says in French why the form is held back', async () => {
    const { element } = await formLink();
    element.language = 'fr';
    await element.updateComplete;
    expect(element.validationMessage).to.equal('Veuillez lier votre compte bancaire.');
  });

  it('keeps what is linked when the form is reset, as frameworks do by themselves', async () => {
    const { form, element } = await formLink();
    await linked(element);
    const events = record(element);
    form.reset();
    expect(element.value).to.equal('l-1');
    expect(element.status).to.equal('succeeded');
    expect(new FormData(form).get('bank')).to.equal('l-1');
    expect(events).to.deep.equal([]);
    element.reset();
    expect(element.value).to.equal('');
    expect(new FormData(form).get('bank')).to.equal(null);
  });

  describe('with method GET', () => {
    const entriesIn = (form: HTMLFormElement) =>
      [...new FormData(form).keys()].filter(name => /^bank/.test(name));

    it('gives a script that reads the form outside of a submission nothing, and says so once', async () => {
      const { form, element } = await formLink({ method: 'get' });
      form.insertAdjacentHTML('afterbegin', '<select name="method"><option>cheque</option></select>');
      form.insertAdjacentHTML('afterbegin', '<input name="bank-of-mine" value="1">');
      await linked(element);
      const said: unknown[] = [];
      const { warn } = console;
      console.warn = (text: unknown) => said.push(text);
      expect(entriesIn(form)).to.deep.equal(['bank-of-mine']);
      expect(entriesIn(form)).to.deep.equal(['bank-of-mine']);
      console.warn = warn;
      expect(said).to.have.lengthOf(1);
      expect(said[0]).to.contain('method="post"').and.not.contain('l-1');
    });

    it('gives its entries to a script that has listened since before the element was there', async () => {
      const form = await fixture<HTMLFormElement>(html`<form method="get" action="/nowhere"></form>`);
      let heard: string[] = [];
      form.addEventListener('submit', event => {
        event.preventDefault();
        heard = entriesIn(form);
      });
      const element = Object.assign(document.createElement('flinks-link'), {
        name: 'bank',
        demo: true,
        connectUrl,
        authorizeToken: tokenFunction({ simulate: 'puppet' }),
      });
      form.append(element);
      await linked(element);
      form.requestSubmit();
      expect(heard).to.include('bank');
    });

    it('withholds what was set, whatever the element is called since', async () => {
      const { form, element } = await formLink({ method: 'get' });
      await linked(element);
      element.name = 'other';
      expect(entriesIn(form)).to.deep.equal([]);
    });

    it('gives its entries to a script that hears the submission, and to none a task later', async () => {
      const { form, element } = await formLink({ method: 'get' });
      await linked(element);
      let heard: string[] = [];
      let afterwards: Promise<string[]> | undefined;
      form.addEventListener('submit', () => {
        heard = entriesIn(form);
        afterwards = Promise.resolve().then(() => entriesIn(form));
      });
      form.requestSubmit();
      expect(heard).to.include('bank');
      expect(await afterwards).to.include('bank');
      await new Promise(resolve => setTimeout(resolve));
      expect(entriesIn(form)).to.deep.equal([]);
    });
  });

  it('with method GET and no name starts: nothing is submitted', async () => {
    const { element } = await formLink({ method: 'get', name: '' });
    await ready(element);
  });

  for (const [name, change] of [
    ['the method has become GET since', (form: HTMLFormElement) => (form.method = 'get')],
    [
      'a button changes the method to GET',
      (form: HTMLFormElement) => (form.querySelector<HTMLButtonElement>('#send')!.formMethod = 'get'),
    ],
  ] as const) {
    it(`submits nothing when ${name}`, async () => {
      const { form, element } = await formLink();
      await linked(element);
      change(form);
      const target = document.createElement('iframe');
      target.name = 'target';
      document.body.append(target);
      form.target = 'target';
      form.action = '/nowhere';
      form.insertAdjacentHTML('beforeend', '<input name="other" value="1">');
      form.addEventListener(
        'submit',
        event => Object.defineProperty(event, 'preventDefault', { value() {} }),
        {
          capture: true,
        },
      );
      const entries = new Promise<unknown[]>(resolve =>
        form.addEventListener('formdata', event => resolve([...event.formData.keys()])),
      );
      form.requestSubmit(form.querySelector<HTMLButtonElement>('#send'));
      expect(await entries).to.deep.equal(['other']);
      target.remove();
      expect(element.value).to.equal('l-1');
    });
  }

  it('is read by an action of React, whose own reset takes nothing away', async () => {
    // A script of its own, which has the element's typings from the package.
    const { mountForm } = (await import('/virtual-react-form.js' as string)) as typeof ReactForm;
    const place = await fixture<HTMLElement>(html`<div></div>`);
    const submissions: [string, FormDataEntryValue][][] = [];
    const acted = () =>
      new Promise<void>(resolve => {
        new MutationObserver((_, observer) => {
          observer.disconnect();
          resolve();
        }).observe(place.querySelector('output')!, { childList: true, characterData: true, subtree: true });
      });
    const tokens = tokenFunction({ simulate: 'auto' });
    const root = mountForm(place, { connectUrl, demo: true, authorizeToken: tokens }, entries =>
      submissions.push(entries),
    );
    await waitUntil(() => place.querySelector('flinks-link'));
    const element = place.querySelector('flinks-link')!;
    await oneEvent(element, 'flinks-login');
    const { value } = element;
    const answered = acted();
    place.querySelector('button')!.click();
    await answered;
    expect(submissions[0]?.find(([name]) => name === 'bank')?.[1]).to.equal(value);
    expect(element.value).to.equal(value);
    place.querySelector('button')!.click();
    await waitUntil(() => submissions.length === 2);
    expect(submissions[1]?.find(([name]) => name === 'bank')?.[1]).to.equal(value);
    expect(tokens.tokens).to.have.lengthOf(1);
    root.unmount();
  });

  it('is barred from validation and submission while disabled', async () => {
    const { form, element } = await formLink();
    await linked(element);
    element.disabled = true;
    await element.updateComplete;
    expect(element.willValidate).to.equal(false);
    expect([...new FormData(form)]).to.deep.equal([]);
  });

  it('focus() goes to the trigger, or to the panel', async () => {
    const { element } = await formLink({ display: 'dialog' });
    element.focus();
    expect(document.activeElement?.textContent).to.equal('Link');
    const inline = (await formLink()).element;
    inline.focus();
    expect(inline.shadowRoot?.activeElement?.className).to.equal('panel');
  });
});
