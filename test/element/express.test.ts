import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { FlinksLink } from '../../src/element.js';
import { action } from '../support/auto.js';
import { endings, record } from '../support/connect.js';
import { rejectionOf } from '../support/error-of.js';
import { click } from '../support/input.js';
import { clickTrigger } from '../support/redirect.js';
import { waitUntil } from '../support/wait-until.js';

const expressUrl = 'https://express.example/start?tag=t';

/** An element that opens the Express site, with a trigger of the page or its own. */
async function express(set: Partial<FlinksLink> = {}, trigger = '<button type="button">Link</button>') {
  const element = document.createElement('flinks-link');
  element.innerHTML = trigger;
  Object.assign(element, { flow: 'express', expressUrl, ...set });
  return fixture<FlinksLink>(html`${element}`);
}

describe('flow="express"', () => {
  /** Links that a script has followed: a tab that was really opened would hide the page of the tests. */
  let opened: { href: string; target: string; rel: string }[];
  beforeEach(() => {
    opened = [];
    HTMLAnchorElement.prototype.click = function note(this: HTMLAnchorElement) {
      const { href, target, rel } = this;
      opened.push({ href, target, rel });
    };
  });
  afterEach(() => {
    delete (HTMLAnchorElement.prototype as Partial<HTMLAnchorElement>).click;
  });
  const once = [{ href: expressUrl, target: '_blank', rel: 'noopener' }];

  // The first of them: a click lasts for seconds.
  it('shows a link where there was no click, and hands off when it is followed', async function () {
    this.timeout(20_000);
    await waitUntil(() => !navigator.userActivation.isActive, 'the click lasts', { timeout: 10_000 });
    const element = await express();
    const events = record(element);
    const outcome = element.open();
    expect(element.status).to.equal('waiting');
    expect(endings(events)).to.deep.equal([]);
    const link = (await action(element, 'Continue to your bank in a new tab')) as HTMLAnchorElement;
    expect([link.href, link.target, link.rel]).to.deep.equal([expressUrl, '_blank', 'noopener']);
    element.addEventListener('click', event => event.preventDefault());
    await click(link);
    expect(await outcome).to.include({ type: 'handoff' });
    expect(opened).to.deep.equal([]);
  });

  it('opens the site in a tab without a way back, and hands off', async () => {
    const element = await express();
    const events = record(element);
    const told = oneEvent(element, 'flinks-handoff');
    await clickTrigger(element);
    const { detail } = await told;
    expect(detail).to.deep.include({ type: 'handoff', flow: 'express' });
    expect(opened).to.deep.equal(once);
    expect([element.status, element.result]).to.deep.equal(['succeeded', detail]);
    expect(endings(events)).to.deep.equal(['flinks-handoff']);
    await element.updateComplete;
    expect(element.renderRoot.textContent)
      .to.contain('Continue in the tab that just opened.')
      .and.not.contain('is linked');
  });

  it('has a real link where the page has slotted no trigger', async () => {
    const element = await express({}, '');
    const link = element.renderRoot.querySelector<HTMLAnchorElement>('.trigger a')!;
    expect(link.getBoundingClientRect().height).to.be.at.least(44);
    expect([link.href, link.target, link.rel]).to.deep.equal([expressUrl, '_blank', 'noopener']);
    const told = oneEvent(element, 'flinks-handoff');
    await click(link);
    await told;
    expect(opened).to.deep.equal(once);
    element.disabled = true;
    await element.updateComplete;
    expect(element.renderRoot.querySelector('.trigger a')).to.equal(null);
  });

  it('leaves the opening to a page that wants it', async () => {
    const element = await express();
    let url = '';
    element.addEventListener('flinks-navigate', event => {
      event.preventDefault();
      void event.detail.url.then(found => (url = found));
    });
    const told = oneEvent(element, 'flinks-handoff');
    await clickTrigger(element);
    await told;
    await waitUntil(() => url === expressUrl);
    expect(opened).to.deep.equal([]);
  });

  it('satisfies no form: nothing is linked yet', async () => {
    const element = await express({ name: 'bank', required: true });
    const told = oneEvent(element, 'flinks-handoff');
    await clickTrigger(element);
    await told;
    expect([element.value, element.checkValidity()]).to.deep.equal(['', false]);
  });

  for (const [what, url] of [
    ['none', undefined],
    ['plain http', 'http://express.example/'],
    ['a script', 'javascript:alert(1)'],
    ['user info', 'https://a:b@express.example/'],
  ] as const) {
    it(`refuses an address that is ${what}`, async () => {
      const element = await express({ expressUrl: url }, '');
      expect(element.renderRoot.querySelector('a') === null, 'no link').to.equal(true);
      const error = await rejectionOf(element.open());
      expect(error).to.include({ code: 'invalid-configuration' });
      expect(String(error)).to.contain('express-url');
    });
  }
});
