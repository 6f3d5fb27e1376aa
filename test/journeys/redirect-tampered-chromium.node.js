import assert from 'node:assert/strict';
import { it } from 'node:test';
import { tamperedJourneys } from './tampered-journeys.js';
import { tamperedReturns } from './tampered-returns.js';

it('is done in at least 40 ways, each another one', () => {
  const asked = {
    state: 'state',
    code: 'code',
    loginId: 'login',
    iss: 'https://bank.example',
    before: undefined,
  };
  const before = { ...asked, state: 'state-before', code: 'code-before' };
  const ways = tamperedReturns.map(([, { answer, later = 0 }]) => answer({ ...asked, before }) + later);
  assert.ok(new Set(ways).size >= 40);
  assert.equal(new Set(ways).size, ways.length);
});

tamperedJourneys('chromium', 'popup');
