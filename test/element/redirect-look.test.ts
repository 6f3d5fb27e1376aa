import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { FlinksLink } from '../../src/element.js';
import { record } from '../support/connect.js';
import { click, press, toFront } from '../support/input.js';
import {
  answer,
  authorizeFunction,
  authorizeUrl,
  away,
  clickTrigger,
  comeBack,
  outbound,
  watchWindows,
} from '../support/redirect.js';
import { waitUntil } from '../support/wait-until.js';

const heard = (element: FlinksLink) =>
  [...element.renderRoot.querySelectorAll('[role=status]')].map(region => region.textContent).join('');
const dialogOf = (element: FlinksLink) => element.renderRoot.querySelector<HTMLDialogElement>('dialog')!;
const waiting = async (set: Partial<FlinksLink> = {}) => {
  const element = await outbound({ authorizeUrl: authorizeFunction(''), ...set });
  const sent = await away(element);
  await element.updateComplete;
  return { element, ...sent };
};

describe('what the person sees and hears', () => {
  beforeEach(toFront);

  for (const [language, texts] of Object.entries({
    en: [
      'Opening secure bank sign-in…',
      'Continue in your bank’s window. Keep this page open.',
      'Your bank account is linked.',
      'We couldn’t connect to your bank. Please start again or come back later.',
      'No bank account was linked.',
    ],
    fr: [
      'Ouverture de la connexion bancaire sécurisée…',
      'Continuez dans la fenêtre de votre banque. Laissez cette page ouverte.',
      'Votre compte bancaire est lié.',
      'La connexion à votre banque a échoué. Recommencez ou revenez plus tard.',
      'Aucun compte bancaire n’a été lié.',
    ],
  })) {
    it(`is told politely, state by state, in ${language}`, async () => {
      const found: string[] = [];
      const note = async (element: FlinksLink) => {
        await element.updateComplete;
        found.push(heard(element));
        const text = element.renderRoot.querySelector('.panel')?.textContent;
        expect(text, 'seen as well').to.contain(found.at(-1));
      };
      const set = { language: language as 'en', authorizeUrl: authorizeFunction('') };
      const element = await outbound(set);
      expect(heard(element)).to.equal('');
      element.addEventListener('flinks-navigate', event => event.preventDefault());
      void element.open();
      await note(element);
      await waitUntil(() => element.status === 'waiting');
      await note(element);
      await element.complete(answer({ code: 'c-1', state: set.authorizeUrl.states[0]! }));
      await note(element);
      const failing = await waiting(set);
      await failing.element.complete(answer({ error: 'server_error', state: failing.state })).catch(() => {});
      await note(failing.element);
      const closed = await waiting(set);
      closed.element.close();
      await note(closed.element);
      expect(found).to.deep.equal(texts);
    });
  }

  it('has the CSS state waiting, and no other', async () => {
    const { element } = await waiting();
    expect(element.matches(':state(waiting)')).to.equal(true);
    expect(element.matches(':state(opening)')).to.equal(false);
    element.close();
    await element.updateComplete;
    expect(element.matches(':state(waiting)')).to.equal(false);
  });

  it('is what is slotted for it, with the actions beside it', async () => {
    const { element } = await waiting();
    element.insertAdjacentHTML('beforeend', '<b slot="waiting">À la banque</b><b slot="success">Merci</b>');
    const [, slotted, success] = element.children;
    await element.updateComplete;
    expect([slotted?.checkVisibility(), success?.checkVisibility()]).to.deep.equal([true, false]);
    expect(element.renderRoot.querySelector<HTMLElement>('slot[name=waiting] p')?.checkVisibility()).to.equal(
      false,
    );
    expect(element.renderRoot.querySelectorAll('.panel button')).to.have.lengthOf(2);
    element.close();
  });

  it('keeps the focus: in the panel behind a button that goes, on the trigger before', async () => {
    const { element } = await waiting();
    await clickTrigger(element);
    const giveUp = [...element.renderRoot.querySelectorAll<HTMLElement>('.panel button')].at(-1)!;
    await click(giveUp);
    expect(element.status).to.equal('cancelled');
    expect(document.activeElement).to.equal(element);
    expect(element.shadowRoot!.activeElement?.className).to.equal('panel');
  });

  it('is a button of the element where the page has none', async () => {
    const element = await outbound({ authorizeUrl: authorizeFunction('auto') });
    element.textContent = '\n  ';
    const ownTrigger = () => element.renderRoot.querySelector<HTMLElement>('.trigger button');
    await waitUntil(ownTrigger);
    const button = ownTrigger()!;
    expect(button.textContent).to.equal('Link your bank account');
    const code = oneEvent(element, 'flinks-code');
    await click(button);
    expect((await code).detail.type).to.equal('code');
  });

  it('is a trigger for the keyboard too', async () => {
    const element = await outbound({ authorizeUrl: authorizeFunction('auto') });
    element.focus();
    expect(document.activeElement).to.equal(element.querySelector('button'));
    const code = oneEvent(element, 'flinks-code');
    await press('Enter');
    expect((await code).detail.type).to.equal('code');
  });

  it('preconnects to the bank’s side on intent, where it is known', async () => {
    const url = await authorizeUrl('');
    const element = await outbound({ authorizeUrl: url.href });
    const hint = () => element.renderRoot.querySelector<HTMLLinkElement>('link[rel=preconnect]');
    expect(hint()).to.equal(null);
    element.focus();
    await element.updateComplete;
    expect(hint()?.href).to.equal(`${url.origin}/`);
    element.remove();
  });

  it('makes no text of a function on intent, which names no place', async () => {
    let read = 0;
    const authorize = Object.assign(authorizeFunction(''), { toString: () => String(read++) });
    const element = await outbound({ authorizeUrl: authorize });
    element.focus();
    for (const tag of ['one', 'two']) {
      element.tag = tag;
      await element.updateComplete;
    }
    expect(element.renderRoot.querySelector('link[rel=preconnect]')).to.equal(null);
    expect(read).to.equal(0);
  });
});

