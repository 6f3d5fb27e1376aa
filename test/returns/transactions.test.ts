import { expect } from '@open-wc/testing';
import type { Transaction } from '../../src/protocol/transaction.js';
import { TransactionStore } from '../../src/returns/transactions.js';
import { errorOf } from '../support/error-of.js';
import { kept, keptTransactions } from '../support/return.js';

const page = new URL(location.href);
const back = new URL('/back?code=c', page).href;

const transaction: Transaction = {
  state: 'state-of-this-transaction',
  flow: 'outbound',
  mode: 'page',
  owner: 'bank',
  returnTo: new URL('/shop', page).href,
  redirectUri: new URL('/back', page).href,
  createdAt: Date.now(),
  attemptId: 'a-1',
};
const at = (path: string): URL => new URL(path, page);

describe('TransactionStore', () => {
  let store: TransactionStore;
  let restore = () => {};
  beforeEach(() => {
    sessionStorage.clear();
    sessionStorage.setItem('flinks-links', 'of the host');
    store = new TransactionStore();
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

  function fillStorage() {
    for (let size = 2 ** 22; size >= 1; size /= 2) {
      for (let part = 0; part < 4; part++) {
        try {
          sessionStorage.setItem(`of the host ${size} ${part}`, 'x'.repeat(size));
        } catch {
          break;
        }
      }
    }
  }

  it('gives a transaction to its element once, and to no other, in this tab', () => {
    store.keep(transaction);
    const another = new TransactionStore();
    expect(another.take('another', transaction.state)).to.equal(undefined);
    for (const state of ['of another request', undefined])
      expect(another.take('bank', state)).to.equal(undefined);
    expect(another.take('bank', transaction.state)).to.deep.equal(transaction);
    expect(another.take('bank', transaction.state)).to.equal(undefined);
  });

  it('replaces what the same element has left the same page for, and keeps all others', () => {
    store.keep(transaction);
    store.keep({ ...transaction, state: 'second' });
    store.keep({ ...transaction, state: 'of another page', returnTo: at('/mortgage').href });
    store.keep({ ...transaction, state: 'of another element', owner: 'another' });
    store.keep({ ...transaction, state: 'third', returnTo: at('/shop?lang=fr#top').href });
    expect(kept()).to.have.members(['of another page', 'of another element', 'third']);
    expect(store.has(transaction)).to.equal(false);
  });

  it('removes its own, and not the one that has replaced it', () => {
    store.keep(transaction);
    const second = { ...transaction, state: 'second' };
    store.keep(second);
    store.remove(transaction);
    expect(store.has(second)).to.equal(true);
    store.remove(second);
    expect({ ...sessionStorage }).to.deep.equal({ 'flinks-links': 'of the host' });
  });

  it('takes keys and states that are names of objects for what they are', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'length', 'key', '']) {
      const named = { ...transaction, state: name || 'empty', owner: name };
      expect(store.has(named), name).to.equal(false);
      store.keep(named);
      expect(store.take(name, named.state), name).to.deep.equal(named);
      expect(store.has(named), name).to.equal(false);
    }
  });

  it('has nothing, and throws at no reading, where storage is forbidden', () => {
    store.keep(transaction);
    forbidStorage();
    expect(store.has(transaction)).to.equal(false);
    expect(store.take('bank', transaction.state)).to.equal(undefined);
    expect(store.waitingAt(page)).to.deep.equal([]);
    expect(() => store.remove(transaction)).not.to.throw();
    expect(() => store.markDone(transaction)).not.to.throw();
  });

  it('refuses a transaction by name where storage is forbidden or full, and tells no state', () => {
    for (const obstacle of [fillStorage, forbidStorage]) {
      obstacle();
      const error = errorOf(() => store.keep(transaction));
      expect(error).to.include({ code: 'storage-unavailable', retryable: false });
      expect(error.message).to.contain('target="popup"');
      const told = `${JSON.stringify(error)} ${error} ${error.stack} ${error.cause}`;
      expect(told).to.not.contain(transaction.state);
    }
  });

  it('gives a response that was kept to its element, and throws away what is too old or not whole', () => {
    store.keep({ ...transaction, answer: back });
    store.keep({ ...transaction, owner: 'waiting', state: 'waiting' });
    store.keep({ ...transaction, owner: 'forgotten', state: 'forgotten', createdAt: 1 });
    sessionStorage.setItem('flinks-link:broken', '{');
    expect(store.takeResponse('another', at('/shop'))).to.equal(undefined);
    expect(kept()).to.have.members([transaction.state, 'waiting']);
    expect(store.takeResponse('bank', at('/shop'))).to.deep.equal({ ...transaction, answer: back });
    expect(store.takeResponse('bank', at('/shop'))).to.equal(undefined);
    expect(kept()).to.deep.equal(['waiting']);
  });

  it('gives a response to the page that it is for, and to no other of the same element', () => {
    const answered = { ...transaction, answer: at('/spelled?code=c').href };
    for (const path of ['/shop', '/back', '/spelled']) {
      store.keep(answered);
      expect(store.takeResponse('bank', at('/mortgage')), path).to.equal(undefined);
      expect(store.takeResponse('bank', at(path)), path).to.deep.equal(answered);
    }
  });

  it('takes a response off the URL for its element, and keeps it for another', () => {
    store.keep(transaction);
    const url = at(`/back?code=c&state=${transaction.state}`);
    expect(store.takeResponse('another', url)).to.equal(null);
    expect(keptTransactions()).to.deep.equal([{ ...transaction, answer: url.href }]);
    expect(store.takeResponse('bank', at('/back'))).to.deep.equal({ ...transaction, answer: url.href });
    store.keep(transaction);
    expect(store.takeResponse('bank', url)).to.deep.equal({ ...transaction, answer: url.href });
    expect(kept()).to.deep.equal([]);
  });

  it('remembers a message that has brought the result: complete() has nothing to take', () => {
    store.markDone(transaction);
    expect(store.take('bank', transaction.state)).to.equal(undefined);
    expect(store.takeResponse('bank', at('/shop'))).to.equal(undefined);
    expect(keptTransactions()[0]).to.include({ state: transaction.state, mode: 'done' });
  });

  it('keeps a response that came too late for its element, which says so', () => {
    store.keep({ ...transaction, createdAt: 1, answer: back });
    expect(store.takeResponse('bank', at('/shop'))?.state).to.equal(transaction.state);
  });
});
