import { expect, nextFrame } from '@open-wc/testing';
import { providerName, readProviders } from '../../../../src/protocol/providers.js';
import { manyBanks } from '../../../support/banks.js';
import { press, type } from '../../../support/input.js';
import {
  active,
  field,
  isSeen,
  listbox,
  nameOf,
  narrowPage,
  option,
  options,
  picker,
} from '../../../support/picker.js';
import type { PickerHost } from '../../../support/picker-host.js';
import { skip } from '../../../support/skip.js';
import { waitUntil } from '../../../support/wait-until.js';

const five = manyBanks(5_000);
const list = readProviders(five.map(({ id, name }) => ({ id, name })))?.providers ?? [];
const nameAt = (position: number) => {
  const provider = list[position];
  return provider ? providerName(provider, 'en') : 'My bank isn’t listed';
};
const position = (each: Element) => Number(each.getAttribute('aria-posinset')) - 1;
const notListed = (host: PickerHost) => options(host).at(-1)!;

/** The option in the middle of what can be seen. */
function inTheMiddle(host: PickerHost): Element | undefined {
  const { left, top, width, height } = listbox(host).getBoundingClientRect();
  const hit = host.shadowRoot?.elementFromPoint(left + width / 2, top + height / 2);
  return hit?.closest('[role=option]') ?? undefined;
}

const scrollTo = async (host: PickerHost, top: number) => {
  listbox(host).scrollTop = top;
  await waitUntil(() => inTheMiddle(host), 'an option where it was scrolled to');
};

