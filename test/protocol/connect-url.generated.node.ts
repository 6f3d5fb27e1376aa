import { describe, it } from 'node:test';
import fc from 'fast-check';
import { connectUrl } from '../../src/protocol/connect-url.ts';
import { withFlinksState } from '../../src/protocol/redirect-uri.ts';
import { errorOf } from '../support/error-of.ts';

describe('connectUrl', () => {
  it('gives every generated value back as it was, and never leaves its host', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.string({ unit: 'grapheme', minLength: 1 }),
        (tag, customerName) => {
          const url = connectUrl({ instance: 'toolbox', tag, customerName, authorizeToken: 't' });
          return (
            url.origin === 'https://toolbox-iframe.private.fin.ag' &&
            url.searchParams.get('tag') === tag &&
            url.searchParams.get('customerName') === customerName &&
            [...url.searchParams].length === 3
          );
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('keeps every generated institution inside the path', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), institution => {
        if (/^\.*$/.test(institution))
          return errorOf(() => connectUrl({ instance: 'a', institution })).code === 'invalid-configuration';
        const { origin, pathname, search, hash } = connectUrl({ instance: 'a', institution });
        return (
          origin === 'https://a-iframe.private.fin.ag' &&
          decodeURIComponent(pathname) === `/v2/Credential/${institution}` &&
          !search &&
          !hash
        );
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('withFlinksState', () => {
  it('is read back, whatever the state', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), state => {
        const url = new URL(withFlinksState('https://h.example/?a=b', state));
        return url.searchParams.get('flinks_state') === state && url.searchParams.get('a') === 'b';
      }),
    );
  });
});
