import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseConnectMessage } from '../../src/protocol/connect-message.ts';

/** Whether a field holds the id, as text or as a number. */
const isWritten = (value: unknown, id: string) =>
  value === id || (Number.isSafeInteger(value) && String(value) === id);

describe('parseConnectMessage', () => {
  it('never throws and never accepts what is not there, for 10,000 generated messages', () => {
    const word = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc.constantFrom('REDIRECT', 'ACCOUNT_SELECTED', 'loginId'),
    );
    const value = fc.oneof(word, fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }));
    const message = fc.dictionary(
      fc.oneof(
        fc.constantFrom(
          'step',
          'flinksCode',
          'loginId',
          'url',
          'accountId',
          'institution',
          'requestId',
          'tag',
          '__proto__',
        ),
        word,
      ),
      value,
      { maxKeys: 8 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          message,
          message.map(m => {
            try {
              return JSON.stringify(m);
            } catch {
              return m;
            }
          }),
          value,
        ),
        payload => {
          const parsed = parseConnectMessage(payload);
          if (parsed?.type !== 'login') return true;
          const source: unknown = typeof payload === 'string' ? JSON.parse(payload) : payload;
          if (typeof source !== 'object' || !source || !('step' in source)) return false;
          return (
            source.step === 'REDIRECT' &&
            (('loginId' in source && isWritten(source.loginId, parsed.login.loginId)) ||
              ('url' in source && typeof source.url === 'string'))
          );
        },
      ),
      { numRuns: 10_000 },
    );
  });
});
