import { describe, it } from 'node:test';
import fc from 'fast-check';
import { outboundUrl, readAuthorize } from '../../src/protocol/authorize-url.ts';

describe('a generated URL of Outbound', () => {
  it('is read back by readAuthorize: the same state, the same redirect_uri', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 50 });
    const state = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1_024 });
    fc.assert(
      fc.property(state, text, text, text, text, (given, clientId, scope, providerId, query) => {
        // A "#" would be a fragment, which is refused.
        const redirectUri = `HTTPS://h.example:443/ä?${query.replaceAll('#', '')}`;
        const url = outboundUrl(
          { outboundUrl: 'https://ob.example', clientId, scope, providerId, redirectUri },
          given,
        );
        const read = readAuthorize(url.href);
        return (
          read.state === given &&
          read.redirectUri === redirectUri &&
          read.url.href === url.href &&
          url.searchParams.get('client_id') === clientId &&
          url.searchParams.get('scope') === scope &&
          url.searchParams.get('provider_id') === providerId &&
          !url.search.includes('+')
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
