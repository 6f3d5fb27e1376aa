import { expect } from '@open-wc/testing';
import { texts } from '../../../../src/flows/auto/texts.js';
import { readProviders } from '../../../../src/protocol/providers.js';
import { banks, canadianBanks, manyBanks } from '../../../support/banks.js';
import { click, press, type } from '../../../support/input.js';
import {
  active,
  button,
  field,
  focused,
  isSeen,
  listbox,
  names,
  option,
  options,
  picker,
  status,
} from '../../../support/picker.js';
import type { PickerHost } from '../../../support/picker-host.js';

const read = (entries: unknown) => readProviders(entries)?.providers ?? [];
const notListed = 'My bank isn’t listed';
const typed = async (host: PickerHost, text: string) => {
  await type(text);
  await host.updateComplete;
};

describe('the picker of banks', () => {
  describe('is a combobox over an open listbox', () => {
    it('with a name, a state and a list that the field controls', async () => {
      const host = await picker({ list: canadianBanks });
      const input = field(host);
      expect(input.getAttribute('role')).to.equal('combobox');
      expect(input.labels?.[0]?.textContent).to.equal('Choose your bank');
      expect(input.getAttribute('aria-expanded')).to.equal('true');
      expect(input.getAttribute('aria-autocomplete')).to.equal('list');
      expect(input.getAttribute('aria-controls')).to.equal(listbox(host).id);
      expect(listbox(host).getAttribute('aria-label')).to.equal('Banks');
      expect(input.hasAttribute('aria-activedescendant')).to.equal(false);
    });

    it('that is not open while the list is on its way', async () => {
      const input = field(await picker({ list: 'loading' }));
      expect(input.getAttribute('aria-expanded')).to.equal('false');
      expect(input.hasAttribute('aria-controls')).to.equal(false);
    });

    it('whose options say where they stand, “not listed” being the last', async () => {
      const host = await picker({ list: canadianBanks });
      expect(names(host)).to.have.length(13);
      expect(names(host).at(-1)).to.equal(notListed);
      const standing = (name: string) => options(host).map(each => each.getAttribute(name));
      expect(standing('aria-posinset')).to.deep.equal(
        Array.from({ length: 13 }, (_, index) => `${index + 1}`),
      );
      expect(new Set(standing('aria-setsize'))).to.deep.equal(new Set(['13']));
      await typed(host, 'desj');
      expect(names(host)).to.deep.equal(['Desjardins', notListed]);
      expect(standing('aria-posinset')).to.deep.equal(['1', '2']);
      expect(new Set(standing('aria-setsize'))).to.deep.equal(new Set(['2']));
    });

    it('which names another option to a screen reader whenever another bank is the best match', async () => {
      const host = await picker({ list: canadianBanks });
      const ids: (string | null)[] = [];
      for (const letter of 'td') {
        await typed(host, letter);
        ids.push(field(host).getAttribute('aria-activedescendant'));
      }
      await press('Escape');
      await typed(host, 'desj');
      ids.push(field(host).getAttribute('aria-activedescendant'));
      expect(ids[0]).to.equal(ids[1]);
      expect(ids[2]).to.not.equal(ids[0]);
    });
  });

  describe('groups by country', () => {
    const groups = (host: PickerHost) =>
      [...host.renderRoot.querySelectorAll('[role=group]')].map(group => {
        const heading = host.shadowRoot?.getElementById(group.getAttribute('aria-labelledby') ?? '');
        return [heading?.textContent, group.querySelectorAll('[role=option]').length];
      });

    it('where there are several, named in the language of the user', async () => {
      expect(groups(await picker({ list: banks }))).to.deep.equal([
        ['Canada', 12],
        ['United States', 3],
      ]);
      expect(groups(await picker({ list: banks, language: 'fr' }))).to.deep.equal([
        ['Canada', 12],
        ['États-Unis', 3],
      ]);
      expect(groups(await picker({ list: canadianBanks }))).to.deep.equal([]);
    });

    it('with the country of the best match first, and only those that have a match', async () => {
      const host = await picker({ list: banks });
      await typed(host, 'lake');
      expect(groups(host)).to.deep.equal([['United States', 1]]);
      await press('Escape');
      await typed(host, 'summit');
      expect(active(host)).to.equal('Summit Credit Union');
    });

    it('with a heading for those without a country, and countries that are no code as they stand', async () => {
      const list = read([
        { id: 1, name: 'A', country: 'CA' },
        { id: 2, name: 'B' },
        { id: 3, name: 'C', country: 'Atlantis' },
        { id: 4, name: 'D', country: '??' },
      ]);
      expect(groups(await picker({ list })).map(([heading]) => heading)).to.deep.equal([
        'Canada',
        'Other banks',
        'Atlantis',
        '??',
      ]);
    });
  });

  it('shows names in the language of the user, and finds them in both', async () => {
    const host = await picker({ list: canadianBanks, language: 'fr' });
    expect(names(host)).to.include('Banque Nationale').and.not.include('National Bank');
    await typed(host, 'national bank');
    expect(active(host)).to.equal('Banque Nationale');
    host.language = 'en';
    await host.updateComplete;
    expect(active(host)).to.equal('National Bank');
  });

  it('shows whatever a name is made of as text', async () => {
    const name = '<b>Bank</b><img src=x onerror=alert(1)>${1}{{2}}';
    const host = await picker({
      list: read([
        { id: 1, name, country: '<i>CA</i>' },
        { id: 2, name: 'B' },
      ]),
    });
    expect(option(host, name)?.querySelectorAll('b, img')).to.have.length(0);
    expect(listbox(host).textContent).to.include('<i>CA</i>');
  });

  describe('a click', () => {
    it('chooses, inside of the click, and leaves the focus in the field', async () => {
      const host = await picker({ list: canadianBanks });
      let during: string | undefined;
      let chosenDuring: string | undefined;
      const note = (event: Event) =>
        (during = event.eventPhase === Event.CAPTURING_PHASE ? event.type : undefined);
      addEventListener('click', note, true);
      addEventListener('click', note);
      host.onChoose = () => (chosenDuring = during);
      await click(option(host, 'TD Canada Trust')!);
      removeEventListener('click', note, true);
      removeEventListener('click', note);
      expect(host.chosen).to.deep.equal([canadianBanks[2]]);
      expect(chosenDuring).to.equal('click');
      expect(focused(host)).to.equal('field');
    });

    it('on a heading, or beside the options, chooses nothing', async () => {
      const host = await picker({ list: banks });
      await click(host.renderRoot.querySelector('.country')!);
      expect(host.chosen).to.have.length(0);
    });

    it('chooses “not listed” as long as there is a list', async () => {
      const host = await picker({ list: manyBanks(5_000) });
      expect(isSeen(host, option(host, notListed)!), 'it is seen, however long the list').to.equal(true);
      await click(option(host, notListed)!);
      expect(host.chosen).to.deep.equal([undefined]);
    });
  });

  describe('without a list', () => {
    for (const [state, list] of [
      ['loading', 'loading'],
      ['failed', 'failed'],
      ['empty', []],
    ] as const) {
      it(`says so and offers “not listed”: ${state}`, async () => {
        for (const language of ['en', 'fr'] as const) {
          const { picker: said } = texts[language];
          const host = await picker({ list, language });
          expect(host.renderRoot.querySelector('[part=message]')?.textContent).to.equal(said[state]);
          await click(button(host, said.notListed)!);
          expect(host.chosen).to.deep.equal([undefined]);
        }
      });
    }

    it('offers to load it again after a failure', async () => {
      const host = await picker({ list: 'failed' });
      let retries = 0;
      host.onRetry = () => retries++;
      await click(button(host, 'Try again')!);
      expect(retries).to.equal(1);
    });
  });

  it('says that nothing was found, and still offers “not listed”', async () => {
    const host = await picker({ list: canadianBanks });
    await typed(host, 'zzz');
    expect(host.renderRoot.querySelector('[part=message]')?.textContent).to.equal(texts.en.picker.none);
    expect(names(host)).to.deep.equal([notListed]);
    expect(active(host)).to.equal(undefined);
  });

  describe('the focus', () => {
    it('goes to the search field, or to the first button where there is none', async () => {
      expect(focused(await picker({ list: canadianBanks }))).to.equal('field');
      expect(focused(await picker({ list: 'loading' }))).to.equal('field');
      const failed = await picker({ list: 'failed' });
      expect(focused(failed)).to.equal('Try again');
      const empty = await picker({ list: [] });
      expect(focused(empty)).to.equal(notListed);
    });

    it('stays in the field while the list comes, and what was typed ahead is searched for', async () => {
      const host = await picker({ list: 'loading' });
      await typed(host, 'desj');
      host.list = canadianBanks;
      await host.updateComplete;
      expect(focused(host)).to.equal('field');
      expect(field(host).value).to.equal('desj');
      expect(active(host)).to.equal('Desjardins');
    });

    it('goes on to what takes the place of what had it', async () => {
      const host = await picker({ list: 'loading' });
      host.list = 'failed';
      await host.updateComplete;
      expect(focused(host)).to.equal('Try again');
      host.onRetry = () => (host.list = 'loading');
      await press('Enter');
      await host.updateComplete;
      expect(focused(host)).to.equal('field');
    });

    it('is left alone where it is elsewhere', async () => {
      const host = await picker({ list: 'loading' });
      field(host).blur();
      host.list = 'failed';
      await host.updateComplete;
      expect(focused(host)).to.equal(undefined);
    });
  });

  describe('put away and shown again', () => {
    it('keeps what was typed, and finds the way back to what was chosen', async () => {
      const host = await picker({ list: manyBanks(5_000) });
      await typed(host, 'savings');
      for (const key of ['PageDown', 'PageDown', 'PageDown', 'PageDown', 'PageDown', 'Enter'])
        await press(key);
      const chosen = active(host)!;
      host.away = true;
      await host.updateComplete;
      host.away = false;
      await host.updateComplete;
      expect(field(host).value).to.equal('savings');
      expect(active(host)).to.equal(chosen);
      expect(isSeen(host, option(host, chosen)!)).to.equal(true);
    });

    it('has forgotten it after clear()', async () => {
      const host = await picker({ list: canadianBanks });
      await typed(host, 'desj');
      host.away = true;
      await host.updateComplete;
      host.picker.clear();
      host.away = false;
      await host.updateComplete;
      expect(field(host).value).to.equal('');
      expect(names(host)).to.have.length(13);
    });
  });

  describe('tells politely', () => {
    it('how many banks there are, and fit what was typed, in both languages', async () => {
      const heard: Record<string, string[]> = {};
      for (const language of ['en', 'fr'] as const) {
        const host = await picker({ list: 'loading', language });
        const texts = [status(host).textContent];
        const note = async (change: () => unknown) => {
          await change();
          await host.updateComplete;
          texts.push(status(host).textContent);
        };
        await note(() => (host.list = 'failed'));
        await note(() => (host.list = []));
        await note(() => (host.list = manyBanks(5_000)));
        await note(() => (host.list = canadianBanks));
        host.picker.focus();
        await note(() => type('desj'));
        await note(() => type('zzz'));
        await note(() => press('Escape'));
        heard[language] = texts as string[];
      }
      expect(heard).to.deep.equal({
        en: [
          'Loading banks…',
          'We couldn’t load the list of banks.',
          'No banks are available.',
          '5,000 banks',
          '12 banks',
          '1 bank',
          'No banks found. Check the spelling or try a shorter name.',
          '12 banks',
        ],
        fr: [
          'Chargement des institutions…',
          'Impossible de charger la liste des institutions.',
          'Aucune institution n’est disponible.',
          '5\u00a0000 institutions',
          '12 institutions',
          '1 institution',
          'Aucune institution trouvée. Vérifiez l’orthographe ou essayez un nom plus court.',
          '12 institutions',
        ],
      });
    });

    it('in a region that is there before its text, once what was typed is on the screen', async () => {
      const host = await picker({ list: canadianBanks });
      const region = status(host);
      const seen: number[] = [];
      const observer = new MutationObserver(() => seen.push(options(host).length));
      observer.observe(region, { childList: true, characterData: true, subtree: true });
      for (const letter of 'desj') await typed(host, letter);
      observer.disconnect();
      expect(status(host) === region).to.equal(true);
      expect(region.textContent).to.equal('1 bank');
      expect(seen.at(-1), 'the list had been narrowed when it was told').to.equal(2);
      expect(seen.length, 'the same count is told once').to.be.lessThan(4);
    });
  });
});
