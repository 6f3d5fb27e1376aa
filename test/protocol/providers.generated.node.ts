import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { providerName, readProviders } from '../../src/protocol/providers.ts';

describe('readProviders', () => {
  it('never throws, and hands on nothing of the wrong kind, whatever it is given', () => {
    const scalar = fc.oneof(
      fc.string(),
      fc.double(),
      fc.constantFrom(
        'CA',
        'Activated',
        'connect',
        'https://a.example/',
        '/a',
        'data:image/png,',
        null,
        true,
      ),
    );
    const entry = fc.dictionary(
      fc.constantFrom(
        ...'id provider_id name Name nameFr country status flow logo institution __proto__ toString'.split(
          ' ',
        ),
      ),
      fc.oneof(scalar, fc.dictionary(fc.constantFrom('en', 'fr'), scalar), fc.anything()),
    );
    const likely = fc
      .tuple(fc.record({ id: fc.integer({ min: 0 }), name: fc.string({ minLength: 1 }) }), entry)
      .map(([sound, more]) => ({ ...more, ...sound }));
    let read = 0;
    fc.assert(
      fc.property(fc.array(fc.oneof(entry, likely, fc.anything()), { maxLength: 5 }), entries => {
        const result = readProviders(entries);
        expect(result).to.not.equal(undefined);
        for (const provider of result?.providers ?? []) {
          read++;
          const { id, name, flow, logo, country, status, institution } = provider;
          expect(id).to.match(/^\S{1,256}$/);
          expect(flow).to.be.oneOf(['outbound', 'connect']);
          for (const language of ['en', 'fr'] as const)
            expect(providerName(provider, language).trim()).to.have.length.within(1, 200);
          expect(name).to.satisfy(
            (given: typeof name) => typeof given === 'string' || Object.keys(given).length === 2,
          );
          for (const field of [logo, country, status, institution])
            expect(field === undefined || typeof field === 'string').to.equal(true);
          if (logo) expect(logo).to.match(/^(https:|http:\/\/(localhost|127)|\/(?![/\\])|data:image\/)/);
        }
        expect((result?.providers.length ?? 0) + (result?.unreadable ?? 0)).to.be.at.most(entries.length);
      }),
      { numRuns: 500 },
    );
    expect(read, 'many could be read').to.be.greaterThan(100);
  });
});
