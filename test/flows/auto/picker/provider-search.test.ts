import { expect } from '@open-wc/testing';
import { ProviderSearch } from '../../../../src/flows/auto/picker/provider-search.js';
import { providerName, readProviders } from '../../../../src/protocol/providers.js';
import { banks } from '../../../support/banks.js';

/** English names of what is found in a list of names. */
function found(text: string, names: readonly unknown[]): string[] {
  const entries = names.map((name, id) =>
    typeof name === 'object' && name && 'id' in name ? name : { id, name },
  );
  const providers = readProviders(entries)?.providers ?? [];
  return new ProviderSearch(providers)
    .find(text)
    .map(index => (providers[index] ? providerName(providers[index], 'en') : 'none'));
}

const usual = banks.map(({ name, id, country }) => ({ name, id, country }));

describe('search for a bank', () => {
  describe('finds first what people mean by', () => {
    for (const [text, first] of [
      ['desj', 'Desjardins'],
      ['DESJARDINS', 'Desjardins'],
      ['banque nat', 'National Bank'],
      ['nat bank', 'National Bank'],
      ['nationale', 'National Bank'],
      ['bnc', 'National Bank'],
      ['b n c', 'National Bank'],
      ['B.N.C.', 'National Bank'],
      ['nbc', 'National Bank'],
      ['td', 'TD Canada Trust'],
      ['toronto dominion', 'TD Canada Trust'],
      ['rbc', 'RBC Royal Bank'],
      ['royale', 'RBC Royal Bank'],
      ['royal bank of can', 'RBC Royal Bank'],
      ['bmo', 'BMO Bank of Montreal'],
      ['montréal', 'BMO Bank of Montreal'],
      ['montreal', 'BMO Bank of Montreal'],
      ['banque de montreal', 'BMO Bank of Montreal'],
      ['cibc', 'CIBC'],
      ['imperiale', 'Canadian Imperial Bank of Commerce'],
      ['scotia', 'Scotiabank'],
      ['bank of nova', 'Scotiabank'],
      ['laurentienne', 'Laurentian Bank'],
      ['economie', 'Caisse d’économie solidaire'],
      ["caisse d'economie", 'Caisse d’économie solidaire'],
      ['caisse deconomie', 'Caisse d’économie solidaire'],
      ['summitcredit', 'Summit Credit Union'],
      ['summit-credit  union', 'Summit Credit Union'],
      ['credit summit', 'Summit Credit Union'],
    ] as const) {
      it(`“${text}”`, () => expect(found(text, usual)[0]).to.equal(first));
    }
  });

  it('finds a bank by the initials of its name, with and without small words, in both languages', () => {
    const names = [{ en: 'Harbour Bank of the North', fr: 'Banque du Port du Nord' }, 'Unrelated'];
    for (const initials of ['hbn', 'hbotn', 'bpn', 'bdpdn', 'HB']) {
      expect(found(initials, names), initials).to.deep.equal(['Harbour Bank of the North']);
    }
  });

  it('finds the bank by its short form and by its full name, whichever of them it goes by', () => {
    const names = ['Canadian Imperial Bank of Commerce', 'CIBC'];
    expect(found('cibc', names)).to.deep.equal(['CIBC', 'Canadian Imperial Bank of Commerce']);
    expect(found('imperial', names)).to.have.length(2);
    expect(found('impériale de commerce', names)).to.have.length(2);
  });

  it('takes no bank abroad for a Canadian one of a like name', () => {
    const abroad = [{ id: '1', name: 'National Bank of Maine', country: 'US' }];
    expect(found('bnc', abroad)).to.deep.equal([]);
    expect(found('bnc', [{ ...abroad[0], country: 'CA' }])).to.have.length(1);
    expect(found('bnc', ['First National Bank']), 'it does not begin so').to.deep.equal([]);
  });

  it('puts whole names before starts of names, initials, starts of words, and what is inside', () => {
    const names = ['Cabana', 'Union of Banabak', 'Blue Alpine North Atlantic', 'Banana Trust', 'Bana'];
    const ranked = ['Bana', 'Banana Trust', 'Blue Alpine North Atlantic', 'Union of Banabak', 'Cabana'];
    expect(found('bana', names)).to.deep.equal(ranked);
  });

  it('keeps the order of the list among equals', () => {
    const names = ['Credit Union Z', 'Credit Union A', 'Credit Union M'];
    expect(found('credit', names)).to.deep.equal(names);
  });

  it('does not look inside of words for one or two letters', () => {
    expect(found('td', ['Westdale', 'Southdale'])).to.deep.equal([]);
    expect(found('tda', ['Westdale', 'Southdale'])).to.deep.equal(['Westdale']);
  });

  it('reads letters of every kind', () => {
    const names = ['Crédit du Cœur', 'Øresund Bank', 'Łódź Bank', '東京銀行', 'Τράπεζα'];
    for (const [text, name] of [
      ['coeur', 'Crédit du Cœur'],
      ['cœur', 'Crédit du Cœur'],
      ['oresund', 'Øresund Bank'],
      ['lodz', 'Łódź Bank'],
      ['東京', '東京銀行'],
      ['ΤΡΑΠΕΖΑ', 'Τράπεζα'],
    ] as const) {
      expect(found(text, names), text).to.deep.equal([name]);
    }
  });

  it('finds all where nothing was typed that could be in a name', () => {
    for (const text of ['', '  ', '--', '’']) expect(found(text, usual)).to.have.length(usual.length);
  });

  it('finds nothing where nothing fits, and takes a pattern for text', () => {
    for (const text of ['zzz', 'desjardinss', 'td xyz', '.*x'])
      expect(found(text, usual), text).to.deep.equal([]);
    expect(found('.*', usual)).to.have.length(usual.length);
  });
});