describe('a list of 5,000 banks', () => {
  it('has few of its rows in the page, and says of how many', async () => {
    const host = await picker({ list });
    expect(options(host).length).to.be.within(20, 100);
    expect(new Set(options(host).map(each => each.getAttribute('aria-setsize')))).to.deep.equal(
      new Set(['5001']),
    );
    expect(options(host).slice(0, 20).map(position)).to.deep.equal([...list.keys()].slice(0, 20));
  });

  it('has the height of all of them, within a hundredth', async () => {
    const host = await picker({ list });
    const row = option(host, nameAt(0))?.offsetHeight ?? 0;
    expect(listbox(host).scrollHeight / (row * 5_001)).to.be.within(0.99, 1.01);
  });

  it('shows what is scrolled to, in its place, and lets go of what is left behind', async () => {
    const host = await picker({ list });
    for (const share of [0.5, 0.98, 0.2, 0]) {
      await scrollTo(host, listbox(host).scrollHeight * share);
      await nextFrame();
      const middle = inTheMiddle(host)!;
      expect(nameOf(middle)).to.equal(nameAt(position(middle)));
      expect(position(middle) / 5_001).to.be.within(share - 0.01, share + 0.01);
      const shown = options(host).map(position);
      expect(shown, 'in order').to.deep.equal([...shown].sort((a, b) => a - b));
      for (const each of options(host)) expect(nameOf(each)).to.equal(nameAt(position(each)));
      await waitUntil(() => options(host).length <= 100, 'few rows again');
    }
  });

  it('goes through all of them without a gap', async () => {
    const host = await picker({ list: list.slice(0, 300) });
    const seen = new Set<number>();
    for (let top = 0; seen.size < 300; top += 200) {
      await scrollTo(host, top);
      for (const each of options(host))
        if (isSeen(host, each) && each !== notListed(host)) seen.add(position(each));
      expect(top, 'has come to the end').to.be.below(listbox(host).scrollHeight);
    }
    expect([...seen].sort((a, b) => a - b)).to.deep.equal([...Array(300).keys()]);
  });

  describe('by keyboard', () => {
    const at = async (host: PickerHost, ...keys: string[]) => {
      for (const key of keys) {
        await press(key);
        await host.updateComplete;
      }
      const name = active(host);
      const here = options(host).find(each => each.id === field(host).getAttribute('aria-activedescendant'));
      expect(here && isSeen(host, here), `${name} can be seen`).to.equal(true);
      return name;
    };

    it('comes to its ends at once, and sees where it is', async () => {
      const host = await picker({ list });
      expect(await at(host, 'ArrowUp')).to.equal(nameAt(5_000));
      expect(await at(host, 'ArrowUp')).to.equal(nameAt(4_999));
      expect(await at(host, 'ArrowUp')).to.equal(nameAt(4_998));
      expect(await at(host, 'Home')).to.equal(nameAt(0));
      expect(await at(host, 'End')).to.equal(nameAt(5_000));
      expect(await at(host, 'PageUp')).to.equal(nameAt(4_990));
    });

    it('goes from row to row across what is not in the page yet', async () => {
      const host = await picker({ list });
      await at(host, 'ArrowDown');
      for (let page = 1; page <= 9; page++) expect(await at(host, 'PageDown')).to.equal(nameAt(page * 10));
      for (let step = 1; step <= 12; step++) expect(await at(host, 'ArrowDown')).to.equal(nameAt(90 + step));
      for (let step = 1; step <= 3; step++) expect(await at(host, 'ArrowUp')).to.equal(nameAt(102 - step));
    });

    it('keeps the option in the page that it is at, wherever the list is scrolled to', async () => {
      const host = await picker({ list });
      await at(host, 'ArrowDown', 'ArrowDown');
      await scrollTo(host, listbox(host).scrollHeight / 2);
      await waitUntil(() => !option(host, nameAt(30)), 'the beginning was let go of');
      expect(active(host)).to.equal(nameAt(1));
      expect(await at(host, 'ArrowDown')).to.equal(nameAt(2));
    });

    it('is not hidden under the heading of a country, nor under the last option', async () => {
      const host = await picker({ list: five });
      const covered = () => {
        const here = option(host, active(host)!)?.getBoundingClientRect() as DOMRect;
        const covers = [notListed(host), ...host.renderRoot.querySelectorAll('.country')];
        return covers.some(cover => {
          const { top, bottom } = cover.getBoundingClientRect();
          return top < here.bottom - 1 && bottom > here.top + 1;
        });
      };
      for (const key of ['ArrowDown', ...Array(12).fill('ArrowDown'), ...Array(12).fill('ArrowUp')]) {
        await at(host, key);
        expect(covered(), `after ${key}: ${active(host)}`).to.equal(false);
      }
    });
  });

  it('begins at its top whenever something else was found', async () => {
    const host = await picker({ list });
    await scrollTo(host, listbox(host).scrollHeight / 2);
    await type('savings');
    await host.updateComplete;
    expect(listbox(host).scrollTop).to.equal(0);
    expect(isSeen(host, option(host, active(host)!)!)).to.equal(true);
    expect(options(host).length).to.be.within(20, 100);
  });

  it('keeps the search field and the last option in sight', async () => {
    const host = await picker({ list });
    const height = host.offsetHeight;
    for (const text of ['savings', 'zzz']) {
      await type(text);
      await host.updateComplete;
      expect(isSeen(host, notListed(host))).to.equal(true);
      expect(host.offsetHeight, 'nothing jumps').to.equal(height);
    }
  });

  it('does not jump where names take several lines', async function () {
    // Only then do blocks that are let go of keep the height that they had.
    if (!CSS.supports('content-visibility', 'hidden'))
      return skip(this, 'the engine has no content-visibility');
    const { host, done } = await narrowPage();
    const long = 'Caisse populaire de la Coopérative de services financiers de la vallée';
    host.list =
      readProviders([...Array(400).keys()].map(id => ({ id, name: `${long} ${id}` })))?.providers ?? [];
    await host.updateComplete;
    const first = host.renderRoot.querySelector<HTMLElement>('.block');
    const height = first?.offsetHeight ?? 0;
    for (let top = 0; top < 20_000; top += 300) await scrollTo(host, top);
    const here = inTheMiddle(host)!;
    const before = here.getBoundingClientRect().top;
    await waitUntil(() => !host.renderRoot.querySelector('#bank-0'), 'the beginning was let go of');
    await nextFrame();
    expect(here.getBoundingClientRect().top).to.be.closeTo(before, 1);
    expect(height, 'several lines are higher than one').to.be.greaterThan(20 * 56 * 1.2);
    expect(first?.offsetHeight, 'the place that it keeps').to.equal(height);
    done();
    return undefined;
  });

  it('is seen again after it was out of the document', async () => {
    const host = await picker({ list });
    host.remove();
    document.body.append(host);
    await host.updateComplete;
    await scrollTo(host, listbox(host).scrollHeight / 2);
    expect(position(inTheMiddle(host)!)).to.be.greaterThan(2_000);
  });
});
