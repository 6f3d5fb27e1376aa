import { expect, oneEvent } from '@open-wc/testing';
import { connectUrl, endings, puppet, record, say, settled, tokenFunction } from '../support/connect.js';
import { openPage, put } from '../support/host-page.js';
import { kept, keptTransactions } from '../support/return.js';

const page = new URL('/thanks?lang=fr', location.href).href;

describe('a login message of Connect where redirect-uri is on this origin', () => {
  beforeEach(() => sessionStorage.clear());
  afterEach(() => sessionStorage.clear());

  /** An element whose Connect was sent a flinks_state, and what it hears. */
  async function opened() {
    const entries: string[] = [];
    const element = await puppet({
      set: { redirectUri: page, debug: ({ type, detail }) => entries.push(`${type} ${detail}`) },
    });
    const [state = '', ...more] = kept();
    expect([state.length > 20, more], 'one state is kept').to.deep.equal([true, []]);
    return { element, state, entries, events: record(element) };
  }
  const login = (loginId: string, query = '') => ({ step: 'REDIRECT', loginId, url: `${page}${query}` });

  it('is dropped where its url quotes the flinks_state of another load, and the session goes on', async () => {
    const { element, state, entries, events } = await opened();
    say(element, login('hush', '&flinks_state=of-another'));
    say(element, login('hush', `&flinks_state=${state}x`));
    await settled(element);
    expect(endings(events)).to.deep.equal([]);
    expect([element.status, element.value]).to.deep.equal(['ready', '']);
    expect(entries.filter(entry => entry.startsWith('dropped'))).to.deep.equal(['dropped state (1)']);
  });

  it('is taken where its url quotes the one of this load, however it is encoded', async () => {
    const { element, state } = await opened();
    const encoded = [...state].map(char => `%${char.charCodeAt(0).toString(16)}`).join('');
    const ended = oneEvent(element, 'flinks-login');
    say(element, login('l-1', `&flinks_state=${encoded}`));
    expect((await ended).detail).to.include({ loginId: 'l-1' });
  });

  it('is taken where its url quotes none', async () => {
    const { element } = await opened();
    const ended = oneEvent(element, 'flinks-login');
    say(element, login('l-1'));
    expect((await ended).detail).to.include({ loginId: 'l-1' });
  });
});

describe('what is kept for Connect, which may send this whole page to redirect-uri', () => {
  beforeEach(() => sessionStorage.clear());
  afterEach(() => sessionStorage.clear());

  const set = () => ({ redirectUri: page });

  it('is gone with a cancel', async () => {
    const element = await puppet({ set: set() });
    expect(kept()).to.have.lengthOf(1);
    element.close();
    expect(kept()).to.deep.equal([]);
  });

  it('is a mark once a message has brought the login, so that the return brings nothing more', async () => {
    const element = await puppet({ set: set() });
    const [state] = kept();
    const ended = oneEvent(element, 'flinks-login');
    say(element, { step: 'REDIRECT', loginId: 'l-1' });
    await ended;
    expect(keptTransactions().map(found => [found.state, found.mode])).to.deep.equal([[state, 'done']]);
  });

  it('is nothing where redirect-uri is at another origin', async () => {
    await puppet({ set: { redirectUri: 'https://host.example/thanks' } });
    expect(kept()).to.deep.equal([]);
  });

  it('is nothing where another element has the same key, and could be given the login', async () => {
    const twin = document.createElement('flinks-link');
    document.body.append(twin);
    await puppet({ set: set() });
    twin.remove();
    expect(kept()).to.deep.equal([]);
  });

  it('is nothing in a framed page, which Connect does not leave', async () => {
    const frame = await openPage({});
    const authorizeToken = tokenFunction({ simulate: 'puppet' });
    const element = put(frame.contentWindow!, { ...set(), connectUrl, demo: true, authorizeToken });
    await oneEvent(element, 'flinks-ready');
    const states = kept();
    frame.remove();
    expect(states).to.deep.equal([]);
  });
});

describe('a login message of Connect where a tag was sent', () => {
  it('is dropped where it quotes another tag, as that of another page in its frame, and the session goes on', async () => {
    const entries: string[] = [];
    const element = await puppet({
      set: { tag: 'ours', debug: ({ type, detail }) => entries.push(`${type} ${detail}`) },
    });
    const events = record(element);
    say(element, { step: 'REDIRECT', loginId: 'theirs', tag: 'theirs' });
    say(element, { step: 'REDIRECT', url: 'https://host.example/?loginId=theirs&tag=theirs' });
    await settled(element);
    expect([endings(events), element.status]).to.deep.equal([[], 'ready']);
    expect(entries.filter(entry => entry.startsWith('dropped'))).to.deep.equal(['dropped tag (1)']);
  });

  it('is taken with the tag that was sent, as the page has set it, or with none', async () => {
    for (const others of [{ tag: 'a b' }, { tag: 'a+b' }, {}]) {
      const element = await puppet({ set: { tag: 'a+b' } });
      const ended = oneEvent(element, 'flinks-login');
      say(element, { step: 'REDIRECT', loginId: 'l-1', ...others });
      expect((await ended).detail).to.include({ loginId: 'l-1', tag: 'a+b' });
    }
  });

  it('is compared with the tag that params sent, and comes with that one', async () => {
    const element = await puppet({ set: { params: { tag: 'a+b' } } });
    const events = record(element);
    say(element, { step: 'REDIRECT', loginId: 'theirs', tag: 'theirs' });
    await settled(element);
    expect(endings(events)).to.deep.equal([]);
    const ended = oneEvent(element, 'flinks-login');
    say(element, { step: 'REDIRECT', loginId: 'l-1', tag: 'a b' });
    expect((await ended).detail).to.include({ tag: 'a+b' });
  });
});
