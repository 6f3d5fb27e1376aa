import { expect } from '@open-wc/testing';
import type { Attempt } from '../../src/protocol/attempt.js';
import { AttemptStore } from '../../src/returns/transaction-store.js';
import { keepAttempt, keepDone, takeAnswered, takeAttempt } from '../../src/returns/transactions.js';
import { errorOf } from '../support/error-of.js';

const page = new URL('https://host.example/?of=the+host');

const attempt: Attempt = {
  state: 'state-of-this-attempt',
  flow: 'outbound',
  mode: 'page',
  owner: 'bank',
  returnTo: 'https://host.example/',
  redirectUri: 'https://host.example/back',
  createdAt: 1,
  attemptId: 'a-1',
};

describe('AttemptStore', () => {
  let store: AttemptStore;
  let restore = () => {};
  beforeEach(() => {
    sessionStorage.clear();
    sessionStorage.setItem('flinks-links', 'of the host');
    store = new AttemptStore();
  });
  afterEach(() => {
    restore();
    sessionStorage.clear();
  });

  /** A page that may not use storage: browsers throw at the mention of it. */
  function forbidStorage() {
    const descriptor = Object.getOwnPropertyDescriptor(window, 'sessionStorage')!;
    Object.defineProperty(window, 'sessionStorage', {
      configurable: true,
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
    restore = () => Object.defineProperty(window, 'sessionStorage', descriptor);
  }

  it('gives a text back until it is removed', () => {
    store.put('s', 'text');
    expect(store.get('s')).to.equal('text');
    store.remove('s');
    expect(store.get('s')).to.equal(null);
    expect(store.get('never')).to.equal(null);
  });

  it('lives as long as the tab: another store finds the same', () => {
    store.put('s', 'text');
    expect(new AttemptStore().get('s')).to.equal('text');
  });

  it('keeps several apart, and the last text of one state', () => {
    store.put('one', '1');
    store.put('two', '2');
    store.put('one', '3');
    expect(store.states()).to.have.members(['one', 'two']);
    expect([store.get('one'), store.get('two')]).to.deep.equal(['3', '2']);
  });

  it('takes states that are names of objects for what they are', () => {
    for (const state of ['__proto__', 'constructor', 'toString', 'length', 'key', '']) {
      expect(store.get(state), state).to.equal(null);
      store.put(state, 'text');
      expect(store.get(state), state).to.equal('text');
      store.remove(state);
    }
  });

  it('leaves what is not its own alone', () => {
    store.put('s', 'text');
    expect(store.states()).to.deep.equal(['s']);
    store.remove('s');
    expect({ ...sessionStorage }).to.deep.equal({ 'flinks-links': 'of the host' });
  });

  it('has nothing, and throws at no reading, where storage is forbidden', () => {
    store.put('s', 'text');
    forbidStorage();
    expect(store.get('s')).to.equal(null);
    expect(store.states()).to.deep.equal([]);
    expect(() => store.remove('s')).not.to.throw();
    expect(() => store.put('s', 'text')).to.throw(DOMException);
  });

  it('refuses an attempt by name where storage is forbidden or full, and tells no state', () => {
    const fill = () => {
      for (let size = 2 ** 22; size >= 1; size /= 2) {
        for (let part = 0; part < 4; part++) {
          try {
            sessionStorage.setItem(`of the host ${size} ${part}`, 'x'.repeat(size));
          } catch {
            break;
          }
        }
      }
    };
    for (const obstacle of [fill, forbidStorage]) {
      obstacle();
      const error = errorOf(() => keepAttempt(store, attempt));
      expect(error).to.include({ code: 'storage-unavailable', retryable: false });
      expect(error.message).to.contain('target="popup"');
      expect(`${JSON.stringify(error)} ${error} ${error.stack} ${error.cause}`).to.not.contain(attempt.state);
    }
  });

  it('gives an attempt back as it was kept, once, to its owner, and nothing for what is not one', () => {
    keepAttempt(store, attempt);
    expect(takeAttempt(store, 'another', attempt.state)).to.equal(undefined);
    expect(takeAttempt(store, 'bank', attempt.state)).to.deep.equal(attempt);
    expect(takeAttempt(store, 'bank', attempt.state)).to.equal(undefined);
    store.put('s', '{"state":"s"}');
    expect(takeAttempt(store, '', 's')).to.equal(undefined);
  });

  it('gives an answered attempt to its owner, and throws away what is too old or not whole', () => {
    const answered = { ...attempt, createdAt: Date.now(), answer: 'https://host.example/back?code=c' };
    keepAttempt(store, answered);
    keepAttempt(store, { ...attempt, state: 'waiting', attemptId: 'a-2', createdAt: Date.now() });
    keepAttempt(store, { ...attempt, state: 'forgotten' });
    store.put('broken', '{');
    expect(takeAnswered(store, 'another', page)).to.equal(undefined);
    expect(store.states()).to.have.members([attempt.state, 'waiting']);
    expect(takeAnswered(store, 'bank', page)).to.deep.equal(answered);
    expect(takeAnswered(store, 'bank', page)).to.equal(undefined);
    expect(store.states()).to.deep.equal(['waiting']);
  });

  it('gives an answer to the page that it is for, and to no other of the same owner', () => {
    const answered = { ...attempt, createdAt: Date.now(), answer: 'https://host.example/spelled?code=c' };
    for (const path of ['/', '/back', '/spelled']) {
      keepAttempt(store, answered);
      expect(takeAnswered(store, 'bank', new URL('/mortgage', page)), path).to.equal(undefined);
      expect(takeAnswered(store, 'bank', new URL(path, page)), path).to.deep.equal(answered);
    }
  });

  it('forgets with an attempt what its session had begun before, and nothing of another session', () => {
    const others = { ...attempt, createdAt: Date.now() };
    for (const state of ['first', 'second']) keepAttempt(store, { ...others, state });
    keepAttempt(store, { ...others, state: 'third', attemptId: 'a-2' });
    expect(takeAttempt(store, 'bank', 'second')?.state).to.equal('second');
    expect(store.states()).to.deep.equal(['third']);
  });

  it('keeps nothing that could not be read back', () => {
    for (const [name, value] of Object.entries({ redirectUri: '/back', tag: 'x'.repeat(65_537) })) {
      const error = errorOf(() => keepAttempt(store, { ...attempt, [name]: value }));
      expect(error, name).to.include({ code: 'invalid-configuration' });
    }
    expect(store.states()).to.deep.equal([]);
  });

  it('remembers a message that has brought the answer: nothing is to be taken by complete()', () => {
    keepDone(store, attempt);
    expect(takeAttempt(store, 'bank', attempt.state)).to.equal(undefined);
    expect(takeAnswered(store, 'bank', page)).to.equal(undefined);
    expect(store.states()).to.deep.equal([attempt.state]);
  });

  it('keeps an answer that came too late for its owner, who says so', () => {
    keepAttempt(store, { ...attempt, answer: 'https://host.example/back?code=c' });
    expect(takeAnswered(store, 'bank', page)?.state).to.equal(attempt.state);
  });
});
