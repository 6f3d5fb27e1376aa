import { describe, it } from 'node:test';
import { expect } from 'chai';
import { providerName, type ReadProvider, readProviders } from '../../src/protocol/providers.ts';

const one = (entry: unknown): ReadProvider | undefined => readProviders([entry])?.providers[0];
const logoOf = (logo: unknown) => one({ id: '1', name: 'Bank', logo })?.logo;
const flowOf = (fields: object) => one({ id: '1', name: 'Bank', ...fields })?.flow;

describe('readProviders', () => {
  describe("Flinks' own JSON", () => {
    it('is read as v1 documents it', () => {
      const v1 = [
        { provider_id: 1000, name: 'Flinks Capital', country: 'CA', scopes: ['ACCOUNT_BASIC'] },
        { provider_id: 2000, name: 'NBC', country: 'CA', scopes: [] },
      ];
      expect(readProviders(v1)).to.deep.equal({
        providers: [
          { id: '1000', name: 'Flinks Capital', country: 'CA', flow: 'outbound' },
          { id: '2000', name: 'NBC', country: 'CA', flow: 'outbound' },
        ],
        unreadable: 0,
      });
    });

    it('is read as the example of v1 prints it', () => {
      expect(readProviders([{ id: 1000, name: 'Flinks Capital' }])?.providers).to.deep.equal([
        { id: '1000', name: 'Flinks Capital', flow: 'outbound' },
      ]);
    });

    for (const [spelling, entry] of Object.entries({
      snake_case: { provider_id: 7, provider_name: 'Lakeside', country_code: 'us', status: 'Activated' },
      camelCase: { providerId: 7, providerName: 'Lakeside', countryCode: 'US', status: 'Activated' },
      PascalCase: { ProviderId: '7', Name: 'Lakeside', Country: 'US', Status: 'Activated' },
      'with the status of a registration': {
        provider_id: 7,
        name: 'Lakeside',
        country: 'US',
        registration_status: 'Activated',
      },
      'with the status of a provider': {
        provider_id: 7,
        displayName: 'Lakeside',
        country: 'US',
        providerStatus: 'Activated',
      },
      'with null before the same by another name': {
        provider_id: null,
        id: 7,
        provider_name: null,
        display_name: 'Lakeside',
        country: 'US',
        status: 'Activated',
      },
      'twice: the first counts': {
        provider_id: 7,
        providerId: 8,
        name: 'Lakeside',
        Name: 'Seaside',
        country: 'US',
        status: 'Activated',
      },
      'with nulls': {
        provider_id: 7,
        id: null,
        name: 'Lakeside',
        country: 'US',
        status: 'Activated',
        logo: null,
      },
    })) {
      it(`is read as v2 may spell it: ${spelling}`, () => {
        expect(one(entry)).to.deep.equal({
          id: '7',
          name: 'Lakeside',
          country: 'US',
          status: 'Activated',
          flow: 'outbound',
        });
      });
    }

    for (const key of ['providers', 'data']) {
      it(`is found in { ${key} }`, () => {
        expect(readProviders({ [key]: [{ id: 1, name: 'B' }], total: 1 })?.providers).to.have.length(1);
      });
    }
  });

  describe('where a bank is linked', () => {
    const cases: [string, object, string][] = [
      ['no status, as in v1', {}, 'outbound'],
      ['Activated', { status: 'Activated' }, 'outbound'],
      ['ACTIVE', { status: 'ACTIVE' }, 'outbound'],
      ['Available', { status: 'Available' }, 'connect'],
      ['PendingActivation', { status: 'PendingActivation' }, 'connect'],
      ['Suspended', { status: 'Suspended' }, 'connect'],
      ['a status that nobody has heard of', { status: 'Inactivated' }, 'connect'],
      ['a status that only begins like an active one', { status: 'Active soon' }, 'connect'],
      ['Suspended, by another name', { providerStatus: 'Suspended' }, 'connect'],
      ['Suspended, by a third name', { registration_status: 'Suspended' }, 'connect'],
      ['a status that is none', { status: { a: 1 } }, 'connect'],
      ['activated, but not for this client', { status: 'Activated', isEnabledForClient: false }, 'connect'],
      ['the same as text', { isEnabledForClient: 'FALSE' }, 'connect'],
      ['a word that only ends with false', { isEnabledForClient: 'not false' }, 'outbound'],
      ['a word that only begins with false', { isEnabledForClient: 'false?' }, 'outbound'],
      ['enabled', { status: 'Activated', isEnabledForClient: true }, 'outbound'],
      ["the host's word against the status", { status: 'Suspended', flow: 'outbound' }, 'outbound'],
      ["the host's word without one", { flow: 'connect' }, 'connect'],
    ];
    for (const [name, fields, expected] of cases) {
      it(`${name}: ${expected}`, () => {
        expect(flowOf(fields)).to.equal(expected);
      });
    }

    it('is not guessed where the host has misspelt it', () => {
      const read = readProviders([{ id: '1', name: 'Bank', flow: 'conect' }]);
      expect(read).to.deep.equal({ providers: [], unreadable: 1 });
    });
  });

  describe('names', () => {
    const cases: [string, object, [string, string] | undefined][] = [
      ['one for both languages', { name: 'CIBC' }, ['CIBC', 'CIBC']],
      [
        'both',
        { name: { en: 'National Bank', fr: 'Banque Nationale' } },
        ['National Bank', 'Banque Nationale'],
      ],
      ['one of them', { name: { fr: 'Banque Nationale' } }, ['Banque Nationale', 'Banque Nationale']],
      ['for Canada', { name: { 'en-CA': 'National', fr_CA: 'Nationale' } }, ['National', 'Nationale']],
      ['beside each other', { nameEn: 'National', name_fr: 'Nationale' }, ['National', 'Nationale']],
      [
        'one of them beside the plain one',
        { name: 'National', name_fr: 'Nationale' },
        ['National', 'Nationale'],
      ],
      ['with blanks around', { name: '  CIBC ' }, ['CIBC', 'CIBC']],
      ['markup, which is text', { name: '<b>Bank</b>' }, ['<b>Bank</b>', '<b>Bank</b>']],
      ['none', {}, undefined],
      ['blank', { name: '  ' }, undefined],
      ['a number', { name: 42 }, undefined],
      ['of two lines', { name: 'a\nb' }, undefined],
      ['of 201 characters', { name: 'x'.repeat(201) }, undefined],
      ['in no language of ours', { name: { de: 'Bank' } }, undefined],
    ];
    for (const [name, fields, expected] of cases) {
      it(name, () => {
        const provider = one({ id: '1', ...fields });
        const names = provider && [providerName(provider, 'en'), providerName(provider, 'fr')];
        expect(names).to.deep.equal(expected);
      });
    }
  });

  describe('ids', () => {
    for (const [name, id, expected] of [
      ['a number', 2000, '2000'],
      ['text', 'rbc', 'rbc'],
      ['of 256 characters', 'x'.repeat(256), 'x'.repeat(256)],
      ['of 257 characters', 'x'.repeat(257), undefined],
      ['with a blank', 'a b', undefined],
      ['empty', '', undefined],
      ['not a number', NaN, undefined],
      ['an object', {}, undefined],
    ] as const) {
      it(name, () => {
        expect(one({ id, name: 'Bank' })).to.deep.equal(
          expected === undefined ? undefined : { id: expected, name: 'Bank', flow: 'outbound' },
        );
      });
    }

    it("are Flinks' where there are two", () => {
      expect(one({ id: 5, provider_id: 2000, name: 'NBC' })?.id).to.equal('2000');
    });
  });

  describe('logos', () => {
    for (const good of [
      'https://cdn.example/rbc.svg?v=1#icon',
      'http://localhost:8080/rbc.png',
      'http://127.0.0.1/rbc.png',
      '/logos/rbc.svg',
      'data:image/svg+xml,%3Csvg/%3E',
      'data:image/png;base64,AAAA',
      `https://cdn.example/${'x'.repeat(2_028)}`,
    ]) {
      it(`from ${good.slice(0, 60)}`, () => {
        expect(logoOf(good)).to.equal(good);
        expect(one({ id: '1', name: 'Bank', logo_url: good })?.logo).to.equal(good);
        expect(one({ id: '1', name: 'Bank', logoUri: good })?.logo).to.equal(good);
      });
    }
    for (const bad of [
      'http://cdn.example/rbc.svg',
      '//cdn.example/rbc.svg',
      '/\\cdn.example/rbc.svg',
      'javascript:alert(1)',
      'java\nscript:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      'data:image,x',
      'data:image/png',
      'javascript:alert(1)//data:image/png;',
      'ftp://localhost/rbc.png',
      'blob:https://h.example/1',
      'file:///etc/passwd',
      'https://user:secret@cdn.example/rbc.svg',
      'rbc.svg',
      `https://cdn.example/${'x'.repeat(2_029)}`,
      `data:image/png;base64,${'A'.repeat(65_536)}`,
      '',
      42,
    ]) {
      it(`not from ${String(bad).slice(0, 60)}, and the bank stays`, () => {
        expect(logoOf(bad)).to.equal(undefined);
        expect(one({ id: '1', name: 'Bank', logo: bad })?.id).to.equal('1');
      });
    }
  });

  it('writes the code of a country in capitals, and anything else as it stands', () => {
    const countryOf = (country: unknown) => one({ id: '1', name: 'Bank', country })?.country;
    expect(['ca', 'Canada', 'c', '', 7].map(countryOf)).to.deep.equal([
      'CA',
      'Canada',
      'c',
      undefined,
      undefined,
    ]);
  });

  it('keeps the order, and the first of those with the same id and flow', () => {
    const read = readProviders([
      { id: 'b', name: 'First' },
      { id: 'a', name: 'A' },
      { id: 'b', name: 'Second' },
      { id: 'b', name: 'By credentials', flow: 'connect' },
    ]);
    expect(read?.providers.map(({ name }) => name)).to.deep.equal(['First', 'A', 'By credentials']);
    expect(read?.unreadable).to.equal(0);
  });

  it('leaves out and counts what cannot be read, and keeps all else', () => {
    const throwing = {
      id: '3',
      get name(): string {
        throw new Error('no');
      },
    };
    const read = readProviders([{ id: '1', name: 'Bank' }, null, 'RBC', 7, [], {}, { id: '2' }, throwing]);
    expect(read?.providers.map(({ id }) => id)).to.deep.equal(['1']);
    expect(read?.unreadable).to.equal(7);
  });

  it('copies known fields only, and freezes them', () => {
    const entry = { id: '1', name: { en: 'A', fr: 'B' }, institution: 42, secret: 's', flow: 'connect' };
    const read = one(entry) ?? expect.fail('it is not read');
    expect(read).to.deep.equal({ id: '1', name: { en: 'A', fr: 'B' }, institution: '42', flow: 'connect' });
    expect([read, read.name].every(part => Object.isFrozen(part))).to.equal(true);
    entry.name.en = 'changed';
    expect(providerName(read, 'en')).to.equal('A');
  });

  it('takes a field whose name has no letters for none that is absent', () => {
    const [bank] = readProviders([{ id: 'b', name: 'Bank', _: 'connect', 2024: 'x' }])!.providers;
    expect(bank).to.deep.equal({ id: 'b', name: 'Bank', flow: 'outbound' });
  });

  it('borrows nothing from prototypes', () => {
    const entry = JSON.parse('{"id":"1","name":"Bank","__proto__":{"logo":"https://cdn.example/x.svg"}}');
    expect(one(entry)).to.deep.equal({ id: '1', name: 'Bank', flow: 'outbound' });
    expect(one(Object.create({ id: '1', name: 'Bank' }))).to.equal(undefined);
  });

  it('reads 20,000 entries, and counts those behind them', () => {
    const entries = Array.from({ length: 20_010 }, (_, id) => ({ id, name: 'Bank' }));
    const read = readProviders(entries);
    expect([read?.providers.length, read?.unreadable]).to.deep.equal([20_000, 10]);
  });

  it('tells a list without an entry from no list', () => {
    expect(readProviders([])).to.deep.equal({ providers: [], unreadable: 0 });
    const method = Object.assign(() => [], { providers: [{ id: 1, name: 'Bank' }] });
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    for (const value of [
      undefined,
      null,
      'x',
      7,
      {},
      { providers: 'x' },
      { error: 'e' },
      () => [],
      method,
      proxy,
    ]) {
      expect(readProviders(value)).to.equal(undefined);
    }
  });
});
