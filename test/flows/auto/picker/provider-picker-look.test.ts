import 'axe-core/axe.min.js';
import { expect, oneEvent } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import type Axe from 'axe-core';
import { readProviders } from '../../../../src/protocol/providers.js';
import { banks, canadianBanks, manyBanks } from '../../../support/banks.js';
import { press, type } from '../../../support/input.js';
import {
  button,
  field,
  listbox,
  narrowPage,
  option,
  options,
  picker,
  status,
} from '../../../support/picker.js';
import type { PickerHost } from '../../../support/picker-host.js';
import { skip } from '../../../support/skip.js';
import { waitUntil } from '../../../support/wait-until.js';

declare const axe: typeof Axe;

const media = (features: Record<string, string | null>) =>
  executeServerCommand<string[], object>('media', features);

const read = (entries: unknown) => readProviders(entries)?.providers ?? [];
const dot =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" width="40" height="40"%3E%3Crect width="40" height="40" fill="red"/%3E%3C/svg%3E';
const long = 'Caisse populaire de la Coopérative de services financiers de la vallée de l’Outaouais';

type Setup = Parameters<typeof picker>[0];

/** Every state that a user can meet, and how to get there. */
const states: Record<string, (set: Setup) => Promise<PickerHost>> = {
  loading: set => picker({ ...set, list: 'loading' }),
  failed: set => picker({ ...set, list: 'failed' }),
  empty: set => picker({ ...set, list: [] }),
  'a list': set => picker({ ...set, list: canadianBanks }),
  'several countries, in a dialog': set => picker({ ...set, list: banks, modal: true }),
  'with logos': set => picker({ ...set, list: read([{ id: 1, name: 'A Bank', logo: dot }]) }),
  'a best match': async set => {
    const host = await picker({ ...set, list: banks });
    await type('banque nat');
    return host;
  },
  'nothing found': async set => {
    const host = await picker({ ...set, list: canadianBanks });
    await type('zzz');
    return host;
  },
  'in a long list': async set => {
    const host = await picker({ ...set, list: manyBanks(5_000) });
    for (const key of ['ArrowUp', 'ArrowUp']) await press(key);
    return host;
  },
};

describe('every state of the picker passes axe', () => {
  afterEach(async () => {
    document.documentElement.style.colorScheme = '';
    await media({ colorScheme: null });
  });

  // Colors do not depend on the language: each of both is seen once.
  for (const [language, colorScheme] of [
    ['en', 'light'],
    ['fr', 'dark'],
  ] as const) {
    it(`in ${language}, ${colorScheme}`, async () => {
      document.documentElement.style.colorScheme = 'light dark';
      await media({ colorScheme });
      for (const [name, reach] of Object.entries(states)) {
        const host = await reach({ language });
        await host.updateComplete;
        const { violations } = await axe.run(host);
        const found = violations.map(
          ({ id, nodes }) =>
            `${id}: ${nodes.map(node => `${node.html} ${node.failureSummary ?? ''}`).join(' ')}`,
        );
        expect(found, name).to.deep.equal([]);
        host.remove();
      }
    }).timeout(60_000);
  }
});

