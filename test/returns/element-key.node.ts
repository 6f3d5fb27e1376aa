import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import {
  expectsResponseAt,
  isOnlyMember,
  join,
  leave,
  type Member,
  sharedKey,
} from '../../src/returns/element-key.ts';

const page = new URL('https://shop.example/back');
const member = (key: string, expects = false): Member => ({
  key: () => key,
  expectsResponseAt: url => expects && url.href === page.href,
});

describe('the elements of a document', () => {
  // Only its identity counts.
  let document: Document;
  beforeEach(() => (document = Object.create(null) as Document));

  it('may each be the only one with its key', () => {
    const [bank, card] = [member('bank'), member('card')];
    for (const each of [bank, card]) join(document, each);
    assert.deepEqual([isOnlyMember(document, bank), isOnlyMember(document, card)], [true, true]);
  });

  it('share a key until one of them leaves', () => {
    const [first, second] = [member(''), member('')];
    for (const each of [first, second, member('card')]) join(document, each);
    assert.deepEqual([isOnlyMember(document, first), isOnlyMember(document, second)], [false, false]);
    leave(document, second);
    assert.equal(isOnlyMember(document, first), true);
  });

  it('are asked together whether a response may come to this page', () => {
    assert.equal(expectsResponseAt(document, page), false);
    join(document, member('card'));
    assert.equal(expectsResponseAt(document, page), false);
    join(document, member('bank', true));
    assert.equal(expectsResponseAt(document, page), true);
    assert.equal(expectsResponseAt(document, new URL('/other', page)), false);
  });

  it('know nothing of those of another document', () => {
    const other = Object.create(null) as Document;
    const [bank, same] = [member('bank', true), member('bank')];
    join(document, bank);
    join(other, same);
    assert.equal(isOnlyMember(other, same), true);
    assert.equal(expectsResponseAt(other, page), false);
  });

  it('are told to have an id each where they share a key', () => {
    const error = sharedKey();
    assert.equal(error.code, 'invalid-configuration');
    assert.match(error.message, /share an id or name.*its own id/);
  });
});
