import { describe, it } from 'node:test';
import { expect } from 'chai';
import { lateResults } from '../../src/frame/late-results.ts';
import { contradictionOf, type Sent } from '../../src/frame/login-match.ts';
import { parseConnectMessage } from '../../src/protocol/connect-message.ts';

const login = (loginId: string, others: object = {}) => ({ step: 'REDIRECT', loginId, ...others });
const accounts = { step: 'ACCOUNT_SELECTED', accountId: 'a' };
const page = 'https://host.example/thanks';
const quoting = (query: string) => login('l-1', { url: `${page}?${query}` });

/** What is taken, in short: the login, and the kind of everything else. */
const taken = (data: unknown[], sent: Sent = {}): string[] =>
  lateResults(data, sent).map(message => (message.type === 'login' ? message.login.loginId : message.type));

const steps = ['COMPONENT_CLOSE_SESSION', 'COMPONENT_DENY_CONSENT', 'MAXIMUM_RETRY_REACHED', 'TOKEN_INVALID'];
const ending = steps.map(step => ({ step }));

describe('the late results of a frame that has got another document', () => {
  const rows: Record<string, [unknown[], string[]]> = {
    'are the login and the accounts chosen with it, in their order': [
      [accounts, login('l-1')],
      ['accounts', 'l-1'],
    ],
    'are results and nothing else: no step that would end or renew the session': [
      [...ending, login('l-1'), ...ending, 'noise', null],
      ['l-1'],
    ],
    'are none without a login': [[...ending, accounts], []],
    'are none when two logins contradict each other': [[accounts, login('l-1'), login('l-2')], []],
    'may say the same login twice': [
      [login('l-1'), login('l-1')],
      ['l-1', 'l-1'],
    ],
    'are none that quotes a tag, where none was sent': [[login('l-1', { tag: 'theirs' })], []],
    'are none that quotes a state, where none was sent': [[quoting('flinks_state=theirs')], []],
  };
  for (const [what, [data, expected]] of Object.entries(rows))
    it(what, () => {
      expect(taken(data)).to.deep.equal(expected);
    });

  it('are ours where those of another contradict what was sent', () => {
    const theirs = login('l-2', { tag: 'theirs' });
    expect(taken([theirs, login('l-1', { tag: 'ours' })], { tag: 'ours' })).to.deep.equal(['l-1']);
  });
});

/** What a login quotes beside its loginId, and whether it is taken: of the frame itself, and without a source. */
const quotes: [what: string, payload: object, sent: Sent, ofFrame: boolean, late: boolean][] = [
  ['nothing, and nothing was sent', login('l-1'), {}, true, true],
  ['nothing, and no URL', login('l-1'), { state: 's', tag: 't' }, true, true],
  ['the state that was sent', quoting('flinks_state=s'), { state: 's' }, true, true],
  ['the state that was sent, encoded', quoting('flinks_state=%73'), { state: 's' }, true, true],
  ['a URL without the state', quoting('a=b'), { state: 's' }, true, false],
  ['a URL with an empty state', quoting('flinks_state='), { state: 's' }, true, false],
  ['a URL with two states', quoting('flinks_state=s&flinks_state=s'), { state: 's' }, true, false],
  ['a URL that cannot be read', login('l-1', { url: 'https://[' }), { state: 's' }, true, false],
  ['another state', quoting('flinks_state=other'), { state: 's' }, false, false],
  ['a state that is longer', quoting('flinks_state=ss'), { state: 's' }, false, false],
  ['the tag that was sent', login('l-1', { tag: 't' }), { tag: 't' }, true, true],
  ['the tag in the URL', quoting('tag=a%2Bb+c'), { tag: 'a+b c' }, true, true],
  ['a tag that was decoded once more', login('l-1', { tag: 'a b' }), { tag: 'a+b' }, true, true],
  ['a tag that is still encoded', login('l-1', { tag: 'a%20b' }), { tag: 'a b' }, true, true],
  ['a tag that no decoder reads', login('l-1', { tag: '50%' }), { tag: '50%' }, true, true],
  ['another tag that no decoder reads', login('l-1', { tag: '60%' }), { tag: '50%' }, false, false],
  ['another tag', login('l-1', { tag: 'other' }), { tag: 't' }, false, false],
  ['another tag in the URL', quoting('tag=other'), { tag: 't' }, false, false],
  ['the tag in other letters', login('l-1', { tag: 'T' }), { tag: 't' }, false, false],
];

describe('a login that quotes', () => {
  for (const [what, payload, sent, ofFrame, late] of quotes)
    it(`${what}: ${ofFrame ? 'taken' : 'dropped'} of the frame, ${late ? 'taken' : 'dropped'} without a source`, () => {
      const message = parseConnectMessage(payload);
      if (message?.type !== 'login') throw new Error('not a login');
      expect([!contradictionOf(message, sent), taken([payload], sent).length === 1]).to.deep.equal([
        ofFrame,
        late,
      ]);
    });
});