describe('logos', () => {
  const logo = (host: PickerHost, name: string) => option(host, name)?.querySelector('.logo') as HTMLElement;
  const image = (host: PickerHost, name: string) => logo(host, name).querySelector('img');
  const isShown = (img: HTMLImageElement | null) => !!img && getComputedStyle(img).opacity === '1';

  it('are images that tell other sites nothing and keep their size', async () => {
    const host = await picker({ list: read([{ id: 1, name: 'A Bank', logo: dot }]) });
    const img = image(host, 'A Bank')!;
    const attributes = ['alt', 'width', 'height', 'loading', 'decoding', 'referrerpolicy'];
    expect(attributes.map(name => img.getAttribute(name))).to.deep.equal([
      '',
      '40',
      '40',
      'lazy',
      'async',
      'no-referrer',
    ]);
    await waitUntil(() => isShown(img), 'the logo');
    expect([img.offsetWidth, img.offsetHeight]).to.deep.equal([40, 40]);
    expect(logo(host, 'A Bank').getAttribute('aria-hidden')).to.equal('true');
  });

  it('have letters in their place, until they are there and where there are none', async () => {
    const letters: Record<string, string> = {
      'RBC Royal Bank': 'RBC',
      'TD Canada Trust': 'TD',
      CIBC: 'CIBC',
      Desjardins: 'D',
      'Caisse d’économie solidaire': 'C',
      'Bank of the North': 'BN',
      motusbank: 'M',
      'Énergie Crédit': 'ÉC',
      東京銀行: '東',
      '…': '',
    };
    const names = Object.keys(letters);
    const host = await picker({ list: read(names.map((name, id) => ({ id, name }))) });
    expect(names.map(name => logo(host, name).textContent)).to.deep.equal(Object.values(letters));
  });

  it('leave the letters where an image cannot be had, and are not asked for again', async () => {
    const missing = new URL('/no-such-logo.png', location.href).pathname;
    const host = await picker({
      list: read([
        { id: 1, name: 'Good Bank', logo: dot },
        { id: 2, name: 'Missing Bank', logo: missing },
      ]),
    });
    const img = image(host, 'Missing Bank')!;
    await oneEvent(img, 'error');
    expect(isShown(img)).to.equal(false);
    expect(logo(host, 'Missing Bank').textContent).to.equal('MB');
    await type('missing');
    await host.updateComplete;
    expect(!!image(host, 'Missing Bank')).to.equal(false);
  });

  it('of one bank never stand beside the name of another', async () => {
    const host = await picker({
      list: read([
        { id: 1, name: 'First Bank', logo: dot },
        { id: 2, name: 'Second Bank', logo: `${dot}#2` },
      ]),
    });
    const first = image(host, 'First Bank')!;
    await waitUntil(() => isShown(first), 'the logo');
    await type('second');
    await host.updateComplete;
    const second = image(host, 'Second Bank')!;
    expect(second === first).to.equal(false);
    expect(second.src).to.equal(`${dot}#2`);
  });

  it('are done without where the policy of the page forbids them, which forbids no style either', async () => {
    // By name, as Firefox takes 'self' in a frame without an address for none.
    const self = location.origin;
    const { page, host, done } = await narrowPage(
      `default-src 'none'; script-src ${self}; style-src ${self}`,
    );
    const violations: string[] = [];
    page.addEventListener('securitypolicyviolation', event => violations.push(event.effectiveDirective));
    host.list = [...read([{ id: 'x', name: 'Logo Bank', logo: dot }]), ...manyBanks(100)];
    await host.updateComplete;
    await waitUntil(() => violations.length, 'the refusal');
    expect(new Set(violations)).to.deep.equal(new Set(['img-src']));
    expect(logo(host, 'Logo Bank').textContent).to.equal('LB');
    expect(isShown(image(host, 'Logo Bank'))).to.equal(false);
    expect(host.renderRoot.querySelectorAll('[style], style')).to.have.length(0);
    const { overflowY } = page.defaultView!.getComputedStyle(listbox(host));
    expect(overflowY, 'the styles are there').to.equal('auto');
    done();
  });
});

