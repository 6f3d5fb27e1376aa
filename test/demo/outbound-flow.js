import assert from 'node:assert/strict';

import { BankVisitor } from '../simulator/bank-visitor.js';

/** @typedef {import('./visitor.js').Visitor} Visitor */

/** @param {Visitor} browser @param {object} [body] @returns {Promise<{ url: string, state: string }>} */
export async function start(browser, body = {}) {
  const { status, json, text } = await browser.ask('POST', '/api/outbound/start', {
    body: JSON.stringify(body),
  });
  assert.equal(status, 200, text);
  return json;
}

/** Adds variants to the address that the backend made. @param {string} url @param {string} simulate */
export function simulated(url, simulate) {
  const address = new URL(url);
  address.searchParams.set('simulate', simulate);
  return address.href;
}

/** What came back from the bank. @param {string} url @param {string} [simulate] */
export async function approve(url, simulate = 'auto') {
  return (await new BankVisitor().go(simulated(url, simulate))).answer;
}

/** Hands over an answer as the page does with a `flinks-code` event. @param {Visitor} browser @param {object} answer */
export function deliver(browser, answer) {
  const detail = { type: 'code', attemptId: 'one', ...answer };
  return browser.ask('POST', '/api/outbound/code', { body: JSON.stringify(detail) });
}

/** @param {Visitor} browser @param {object} [body] */
export async function linkByPage(browser, body = { providerId: 1000 }) {
  const answer = await approve((await start(browser, body)).url);
  const { status, text } = await deliver(browser, answer);
  assert.equal(status, 204, text);
  return answer;
}
