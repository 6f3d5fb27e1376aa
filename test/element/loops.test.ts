import { expect, oneEvent } from '@open-wc/testing';
import { atOnce } from '../support/at-once.js';
import { endings, link, puppet, record, say, tokenFunction } from '../support/connect.js';

describe('a frame that refuses every token', () => {
  /** Says it, refuses the token, and goes on so with every load, as a page that is out to spend tokens does. */
  async function spend(before: string): Promise<string[]> {
    const authorizeToken = tokenFunction({ simulate: 'puppet' });
    const element = await link({ set: { authorizeToken } });
    element.addEventListener('flinks-ready', () => {
      say(element, { step: before });
      say(element, { step: 'TOKEN_INVALID' });
    });
    const { detail } = await oneEvent(element, 'flinks-error');
    expect(detail.error).to.include({ code: 'token-expired' });
    return authorizeToken.reasons;
  }

  const byItself = ['APP_MOUNTED', 'INSTITUTION_SELECTED', 'COMPONENT_LOAD_CREDENTIAL', 'APP_ONLINE'];
  const byUser = ['SUBMIT_CREDENTIAL', 'SUBMIT_MFA'];
  atOnce({
    ...Object.fromEntries(
      [...byItself, 'POPUP_OPENED'].map(step => [
        `costs two, though it says ${step} before`,
        async () => expect(await spend(step)).to.deep.equal(['start', 'renew']),
      ]),
    ),
    ...Object.fromEntries(
      byUser.map(step => [
        `costs three at most, though it says ${step} before, which a user does`,
        async () => expect(await spend(step)).to.deep.equal(['start', 'renew', 'renew']),
      ]),
    ),
  });

  it('costs three at most with a session that has to be resumed and is dead', async () => {
    const authorizeToken = tokenFunction({ simulate: 'puppet' });
    const element = await link({ set: { authorizeToken, requestId: 'gone' } });
    const says = [
      { step: 'TOKEN_INVALID' },
      { step: 'SUBMIT_MFA' },
      { step: 'TOKEN_INVALID' },
      { flinksCode: 'SESSION_EXPIRED' },
    ];
    element.addEventListener('flinks-ready', () => {
      say(element, says.shift());
      if (says[0]?.step === 'SUBMIT_MFA') return;
      say(element, says.shift());
    });
    const { detail } = await oneEvent(element, 'flinks-error');
    expect(detail.error).to.include({ code: 'token-expired' });
    expect(authorizeToken.reasons).to.deep.equal(['start', 'renew', 'renew']);
  });

  it('does not count the loads that the user asks for, nor moves of the element', async () => {
    const authorizeToken = tokenFunction({ simulate: 'puppet' });
    const element = await puppet({ set: { authorizeToken } });
    const parent = element.parentElement as Element;
    for (let loads = 0; loads < 3; loads++) {
      const ready = oneEvent(element, 'flinks-ready');
      parent.append(element);
      await ready;
    }
    const events = record(element);
    for (const step of ['TOKEN_INVALID', 'SUBMIT_CREDENTIAL', 'TOKEN_INVALID']) {
      const ready = step === 'TOKEN_INVALID' && oneEvent(element, 'flinks-ready');
      say(element, { step });
      await ready;
    }
    expect(endings(events)).to.deep.equal([]);
    say(element, { step: 'SUBMIT_CREDENTIAL' });
    say(element, { step: 'TOKEN_INVALID' });
    await oneEvent(element, 'flinks-error');
    expect(authorizeToken.reasons).to.have.lengthOf(6);
  });
});
