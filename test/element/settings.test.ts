import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { origins } from 'virtual:origins';
import type { FlinksLink } from '../../src/element.js';
import { connectUrl, frameOf, link, tokenFunction } from '../support/connect.js';
import { messageFrom } from '../support/frames.js';
import { waitUntil } from '../support/wait-until.js';

/** Starts a session that is bound to fail, and gives its error as the page hears and shows it. */
async function failure(set: Partial<FlinksLink> | object, prepare: (element: FlinksLink) => void = () => {}) {
  const element = document.createElement('flinks-link');
  const authorizeToken = tokenFunction({ simulate: 'puppet' });
  Object.assign(element, { connectUrl, display: 'dialog', authorizeToken }, set);
  prepare(element);
  await fixture(html`${element}`);
  const event = oneEvent(element, 'flinks-error');
  const rejection = await element.open().catch((error: unknown) => error);
  const { error } = (await event).detail;
  expect(rejection, 'the promise rejects with the same error').to.equal(error);
  await element.updateComplete;
  const text = element.shadowRoot?.querySelector('.panel')?.textContent ?? '';
  const regions = [...(element.shadowRoot?.querySelectorAll('[role=status]') ?? [])];
  const status = regions.map(region => region.textContent).join('');
  element.close();
  return { error, text, status, tokens: authorizeToken.tokens };
}

describe('a wrong setting is a named error, on the page and in the event', () => {
  const cases: [string, object, string, string][] = [
    ['no instance', { connectUrl: undefined }, 'invalid-configuration', 'instance'],
    [
      'an instance that is a URL',
      { connectUrl: undefined, instance: 'https://x' },
      'invalid-configuration',
      'instance',
    ],
    ['an http URL', { connectUrl: 'http://bank.example/' }, 'invalid-configuration', 'https://'],
    ['no URL at all', { connectUrl: 'bank' }, 'invalid-configuration', 'connect-url'],
    [
      'an unknown flow',
      { flow: 'conect' },
      'invalid-configuration',
      'flow="conect" is not in this file (it has: connect,',
    ],
    ['an unknown display', { display: 'popup' }, 'invalid-configuration', 'display must be one of'],
    ['an unknown target', { target: 'tab' }, 'invalid-configuration', 'target must be one of popup, page'],
    ['no token', { authorizeToken: undefined }, 'invalid-configuration', 'authorizeToken'],
    [
      'a token function that throws',
      {
        authorizeToken: () => {
          throw new Error('down');
        },
      },
      'token-failed',
      'authorizeToken()',
    ],
    [
      'a token function that returns nothing',
      { authorizeToken: async () => undefined },
      'token-failed',
      'authorizeToken()',
    ],
    ['load-timeout as text', { loadTimeout: Number('soon') }, 'invalid-configuration', 'load-timeout'],
    ['load-timeout 0', { loadTimeout: 0 }, 'invalid-configuration', 'load-timeout'],
    ['a secret in params', { params: { secretKey: 'hush' } }, 'invalid-configuration', 'secretKey'],
    [
      'a secret in a query string',
      { params: 'client_secret=hush' },
      'invalid-configuration',
      'client_secret',
    ],
    ['a token in params', { params: { authorizeToken: 'hush' } }, 'invalid-configuration', 'authorize-token'],
    [
      'a redirect that is not https',
      { redirectUri: 'http://bank.example/' },
      'invalid-configuration',
      'redirect-uri',
    ],
    ...['undefined', 'null', '[object Object]', '{{ hush }}', '<%= hush %>', '${hush}'].map(
      (text): [string, object, string, string] => [
        `a token that reads ${text}`,
        { authorizeToken: text },
        'invalid-configuration',
        'authorize-token looks like a missing value',
      ],
    ),
    [
      'an id of an object',
      { requestId: '[object Object]' },
      'invalid-configuration',
      'request-id looks like',
    ],
    ['Express without its site', { flow: 'express' }, 'invalid-configuration', 'express-url'],
  ];
  for (const [name, set, code, hint] of cases) {
    it(name, async () => {
      const { error, text, status } = await failure(set);
      expect(error).to.include({ code, name: 'FlinksLinkError' });
      expect(error.message).to.contain(hint).and.not.contain('hush');
      expect(error.help).to.match(new RegExp(`/docs/errors/${code}\\.md$`));
      expect(text, 'on the page').to.contain(error.message);
      expect(status, 'to a screen reader').to.not.equal('');
    });
  }

  for (const name of [
    'secret-key',
    'api-key',
    'client-secret',
    'access-token',
    'x-api-key',
    'flinks-auth-key',
  ]) {
    it(`a credential as the attribute ${name}`, async () => {
      const { error, tokens } = await failure({}, element => element.setAttribute(name, 'hush'));
      expect(error.code).to.equal('invalid-configuration');
      expect(error.message).to.contain(name).and.contain('server').and.not.contain('hush');
      expect(tokens).to.deep.equal([]);
    });
  }

  it('but not what others leave in data attributes', async () => {
    const element = await link({ set: { authorizeToken: undefined } });
    element.setAttribute('data-password-manager', 'x');
    element.authorizeToken = tokenFunction({ simulate: 'puppet' });
    if (element.status !== 'ready') await oneEvent(element, 'flinks-ready');
  });

  it('a credential as a property', async () => {
    const { error } = await failure({ clientSecret: 'hush' });
    expect(error.message).to.contain('clientSecret').and.not.contain('hush');
  });

  it('a page with an opaque origin, which no message could be sent to', async () => {
    const script = await (await fetch('/virtual-element.js')).text();
    const frame = document.createElement('iframe');
    frame.sandbox.add('allow-scripts');
    // A module of its own address would need a server that shares it with an opaque origin.
    frame.srcdoc = `<body><script type="module">${script.replaceAll('</script', '<\\/script')}
      const element = document.createElement('flinks-link');
      element.addEventListener('flinks-error', ({ detail }) => parent.postMessage(detail.error.code, '*'));
      element.addEventListener('flinks-ready', () => parent.postMessage('ready', '*'));
      Object.assign(element, { connectUrl: '${connectUrl}', authorizeToken: '' });
      document.body.append(element);
    </script>`;
    const told = messageFrom(() => frame.contentWindow);
    document.body.append(frame);
    const { data } = await told;
    frame.remove();
    expect(data).to.equal('unsupported');
  });

  it('shows an inline mistake in the page as well', async () => {
    const element = await link({ set: { connectUrl: 'http://bank.example/' } });
    if (element.status !== 'failed') await oneEvent(element, 'flinks-error');
    await element.updateComplete;
    expect(element.shadowRoot?.textContent).to.contain('https://');
  });
});

