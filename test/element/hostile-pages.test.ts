import { expect, oneEvent } from '@open-wc/testing';
import { atOnce } from '../support/at-once.js';
import { connectUrl, mintToken } from '../support/connect.js';
import { type HostPage, openPage, put } from '../support/host-page.js';
import { away, comeBack, redirectUri } from '../support/redirect.js';
import { waitUntil } from '../support/wait-until.js';

/** Every name of `window` that is in use in the element, or was, and that a page can have for itself. */
const names = [
  'self',
  'origin',
  'performance',
  'parent',
  'name',
  'status',
  'event',
  'opener',
  'screenX',
  'screenY',
  'outerWidth',
  'outerHeight',
  'external',
  'length',
];
/** Names that only a `const` of the page can have, or a function. */
const others = ['history', 'navigator', 'crypto', 'close', 'open', 'postMessage', 'stop', 'find'];
/** What elements of a page may be called, to stand in the place of what `document` and `window` have. */
const clobbered = [
  'prerendering',
  'readyState',
  'activeElement',
  'body',
  'documentElement',
  'baseURI',
  'domain',
  'querySelector',
  'querySelectorAll',
  'addEventListener',
  'removeEventListener',
  'dispatchEvent',
  'title',
  'host',
  'self',
  'origin',
];

/** A page as its authors have written it, by accident or not, before the element is there: its scripts, and its markup. */
const pages: Record<string, HostPage> = {
  'with variables of its own for what browsers have': {
    script: names.map(name => `var ${name} = { now: 'noon', href: 'Toronto' };`).join('\n'),
  },
  'with text in their place': { script: names.map(name => `var ${name} = 'Toronto';`).join('\n') },
  'with constants of its own': {
    script: [...names, ...others].map(name => `const ${name} = 'Toronto';`).join('\n'),
  },
  'with functions of those names': {
    script: ['addEventListener', 'removeEventListener', 'dispatchEvent', 'close', 'stop', 'find']
      .map(name => `function ${name}() { throw new Error('of the page'); }`)
      .join('\n'),
  },
  'with images and forms that are called as members of the document': {
    markup: clobbered.map(name => `<img name="${name}" alt=""><form name="${name}"></form>`).join(''),
  },
  'with fields that are called as members of the window': {
    markup: clobbered.map(name => `<input id="${name}">`).join(''),
  },
  'with more on every prototype': {
    script: `
      for (const owner of [Object, Array, Function, String, Event, Element])
        owner.prototype.ofThePage = () => 'more';
      Array.prototype.toJSON = () => 'an array';`,
  },
  'with frozen prototypes': {
    script: `
      for (const owner of [Object, Array, Function, Error, Promise, Event, CustomEvent, URL, URLSearchParams])
        Object.freeze(owner.prototype);`,
  },
};

describe('a page', () => {
  const frames: HTMLIFrameElement[] = [];
  after(() => frames.forEach(frame => frame.remove()));

  async function open(page: HostPage): Promise<Window> {
    const frame = await openPage(page);
    frames.push(frame);
    return frame.contentWindow as Window;
  }

  async function linksByConnect(page: HostPage): Promise<void> {
    const inside = await open(page);
    const authorizeToken = await mintToken({ simulate: 'auto' });
    const element = put(inside, { connectUrl, authorizeToken, demo: true });
    const login = oneEvent(element, 'flinks-login');
    const failed = oneEvent(element, 'flinks-error').then(({ detail }) => Promise.reject(detail.error));
    expect((await Promise.race([login, failed])).detail.loginId).to.match(/^[0-9a-f-]{36}$/);
  }

  async function linksByRedirect(page: HostPage): Promise<void> {
    const inside = await open(page);
    const state = crypto.randomUUID();
    const authorizeUrl = `https://bank.example/?state=${state}`;
    const element = put(inside, { flow: 'outbound', authorizeUrl, redirectUri });
    const { outcome } = await away(element);
    frames.push(await comeBack(new URL(`${redirectUri}?code=c-1&state=${state}`)));
    expect(await outcome).to.include({ type: 'code', code: 'c-1' });
  }

  for (const [what, page] of Object.entries(pages))
    describe(what, () =>
      atOnce({
        'links by Connect': () => linksByConnect(page),
        'links by the bank’s own page': () => linksByRedirect(page),
      }),
    );

  it('whose form has fields of any name gets no result into its address, by whichever method it is sent', async () => {
    const fields = ['addEventListener', 'removeEventListener', 'method', 'dispatchEvent', 'name'];
    const inside = await open({
      markup: `<form method="post">${fields.map(name => `<input name="${name}">`).join('')}</form>`,
    });
    const form = inside.document.querySelector<HTMLFormElement>('form')!;
    const authorizeToken = await mintToken({ simulate: 'auto' });
    const element = put(inside, { name: 'bank', connectUrl, authorizeToken, demo: true }, form);
    await oneEvent(element, 'flinks-login');
    const { FormData } = inside as Window & typeof globalThis;
    const entries = () => [...new FormData(form).keys()].filter(name => name.startsWith('bank'));
    expect(entries()).to.include('bank');
    form.setAttribute('method', 'get');
    expect(entries()).to.deep.equal([]);
  });

  it('that replaces them later, when the element is there, links as before', async () => {
    const inside = await open({});
    const script = inside.document.createElement('script');
    script.text = pages['with text in their place']?.script ?? '';
    inside.document.head.append(script);
    await waitUntil(() => Reflect.get(inside, 'origin') === 'Toronto');
    const element = put(inside, {
      connectUrl,
      authorizeToken: await mintToken({ simulate: 'auto' }),
      demo: true,
    });
    expect((await oneEvent(element, 'flinks-login')).detail.type).to.equal('login');
  });
});
