import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type eventTypes, factsOf } from '../../demo/pages/assets/timeline-entry.ts';

/** A detail of every event with all that it may hold, and what of it is a secret or an id. */
const secret = 'a-secret';
const details = {
  'flinks-ready': null,
  'flinks-notice': { code: 'slow', retryable: true },
  'flinks-close-request': { source: 'button' },
  'flinks-fallback': { from: 'outbound', to: 'connect', reason: 'server_error' },
  'flinks-cancel': { type: 'cancel', reason: 'closed', attemptId: secret },
  'flinks-login': {
    type: 'login',
    flow: 'connect',
    loginId: secret,
    institution: 'FlinksCapital',
    requestId: secret,
    accountIds: [secret, secret],
    tag: secret,
    state: secret,
    attemptId: secret,
  },
  'flinks-code': {
    type: 'code',
    code: secret,
    state: secret,
    iss: secret,
    providerId: '1000',
    correlationId: secret,
    redirectUri: secret,
    attemptId: secret,
  },
  'flinks-linked': { type: 'linked', state: secret, attemptId: secret },
  'flinks-handoff': { type: 'handoff', flow: 'express', attemptId: secret },
  'flinks-step': { step: 'SUBMIT_MFA', requestId: secret, mfaTypes: ['QuestionAndAnswer'] },
  'flinks-error': { error: { code: 'authorization-failed', message: secret, cause: { error: secret } } },
  'flinks-navigate': { target: 'popup', url: Promise.resolve(secret) },
} satisfies Record<(typeof eventTypes)[number], object | null>;

for (const [type, detail] of Object.entries(details))
  test(`shows no id and no secret of ${type}`, () => {
    const facts = factsOf(type, detail);
    assert.ok(!JSON.stringify(facts).includes(secret), JSON.stringify(facts));
  });

test('shows what tells a developer something', () => {
  assert.deepEqual(factsOf('flinks-login', details['flinks-login']).slice(0, 3), [
    { name: 'flow', value: 'connect' },
    { name: 'loginId', value: null },
    { name: 'institution', value: 'FlinksCapital' },
  ]);
  assert.deepEqual(factsOf('flinks-notice', { code: 'popup-blocked', retryable: false }), [
    { name: 'code', value: 'popup-blocked' },
    { name: 'retryable', value: 'false' },
  ]);
  assert.deepEqual(factsOf('flinks-error', details['flinks-error']), [
    { name: 'code', value: 'authorization-failed' },
  ]);
  assert.deepEqual(factsOf('flinks-ready', null), []);
});

test('hides what it does not know', () => {
  assert.deepEqual(factsOf('flinks-new', { answer: secret }), [{ name: 'answer', value: null }]);
});