describe('the frame', () => {
  async function address(set: Partial<FlinksLink>, attributes: Record<string, string> = {}) {
    const authorizeToken = tokenFunction({ simulate: 'silent' });
    const element = document.createElement('flinks-link');
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    Object.assign(element, { connectUrl, authorizeToken }, set);
    await fixture(html`${element}`);
    void element.open();
    while (!frameOf(element)) await new Promise(resolve => setTimeout(resolve));
    return {
      element,
      frame: frameOf(element)!,
      token: authorizeToken.tokens[0]!,
    };
  }

  it('has a title, its permissions, a strict referrer policy, no name, no sandbox and no token in any attribute', async () => {
    const { frame, token, element } = await address({});
    expect(frame.title).to.equal('Secure bank sign-in by Flinks');
    expect(frame.allow).to.equal('clipboard-write; fullscreen');
    expect(frame.referrerPolicy).to.equal('strict-origin');
    expect(frame.hasAttribute('name')).to.equal(false);
    expect(frame.hasAttribute('sandbox')).to.equal(false);
    expect(frame.getAttribute('part')).to.equal('frame');
    expect(token).to.match(/./);
    expect(element.shadowRoot?.innerHTML).to.not.contain(token);
  });

  it('takes allow and sandbox from the element', async () => {
    const { frame } = await address({}, { allow: 'camera', sandbox: 'allow-scripts allow-same-origin' });
    expect(frame.allow).to.equal('camera');
    expect(frame.getAttribute('sandbox')).to.equal('allow-scripts allow-same-origin');
  });
});

describe('the language', () => {
  const shown = async (element: FlinksLink) => {
    await element.updateComplete;
    return element.shadowRoot?.querySelector('[part=action]')?.textContent;
  };
  const [english, french] = ['Link your bank account', 'Lier votre compte bancaire'];

  for (const [name, markup, expected] of [
    [
      'is English where nothing says otherwise',
      html`<div lang=""><flinks-link display="dialog"></flinks-link></div>`,
      english,
    ],
    [
      'is that of the nearest lang',
      html`<div lang="fr-CA"><flinks-link display="dialog"></flinks-link></div>`,
      french,
    ],
    [
      'is that of its own lang',
      html`<div lang="en"><flinks-link lang="FR" display="dialog"></flinks-link></div>`,
      french,
    ],
    [
      'is that of language, whatever the page says',
      html`<div lang="en"><flinks-link language="fr" display="dialog"></flinks-link></div>`,
      french,
    ],
    [
      'is English for a language that we do not speak',
      html`<div lang="de"><flinks-link display="dialog"></flinks-link></div>`,
      english,
    ],
  ] as const) {
    it(name, async () => {
      const page = await fixture(markup);
      expect(await shown(page.querySelector<FlinksLink>('flinks-link')!)).to.equal(expected);
    });
  }

  it('is found through shadow roots', async () => {
    const outer = await fixture(html`<div lang="fr"></div>`);
    const element = document.createElement('flinks-link');
    element.display = 'dialog';
    outer.attachShadow({ mode: 'open' }).append(element);
    expect(await shown(element)).to.equal(french);
    // What is around them may speak another language later, with nothing else changed.
    outer.setAttribute('lang', 'en');
    await waitUntil(async () => (await shown(element)) === english);
  });

  it('follows the page, also where a translator has put elements around the text', async () => {
    const page = await fixture(html`<div lang="en"><flinks-link display="dialog"></flinks-link></div>`);
    const element = page.querySelector('flinks-link')!;
    expect(await shown(element)).to.equal(english);
    const button = element.shadowRoot?.querySelector('[part=action]');
    const font = document.createElement('font');
    font.append(...(button?.childNodes ?? []));
    button?.append(font);
    page.setAttribute('lang', 'fr');
    await waitUntil(async () => (await shown(element)) === french);
  });
});

it('the simulator is on another origin than the tests, or nothing here proves anything', () => {
  expect(origins.simulator).to.not.equal(location.origin);
  expect(origins.stranger).to.not.equal(origins.simulator);
});