describe('layout of the picker', () => {
  for (const dir of ['ltr', 'rtl']) {
    for (const zoom of [100, 200]) {
      it(`fits 320 px without a horizontal scroll bar, ${dir}, text at ${zoom} %`, async () => {
        const { page, host, done } = await narrowPage();
        page.documentElement.dir = dir;
        page.documentElement.style.fontSize = `${zoom}%`;
        for (const list of ['loading', 'failed', [], read([{ id: 1, name: long }]), banks] as const) {
          for (const modal of [false, true]) {
            Object.assign(host, { list, modal, language: 'fr' });
            await host.updateComplete;
            if (modal) host.dialog.show();
            const scrolls = [
              page.documentElement,
              ...host.renderRoot.querySelectorAll('[role=listbox], .stage'),
            ];
            for (const { scrollWidth, clientWidth } of scrolls)
              expect(scrollWidth).to.be.at.most(clientWidth);
            host.dialog.close();
          }
        }
        done();
      });
    }
  }

  it('shows long names whole', async () => {
    const { page, host, done } = await narrowPage();
    host.list = read([
      { id: 1, name: long },
      { id: 2, name: 'x'.repeat(200) },
    ]);
    await host.updateComplete;
    for (const name of host.renderRoot.querySelectorAll<HTMLElement>('[role=option] .name')) {
      expect(name.scrollWidth).to.be.at.most(name.clientWidth);
      expect(name.scrollHeight).to.be.at.most(name.clientHeight);
    }
    expect(page.documentElement.scrollWidth).to.be.at.most(320);
    done();
  });

  it('has targets that a thumb can hit', async () => {
    const hit = (host: PickerHost) => [
      ...options(host),
      ...host.renderRoot.querySelectorAll<HTMLElement>('input, button'),
    ];
    const host = await picker({ list: canadianBanks });
    await type('b');
    await host.updateComplete;
    const targets = [...hit(host), ...hit(await picker({ list: 'failed' })), ...hit(await picker())];
    expect(targets.length).to.be.greaterThan(10);
    for (const each of hit(await picker({ list: banks, modal: true }))) targets.push(each);
    for (const each of targets.filter(({ isConnected }) => isConnected)) {
      const { width, height } = each.getBoundingClientRect();
      expect(Math.min(width, height), each.outerHTML).to.be.at.least(44);
    }
  });

  it('stays usable in a dialog on a small screen', async () => {
    const { host, done } = await narrowPage();
    Object.assign(host, { list: banks, modal: true, language: 'fr' });
    await host.updateComplete;
    host.dialog.show();
    const dialog = host.renderRoot.querySelector('dialog')?.getBoundingClientRect() as DOMRect;
    const last = options(host).at(-1)?.getBoundingClientRect() as DOMRect;
    expect(last.bottom).to.be.at.most(dialog.bottom);
    expect(field(host).getBoundingClientRect().top).to.be.at.least(dialog.top);
    expect(listbox(host).clientHeight).to.be.greaterThan(150);
    done();
  });

  it('names its parts', async () => {
    const host = await picker({ list: canadianBanks });
    const parts = (name: string) => host.renderRoot.querySelectorAll(`[part=${name}]`).length;
    expect([parts('picker'), parts('search'), parts('option')]).to.deep.equal([1, 1, 13]);
    const loading = await picker();
    expect(loading.renderRoot.querySelectorAll('[part=option], [part=message]')).to.have.length(2);
  });

  it('puts the marks on the other side where people read from the right', async () => {
    const host = await picker({ list: canadianBanks });
    host.dir = 'rtl';
    await type('d');
    await host.updateComplete;
    const box = field(host).getBoundingClientRect();
    const clear = button(host, 'Clear search')?.getBoundingClientRect() as DOMRect;
    expect(clear.left - box.left).to.be.within(0, 8);
    const [first] = options(host);
    const mark = first?.querySelector('.logo')?.getBoundingClientRect() as DOMRect;
    expect(mark.left).to.be.greaterThan(
      (first?.querySelector('.name')?.getBoundingClientRect() as DOMRect).left,
    );
  });

  it('lets the live region be heard and not seen', async () => {
    const host = await picker({ list: canadianBanks });
    const { width, height } = status(host).getBoundingClientRect();
    expect([width, height]).to.deep.equal([1, 1]);
  });

  it('keeps rows that are on their way calm where motion is to be reduced', async () => {
    const animation = async () => {
      // A page of its own each time: WebKit settles the media queries of shared style sheets when it loads them.
      const { page, host, done } = await narrowPage();
      await host.updateComplete;
      const bone = host.renderRoot.querySelector('.bone')!;
      const { animationName } = page.defaultView!.getComputedStyle(bone);
      done();
      return animationName;
    };
    await media({ reducedMotion: 'no-preference' });
    const lively = await animation();
    await media({ reducedMotion: null });
    expect([lively, await animation()]).to.deep.equal(['fade', 'none']);
  });

  it('shows where one is in forced colours', async function () {
    const unsupported = await media({ forcedColors: 'active' });
    // WebKitGTK has no forced colours.
    if (unsupported.includes('forcedColors')) return skip(this, 'WebKitGTK has no forced colors');
    const host = await picker({ list: canadianBanks });
    await press('ArrowDown');
    await host.updateComplete;
    const [here, other] = options(host).map(each => getComputedStyle(each));
    expect(here?.backgroundColor).to.not.equal(other?.backgroundColor);
    expect(here?.outlineStyle).to.equal('solid');
    await media({ forcedColors: null });
    return undefined;
  });
});
