import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { isFlinksLinkError } from '../../src/errors.ts';
import type { Transaction } from '../../src/protocol/transaction.ts';
import { deliver, tellLateConsent } from '../../src/returns/deliver.ts';
import type { FlowContext, FlowEvent } from '../../src/session/flow.ts';

const now = Date.UTC(2026, 8, 1);
const transaction: Transaction = {
  state: 'state-7f3a',
  flow: 'outbound',
  mode: 'page',
  owner: 'bank',
  returnTo: 'https://shop.example/link',
  redirectUri: 'https://shop.example/back?shop=1',
  createdAt: now,
  attemptId: 'attempt',
};
const response = 'https://shop.example/back?shop=1&code=code-91bc&state=state-7f3a';
const refused = 'https://shop.example/back?shop=1&error=access_denied&state=state-7f3a';
const linked = 'https://shop.example/back?shop=1&status=linked&state=state-7f3a';

let reported: FlowEvent[];
const context: FlowContext = {
  attemptId: 'attempt',
  signal: new AbortController().signal,
  released: new AbortController().signal,
  emit: event => reported.push(event) > 0,
};

/** The page is at this address. Of a browser, only the address bar is read and written. */
function visit(href: string): void {
  const location = new URL(href);
  const history = {
    state: null,
    replaceState: (_: unknown, __: string, url: URL) => (location.href = url.href),
  };
  for (const [name, value] of Object.entries({ location, window: { history } }))
    Object.defineProperty(globalThis, name, { value, configurable: true });
}

/** Delivers a response to the page at `href`; without one, to the page that it came back to. */
function deliverTo(answer: string, href = answer, changes: Partial<Transaction> = {}, at = now): void {
  visit(href);
  deliver(context, { url: new URL(answer), transaction: { ...transaction, ...changes } }, at);
}

/** The error with which the session has failed, and nothing else has come. */
function failure() {
  const [event] = reported;
  assert.ok(reported.length === 1 && event?.type === 'fail');
  assert.ok(isFlinksLinkError(event.error), String(event.error));
  return event.error;
}

beforeEach(() => {
  reported = [];
});

describe('a response that is delivered', () => {
  it('succeeds with what it says', () => {
    deliverTo(response);
    assert.deepEqual(reported, [
      { type: 'succeed', result: { type: 'code', code: 'code-91bc', state: 'state-7f3a' } },
    ]);
  });

  it('is a cancel where the user has refused', () => {
    deliverTo(refused);
    assert.deepEqual(reported, [{ type: 'cancel', reason: 'access-denied' }]);
  });

  it('leaves the address bar, with what the redirect URI has itself', () => {
    deliverTo(response);
    assert.equal(location.href, 'https://shop.example/back?shop=1');
  });

  it('leaves the address bar of another page as it is', () => {
    const elsewhere = 'https://shop.example/link?code=of-the-shop';
    deliverTo(response, elsewhere);
    assert.equal(location.href, elsewhere);
    assert.equal(reported[0]?.type, 'succeed');
  });

  it('leaves the address bar even when it is refused', () => {
    deliverTo(response.replace('state=state', 'state=forged'));
    assert.equal(failure().code, 'state-mismatch');
    assert.equal(location.search, '?shop=1');
  });

  it('is refused after 30 minutes, by the time at which it is judged', () => {
    deliverTo(response, response, {}, now + 30 * 60_000);
    assert.equal(reported.pop()?.type, 'succeed');
    deliverTo(response, response, {}, now + 30 * 60_000 + 1);
    assert.equal(failure().code, 'attempt-expired');
  });
});

describe('a response that came to another page than redirect-uri', () => {
  const strayed = response.replace('/back', '/account/back');

  it('is refused, and both paths are named', () => {
    deliverTo(strayed);
    const { code, message } = failure();
    assert.equal(code, 'invalid-return');
    assert.match(message, /\/account\/back.*redirect-uri is \/back\b.*identical/);
    assert.ok(!message.includes('code-91bc') && !message.includes('state-7f3a'));
  });

  it('is refused though the page has cleaned its address since', () => {
    deliverTo(strayed, 'https://shop.example/account/back');
    assert.equal(failure().code, 'invalid-return');
  });

  it("is taken at the element's own page", () => {
    deliverTo(response.replace('/back', '/link'));
    assert.equal(reported[0]?.type, 'succeed');
  });

  it('is taken where the page is another: the callback has handed it over', () => {
    deliverTo(strayed, 'https://shop.example/link');
    assert.equal(reported[0]?.type, 'succeed');
  });
});

describe('a consent after a cancel', () => {
  const tell = (answer: string, changes: Partial<Transaction> = {}) =>
    tellLateConsent(context, { url: new URL(answer), transaction: { ...transaction, ...changes } });
  const notice = { code: 'consent-after-cancel', retryable: false, attemptId: 'attempt' };

  it('is told without its code', () => {
    tell(response);
    assert.deepEqual(reported, [{ type: 'notice', notice }]);
  });

  it('is told with the state where the backend took the redirect, so that it can revoke', () => {
    tell(linked);
    assert.deepEqual(reported, [{ type: 'notice', notice: { ...notice, state: 'state-7f3a' } }]);
  });

  it('is told however late it comes', () => {
    tell(response, { createdAt: 1 });
    assert.equal(reported.length, 1);
  });

  for (const [what, answer] of [
    ['the user has refused', refused],
    ['the bank has refused', refused.replace('access_denied', 'server_error')],
    ['the state is another', response.replace('state=state', 'state=forged')],
  ] as const)
    it(`is none where ${what}`, () => {
      tell(answer);
      assert.deepEqual(reported, []);
    });
});
