import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isKnownCode, isKnownStep } from '../../src/protocol/connect-steps.ts';

describe('the steps of Connect', () => {
  it('are known where Flinks documents them, or public code has seen them', () => {
    for (const step of ['APP_MOUNTED', 'COMPONENT_CLOSE_SESSION', 'REDIRECT', 'TOKEN_INVALID', 'RETRY_COUNT'])
      assert.equal(isKnownStep(step), true, step);
  });

  it('are unknown in another spelling, in part, and where a code has the name', () => {
    for (const step of ['app_mounted', 'APP', 'APP_MOUNTED APP_ONLINE', 'R', '', 'INVALID_LOGIN'])
      assert.equal(isKnownStep(step), false, step);
  });
});

describe("Flinks' codes", () => {
  it('are known where Connect shows a screen for them', () => {
    for (const code of ['INVALID_USERNAME', 'SESSION_EXPIRED']) assert.equal(isKnownCode(code), true, code);
  });

  it('are no steps, nor parts of a code', () => {
    for (const code of ['REDIRECT', 'INVALID', 'S', '']) assert.equal(isKnownCode(code), false, code);
  });
});
