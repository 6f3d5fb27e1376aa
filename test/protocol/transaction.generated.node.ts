import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseTransaction, serializeTransaction, type Transaction } from '../../src/protocol/transaction.ts';

const transaction: Transaction = {
  state: 's-1',
  flow: 'outbound',
  mode: 'page',
  owner: 'bank',
  returnTo: 'https://h.example/link?step=2#form',
  createdAt: Date.UTC(2026, 8, 1),
  redirectUri: 'https://h.example/back',
  attemptId: 'a-1',
};
const optional = ['providerId', 'correlationId', 'issuer', 'tag', 'sentRedirectUri', 'answer'];
const names = [...Object.keys(transaction), ...optional];

describe('parseTransaction', () => {
  it('never throws, and gives only attempts that it would read again', () => {
    const value = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.constantFrom('connect', 'popup', transaction.returnTo),
      fc.jsonValue(),
    );
    const changes = fc.dictionary(fc.constantFrom(...names, '__proto__', 'other'), value);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          changes.map(some => JSON.stringify({ ...transaction, ...some })),
        ),
        text => {
          const attempt = parseTransaction(text);
          return (
            !attempt ||
            (Object.keys(attempt).every(name => names.includes(name)) &&
              JSON.stringify(parseTransaction(serializeTransaction(attempt))) === JSON.stringify(attempt))
          );
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('reads back whatever a host may have set', () => {
    const anyText = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(
        fc.record({
          owner: anyText,
          providerId: anyText,
          correlationId: anyText,
          issuer: anyText,
          tag: anyText,
        }),
        settings => {
          const read = parseTransaction(serializeTransaction({ ...transaction, ...settings }));
          return Object.entries(settings).every(([name, text]) => read && Reflect.get(read, name) === text);
        },
      ),
    );
  });
});
