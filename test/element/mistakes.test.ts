import '../../src/index.js';
import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { type FlinksLink, FlinksLinkError } from '../../src/element.js';
import { connectUrl, link, tokenFunction } from '../support/connect.js';

/** What the element prints while `act` runs. */
async function printed(level: 'warn' | 'error', act: () => Promise<unknown>): Promise<unknown[][]> {
  const calls: unknown[][] = [];
  const original = console[level];
  console[level] = (...words: unknown[]) => calls.push(words);
  try {
    await act();
  } finally {
    console[level] = original;
  }
  return calls;
}

/** A session that fails, and its event. */
async function failing(set: Partial<FlinksLink>) {
  const element = await link({ set: { display: 'dialog', ...set } });
  const told = oneEvent(element, 'flinks-error');
  element.open().catch(() => {});
  const { detail } = await told;
  await element.updateComplete;
  return { element, ...detail };
}

describe('an error on the console', () => {
  it('is the reference that the user sees, and the error itself', async () => {
    let failed: Awaited<ReturnType<typeof failing>>;
    const [line, ...more] = await printed('error', async () => {
      failed = await failing({ loadTimeout: 0 });
    });
    const { element, error, attemptId } = failed!;
    const reference = attemptId.slice(0, 8);
    expect(line).to.deep.equal([`<flinks-link> Reference ${reference}:`, error]);
    expect(more).to.deep.equal([]);
    expect(element.renderRoot.querySelector('.reference')?.textContent?.trim()).to.equal(
      `Reference for support: ${reference}`,
    );
    element.close();
  });

  it('is silent where the page has prevented the event, and the rest is as ever', async () => {
    document.addEventListener('flinks-error', event => event.preventDefault(), { once: true });
    let failed: Awaited<ReturnType<typeof failing>>;
    const lines = await printed('error', async () => {
      failed = await failing({ loadTimeout: 0 });
    });
    expect(lines).to.deep.equal([]);
    expect(failed!.element.status).to.equal('failed');
    failed!.element.close();
  });

  it('comes once for each session, though the page looks at the promise', async () => {
    const lines = await printed('error', async () => {
      const { element } = await failing({ loadTimeout: 0 });
      await element.open().catch(() => {});
      element.close();
    });
    expect(lines).to.have.lengthOf(2);
    expect(lines[0]?.[0]).to.not.equal(lines[1]?.[0]);
  });

  it('leaves the promise to settle where the console of the page throws', async () => {
    const thrown: string[] = [];
    const onError = (event: ErrorEvent) => {
      thrown.push(event.message);
      event.preventDefault();
    };
    // The test framework's own handler would take the error for a failure.
    const frameworks = window.onerror;
    window.onerror = null;
    addEventListener('error', onError);
    const original = console.error;
    console.error = () => {
      throw new Error('no console');
    };
    const element = await link({ set: { display: 'dialog', loadTimeout: 0 } });
    const error: unknown = await element.open().catch((reason: unknown) => reason);
    await element.updateComplete;
    console.error = original;
    removeEventListener('error', onError);
    window.onerror = frameworks;
    expect(error).to.include({ code: 'invalid-configuration' });
    expect(thrown.join()).to.contain('no console');
    element.close();
  });

  it('has what the host’s function threw beside it, in the development build', async () => {
    const cause = new Error('mine');
    const [line] = await printed('error', async () => {
      const { element } = await failing({ authorizeToken: () => Promise.reject(cause) });
      element.close();
    });
    expect(line?.[2]).to.equal(cause);
  });

  it('keeps its cause out of what inspectors list', () => {
    const error = new FlinksLinkError('token-failed', 'It failed.', { cause: 'a token' });
    expect(error.cause).to.equal('a token');
    expect(Reflect.ownKeys(error)).to.not.include('cause');
    expect(JSON.stringify(error)).to.not.contain('a token');
  });
});

describe('a name that is nearly a setting’s', () => {
  it('is the error where the setting is what is missing', async () => {
    const element = document.createElement('flinks-link');
    element.display = 'dialog';
    element.setAttribute('connect_url', connectUrl);
    element.authorizeToken = tokenFunction();
    await fixture(html`${element}`);
    const told = oneEvent(element, 'flinks-error');
    element.open().catch(() => {});
    const { error } = (await told).detail;
    expect(error.message).to.equal('The attribute "connect_url" is unknown. Did you mean connect-url?');
    expect((element.authorizeToken as ReturnType<typeof tokenFunction>).tokens).to.deep.equal([]);
    element.close();
  });

  it('keeps nothing from working that does not need the setting', async () => {
    const element = document.createElement('flinks-link');
    Object.assign(element, { connectUrl, authorizeToken: tokenFunction({ simulate: 'puppet' }) });
    element.setAttribute('redirect_uri', 'https://shop.example/');
    await fixture(html`${element}`);
    if (element.status !== 'ready') await oneEvent(element, 'flinks-ready');
  });
});

describe('a text token', () => {
  it('is refused for a second element, which has no use for a button', async () => {
    const set = { authorizeToken: crypto.randomUUID(), display: 'dialog' } as const;
    const first = await link({ set });
    const opened = first.open();
    await first.updateComplete;
    const { element, error } = await failing(set);
    expect(error).to.include({ code: 'token-expired' });
    expect(error.message).to.contain('tokens are single use');
    expect(element.renderRoot.querySelector('.card [part=action]')).to.equal(null);
    expect(first.status).to.not.equal('failed');
    first.close();
    await opened;
    element.close();
  });
});
