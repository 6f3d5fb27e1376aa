import { expect, oneEvent } from '@open-wc/testing';
import { authorizeFunction, clickTrigger, outbound } from '../support/redirect.js';

describe('a window to the bank', () => {
  it('brings the code that the bank gave, with the state of the attempt', async () => {
    const authorizeUrl = authorizeFunction();
    const element = await outbound({ authorizeUrl });
    const code = oneEvent(element, 'flinks-code');
    await clickTrigger(element);
    const { detail } = await code;
    expect(detail).to.deep.include({ type: 'code', state: authorizeUrl.states[0] });
    expect(detail.code).to.be.a('string').and.not.equal('');
    expect(element.status).to.equal('succeeded');
    expect(element.result).to.equal(detail);
  });
});
