import 'axe-core/axe.min.js';
import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import type Axe from 'axe-core';
import type { FlinksLink } from '../../src/element.js';
import { frameOf, link, puppet, say, settled } from '../support/connect.js';
import { skip } from '../support/skip.js';

declare const axe: typeof Axe;

const media = (features: Record<string, string | null>) =>
  executeServerCommand<string[], object>('media', features);

/** Frames of another origin are not axe's to look into here. */
async function violations(element: Element): Promise<string[]> {
  const { violations: found } = await axe.run(element, { iframes: false });
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`);
}

const stop = async (element: FlinksLink) => {
  await element.updateComplete;
  return element;
};

/** Every state that a person can meet, and how to get there. */
const states: Record<string, (set: Partial<FlinksLink>) => Promise<FlinksLink>> = {
  'idle inline': async set => stop(await link({ set: { ...set, authorizeToken: undefined } })),
  'idle dialog': async set => stop(await link({ set: { ...set, display: 'dialog' } })),
  opening: async set => {
    const element = await link({ set: { ...set, authorizeToken: () => new Promise<string>(() => {}) } });
    void element.open();
    return stop(element);
  },
  'loading, slow': async set => {
    const element = await link({ simulate: 'silent', set: { ...set, loadTimeout: 1_500 } });
    await oneEvent(element, 'flinks-notice');
    return stop(element);
  },
  ready: async set => stop(await puppet({ set })),
  'ready in a dialog': async set => stop(await puppet({ set: { ...set, display: 'dialog' } })),
  'a notice in a dialog': async set => {
    const element = await puppet({ set: { ...set, display: 'dialog' } });
    say(element, { step: 'POPUP_BLOCKED' });
    await settled(element);
    return stop(element);
  },
  succeeded: async set => {
    const element = await puppet({ set });
    say(element, { step: 'REDIRECT', loginId: 'l' });
    await oneEvent(element, 'flinks-login');
    return stop(element);
  },
  cancelled: async set => {
    const element = await puppet({ set });
    element.close();
    return stop(element);
  },
  failed: async set => {
    const element = await puppet({ set });
    say(element, { step: 'MAXIMUM_RETRY_REACHED' });
    await oneEvent(element, 'flinks-error');
    return stop(element);
  },
  'failed by a setting, in a dialog': async set => {
    const element = await link({
      set: { ...set, display: 'dialog', connectUrl: 'http://insecure.example/' },
    });
    await element.open().catch(() => {});
    return stop(element);
  },
};

/** What each state tells a screen reader, by its name. */
function heard(element: FlinksLink): string {
  const regions = element.shadowRoot?.querySelectorAll('[role=status]') ?? [];
  return [...regions].map(region => region.textContent).join('');
}

describe('every state', () => {
  afterEach(async () => {
    document.documentElement.style.colorScheme = '';
    await media({ colorScheme: null });
  });

  // Colors do not depend on the language: each of both is seen once.
  for (const [language, colorScheme] of [
    ['en', 'light'],
    ['fr', 'dark'],
  ] as const) {
    it(`passes axe, and is announced politely in words of its own: in ${language}, ${colorScheme}`, async () => {
      document.documentElement.style.colorScheme = 'light dark';
      await media({ colorScheme });
      const texts = new Map<string, string>();
      for (const [name, reach] of Object.entries(states)) {
        const element = await reach({ language });
        texts.set(name, heard(element));
        expect(await violations(element), name).to.deep.equal([]);
        element.remove();
      }
      expect(texts.get('idle inline')).to.equal('');
      for (const name of [
        'opening',
        'loading, slow',
        'ready',
        'succeeded',
        'cancelled',
        'failed',
        'a notice in a dialog',
      ]) {
        expect(texts.get(name), name).to.have.length.greaterThan(5);
      }
      expect(new Set(texts.values()).size).to.be.greaterThan(7);
    }).timeout(60_000);
  }
});

describe('a state is announced', () => {
  it('by a region that is there before its text, inside the dialog while that is open', async () => {
    const element = await link({ set: { display: 'dialog', language: 'en' } });
    const inside = element.shadowRoot?.querySelector('dialog [role=status]');
    const outside = element.shadowRoot?.querySelector(':host > [role=status], [role=status]');
    expect(inside?.textContent).to.equal('');
    expect(outside?.textContent).to.equal('');
    void element.open();
    await oneEvent(element, 'flinks-ready');
    await element.updateComplete;
    expect(inside?.textContent).to.contain('ready');
    say(element, { step: 'REDIRECT', loginId: 'l' });
    await oneEvent(element, 'flinks-login');
    await element.updateComplete;
    expect(inside?.textContent).to.equal('');
    expect(outside?.textContent).to.contain('linked');
  });

  it('as a CSS state as well', async () => {
    const element = await puppet();
    await element.updateComplete;
    expect(element.matches(':state(ready)')).to.equal(true);
    element.close();
    await element.updateComplete;
    expect(element.matches(':state(ready)')).to.equal(false);
    expect(element.matches(':state(cancelled)')).to.equal(true);
  });
});

describe('layout', () => {
  /** A document of its own that is as narrow as a small phone: no engine's window is. */
  async function narrow(
    dir: string,
  ): Promise<{ element: FlinksLink; page: Document; frame: HTMLIFrameElement }> {
    const frame = document.createElement('iframe');
    frame.style.cssText = 'width:320px;height:640px;border:0';
    document.body.append(frame);
    const page = frame.contentDocument!;
    page.documentElement.dir = dir;
    page.documentElement.lang = 'fr';
    page.body.style.margin = '0';
    const script = page.createElement('script');
    script.type = 'module';
    script.src = '/virtual-element.js';
    const loaded = oneEvent(script, 'load');
    page.head.append(script);
    await loaded;
    return { element: page.createElement('flinks-link'), page, frame };
  }

  for (const dir of ['ltr', 'rtl']) {
    it(`fits 320 px without a horizontal scroll bar, ${dir}`, async () => {
      const { element, page, frame } = await narrow(dir);
      page.body.append(element);
      for (const setUp of [
        () => Object.assign(element, { flow: 'conect', instance: 'x', authorizeToken: '' }),
        () => Object.assign(element, { display: 'dialog' }),
      ]) {
        setUp();
        await element.open().catch(() => {});
        await element.updateComplete;
        const { scrollWidth, clientWidth } = page.documentElement;
        expect(scrollWidth).to.be.at.most(clientWidth);
        element.close();
        element.reset();
      }
      frame.remove();
    });
  }

  it('puts the close button at the end of the line, whatever the direction', async () => {
    for (const [dir, side] of [
      ['ltr', 'right'],
      ['rtl', 'left'],
    ] as const) {
      const page = await fixture(html`<div dir=${dir}></div>`);
      const element = await puppet({ set: { display: 'dialog' } });
      element.dir = dir;
      const close = element.shadowRoot?.querySelector('[part=close]')?.getBoundingClientRect() as DOMRect;
      const dialog = element.shadowRoot?.querySelector('dialog')?.getBoundingClientRect() as DOMRect;
      expect(Math.abs(close[side] - dialog[side]), dir).to.be.lessThan(20);
      element.close();
      page.remove();
    }
  });

  it('takes its sizes and colours from custom properties', async () => {
    const element = await puppet();
    element.style.setProperty('--flinks-link-height', '400px');
    element.style.setProperty('--flinks-link-width', '300px');
    element.style.setProperty('--flinks-link-text', 'rgb(1, 2, 3)');
    const panel = element.shadowRoot?.querySelector('.panel') as HTMLElement;
    expect(frameOf(element)?.offsetHeight).to.equal(400);
    expect(panel.offsetWidth).to.equal(300);
    expect(getComputedStyle(panel).color).to.equal('rgb(1, 2, 3)');
  });

  it('keeps the spinner calm where motion is to be reduced', async () => {
    const animation = async () => {
      // A page of its own each time: WebKit settles the media queries of shared style sheets when it loads them.
      const { element, page, frame } = await narrow('ltr');
      Object.assign(element, {
        display: 'dialog',
        connectUrl: '',
        instance: 'x',
        authorizeToken: () => new Promise(() => {}),
      });
      page.body.append(element);
      void element.open();
      await element.updateComplete;
      const spinner = element.shadowRoot?.querySelector('[part=spinner]') as HTMLElement;
      const { animationName } = getComputedStyle(spinner);
      element.close();
      frame.remove();
      return animationName;
    };
    await media({ reducedMotion: 'no-preference' });
    const lively = await animation();
    await media({ reducedMotion: null });
    expect([lively, await animation()]).to.deep.equal(['turn', 'none']);
  });

  it('keeps its borders in forced colours', async function () {
    const unsupported = await media({ forcedColors: 'active' });
    // WebKitGTK has no forced colours.
    if (unsupported.includes('forcedColors')) return skip(this, 'WebKitGTK has no forced colors');
    const element = await puppet({ set: { display: 'dialog' } });
    const dialog = element.shadowRoot?.querySelector('dialog') as HTMLElement;
    expect(getComputedStyle(dialog).borderTopStyle).to.equal('solid');
    element.close();
    await media({ forcedColors: null });
    return undefined;
  });

  it('shows what is slotted in place of its own texts', async () => {
    const element = await puppet();
    element.innerHTML = '<b slot="success">Merci</b><b slot="error">Oups</b><b slot="loading">Un instant</b>';
    say(element, { step: 'REDIRECT', loginId: 'l' });
    await oneEvent(element, 'flinks-login');
    await element.updateComplete;
    const [success, error, loading] = element.children;
    expect([success, error, loading].map(slotted => slotted?.checkVisibility())).to.deep.equal([
      true,
      false,
      false,
    ]);
    element.authorizeToken = '';
    element.reset();
    void element.open();
    await element.updateComplete;
    expect(loading?.checkVisibility()).to.equal(true);
    element.close();
  });
});
