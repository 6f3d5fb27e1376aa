import { expect, nextFrame } from '@open-wc/testing';
import { ReturnHandler } from '../../src/returns/return-handler.js';
import { TransactionStore } from '../../src/returns/transactions.js';

describe('a return to a page none of whose flows opens windows', () => {
  const { href, origin, pathname } = location;
  const page = origin + pathname;
  afterEach(() => history.replaceState(null, '', href));

  /** What the element is told of a response at its own redirect page, and the address bar after that. */
  async function told(query: string): Promise<[codes: string[], address: string]> {
    history.replaceState(null, '', page + query);
    const codes: string[] = [];
    const handler = new ReturnHandler({
      transactions: new TransactionStore(),
      isConnected: () => true,
      requestUpdate: () => {},
      isFree: () => true,
      elementKey: () => 'bank',
      hasFlow: () => true,
      expectsResponseAt: () => true,
      expectsConnectState: () => true,
      redirectUri: () => page,
      relay: () => undefined,
      onResponse: () => codes.push('response'),
      onUnmatched: ({ code }) => codes.push(code),
      onRelayed: () => codes.push('relayed'),
    });
    handler.look();
    await nextFrame();
    return [codes, location.href];
  }

  it('leaves a response with a state where it is: another page may wait for it', async () => {
    const query = '?code=c-1&state=of-another-page';
    expect(await told(query)).to.deep.equal([[], page + query]);
  });

  it('takes one with a flinks_state, or with none, off the address bar, and says that nothing waits for it', async () => {
    for (const query of ['?loginId=hush&flinks_state=unknown', '?loginId=hush'])
      expect(await told(query)).to.deep.equal([['state-mismatch'], page]);
  });
});
