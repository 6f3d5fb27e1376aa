import { expect } from '@open-wc/testing';
import { lastWords } from '../../src/flows/last-words.js';

const login = (loginId: string, others: object = {}) => ({ step: 'REDIRECT', loginId, ...others });
const accounts = { step: 'ACCOUNT_SELECTED', accountId: 'a' };
const withState = (state: string) => ({ url: `https://host.example/?flinks_state=${state}` });

/** What is taken, in short: the login, and the kind of everything else. */
const taken = (...[data, tag, state]: Parameters<typeof lastWords>): string[] =>
  lastWords(data, tag, state).map(message =>
    message.type === 'login' ? message.login.loginId : message.type,
  );

describe('the late results of a frame that has got another document', () => {
  it('are the login and the accounts chosen with it, in the order they came', () => {
    expect(taken([accounts, login('l-1')])).to.deep.equal(['accounts', 'l-1']);
  });

  it('are a result and nothing else: a step that would end or renew the session is left out', () => {
    const steps = [
      'COMPONENT_CLOSE_SESSION',
      'COMPONENT_DENY_CONSENT',
      'MAXIMUM_RETRY_REACHED',
      'TOKEN_INVALID',
    ].map(step => ({ step }));
    expect(taken([...steps, login('l-1'), ...steps, 'noise', null])).to.deep.equal(['l-1']);
    expect(taken(steps)).to.deep.equal([]);
  });

  it('are none when two logins contradict each other', () => {
    expect(taken([login('l-1'), login('l-2')])).to.deep.equal([]);
    expect(taken([accounts, login('l-1'), login('l-2')])).to.deep.equal([]);
  });

  it('may say the same login twice', () => {
    expect(taken([login('l-1'), login('l-1')])).to.deep.equal(['l-1', 'l-1']);
  });

  it('are no choice of accounts without a login', () => {
    expect(taken([accounts])).to.deep.equal([]);
  });

  it('are no login with a tag other than the one of this session', () => {
    const ours = login('ours', { tag: 'ours' });
    const theirs = login('theirs', { tag: 'theirs' });
    expect(taken([theirs], 'ours')).to.deep.equal([]);
    expect(taken([theirs])).to.deep.equal([]);
    expect(taken([ours, theirs], 'ours')).to.deep.equal(['ours']);
  });

  it('are no login with a flinks_state other than the one of this load', () => {
    const ours = login('ours', withState('ours'));
    const theirs = login('theirs', withState('theirs'));
    expect(taken([theirs], undefined, 'ours')).to.deep.equal([]);
    expect(taken([theirs])).to.deep.equal([]);
    expect(taken([ours, theirs], undefined, 'ours')).to.deep.equal(['ours']);
  });
});