describe('display="dialog"', () => {
  it('shows the waiting in a modal dialog, and closes it with the result', async () => {
    const { element, state, outcome } = await waiting({ display: 'dialog' });
    expect(dialogOf(element).matches(':modal')).to.equal(true);
    expect(dialogOf(element).textContent).to.contain('Keep this page open.');
    const frame = await comeBack(answer({ code: 'c-1', state }));
    expect(await outcome).to.include({ code: 'c-1' });
    frame.remove();
    expect(dialogOf(element).open).to.equal(false);
  });

  it('closes by Escape after it has asked, which is the cancel closed', async () => {
    const { element, outcome } = await waiting({ display: 'dialog' });
    const events = record(element);
    await press('Escape');
    expect(await outcome).to.include({ type: 'cancel', reason: 'closed' });
    expect(events.map(({ type }) => type)).to.deep.equal(['flinks-close-request', 'flinks-cancel']);
    expect(dialogOf(element).open).to.equal(false);
  });

  it('opens with the window, in one click, and goes with the code', async () => {
    const element = await outbound({ display: 'dialog' });
    const code = oneEvent(element, 'flinks-code');
    await clickTrigger(element);
    expect((await code).detail.type).to.equal('code');
    expect(dialogOf(element).open).to.equal(false);
  });

  it('stays with an error, and says it', async () => {
    const { element, state } = await waiting({ display: 'dialog' });
    await element.complete(answer({ error: 'server_error', state })).catch(() => {});
    await element.updateComplete;
    expect(dialogOf(element).open).to.equal(true);
    expect(dialogOf(element).textContent).to.contain('We couldn’t connect to your bank.');
    element.close();
  });
});

describe('disabled', () => {
  it('starts nothing, by click or by method, and says why', async () => {
    const windows = watchWindows();
    const element = await outbound({ disabled: true });
    const events = record(element);
    await clickTrigger(element);
    const error = await element.open().catch((reason: unknown) => reason);
    windows.restore();
    expect(error).to.include({ code: 'invalid-configuration' });
    expect([events, windows.opened, element.status]).to.deep.equal([[], [], 'idle']);
  });

  it('lets a session that runs go on', async () => {
    const { element, state } = await waiting();
    element.disabled = true;
    expect(await element.complete(answer({ code: 'c-1', state }))).to.include({ code: 'c-1' });
  });
});

describe('in a form', () => {
  const inForm = async () => {
    const form = await fixture<HTMLFormElement>(
      html`<form method="post">
        <flinks-link
          name="bank"
          required
          flow="outbound"
          .authorizeUrl=${authorizeFunction('')}
        ></flinks-link>
      </form>`,
    );
    return { form, element: form.querySelector<FlinksLink>('flinks-link')! };
  };

  it('a code is submitted with its type, state and issuer', async () => {
    const { form, element } = await inForm();
    expect(form.checkValidity()).to.equal(false);
    const { state } = await away(element);
    const { attemptId } = await element.complete(answer({ code: 'c-1', state, iss: 'https://bank.example' }));
    expect([...new FormData(form)]).to.deep.equal([
      ['bank', 'c-1'],
      ['bank-type', 'code'],
      ['bank-state', state],
      ['bank-iss', 'https://bank.example'],
      ['bank-attempt-id', attemptId],
    ]);
    expect(form.checkValidity()).to.equal(true);
  });

  it('what the backend linked is submitted as its state', async () => {
    const { form, element } = await inForm();
    const { state } = await away(element);
    const { attemptId } = await element.complete(answer({ status: 'linked', state }));
    expect([...new FormData(form)]).to.deep.equal([
      ['bank', state],
      ['bank-type', 'linked'],
      ['bank-state', state],
      ['bank-attempt-id', attemptId],
    ]);
    expect(form.checkValidity()).to.equal(true);
  });

  it('a cancel submits nothing, and does not satisfy required', async () => {
    const { form, element } = await inForm();
    const { state } = await away(element);
    await element.complete(answer({ error: 'access_denied', state }));
    expect([...new FormData(form)]).to.deep.equal([]);
    expect(form.checkValidity()).to.equal(false);
  });
});
