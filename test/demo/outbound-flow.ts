import assert from 'node:assert/strict';
import type { OutboundLink } from '../../demo/server/outbound/outbound-link.ts';
import { BankVisitor } from '../simulator/bank-visitor.ts';
import { given } from '../simulator/simulator-server.ts';
import type { Visitor } from './visitor.ts';

export async function start(browser: Visitor, body: object = {}): Promise<{ url: string; state: string }> {
  const { status, json, text } = await browser.ask('POST', '/api/outbound/start', {
    body: JSON.stringify(body),
  });
  assert.equal(status, 200, text);
  return { url: given(json.url), state: given(json.state) };
}

/** What the backend answers about the accounts. */
export type OutboundAccounts = { institution: string } & Awaited<ReturnType<OutboundLink['accounts']>>;

/** Adds variants to the address that the backend made. */
export function simulated(url: string, simulate: string) {
  const address = new URL(url);
  address.searchParams.set('simulate', simulate);
  return address.href;
}

/** What came back from the bank. */
export async function approve(url: string, simulate = 'auto') {
  return (await new BankVisitor().go(simulated(url, simulate))).answer;
}

/** Hands over an answer as the page does with a `flinks-code` event. */
export function deliver(browser: Visitor, answer: object) {
  const detail = { type: 'code', attemptId: 'one', ...answer };
  return browser.ask('POST', '/api/outbound/code', { body: JSON.stringify(detail) });
}

export async function linkByPage(browser: Visitor, body: object = { providerId: 1000 }) {
  const answer = await approve((await start(browser, body)).url);
  const { status, text } = await deliver(browser, answer);
  assert.equal(status, 204, text);
  return answer;
}
