import { journeyBrowsers, start, type Tab } from '../journeys/browsers.ts';
import { until } from '../journeys/until.ts';
import { built } from './contestants.ts';
import { median, spread } from './samples.ts';
import { compress, Line, type Resource, shapedServer } from './shaped-server.ts';

const messages = 10_000;
const mounts = 1_000;
const rounds = 9;

/** Runs in the page: a live element, or none. */
async function live(connectUrl: string, wanted: boolean): Promise<void> {
  document.body.replaceChildren();
  if (!wanted) return;
  // An empty token: an old integration, which needs none.
  const settings = { connectUrl, authorizeToken: '' };
  const element = Object.assign(document.createElement('flinks-link'), settings);
  await new Promise(resolve => {
    element.addEventListener('flinks-ready', resolve, { once: true });
    document.body.append(element);
  });
}

/** Runs in the page: milliseconds until the last of these messages of the page to itself has been handled. */
function flood(count: number): Promise<number> {
  return new Promise(resolve => {
    let heard = 0;
    let sent = 0;
    const hear = () => {
      if (++heard < count) return;
      removeEventListener('message', hear);
      resolve(performance.now() - sent);
    };
    // The listener that is the measure; it comes after the element's.
    addEventListener('message', hear);
    for (let index = 0; index < count; index++) postMessage({ step: 'REDIRECT', index }, location.origin);
    sent = performance.now();
  });
}

/** Runs in the page: milliseconds to mount elements and to take them out, with what each does a task later. */
async function mount(tag: string, count: number, atOnce: boolean): Promise<number> {
  const task = () => new Promise(resolve => setTimeout(resolve));
  if (!customElements.get('bare-element'))
    customElements.define(
      'bare-element',
      class extends HTMLElement {
        constructor() {
          super();
          this.attachShadow({ mode: 'open' }).append(document.createElement('p'));
        }
      },
    );
  document.body.replaceChildren();
  const begun = performance.now();
  for (let index = 0; index < count; index++) {
    const element = document.createElement(tag);
    document.body.append(element);
    if (!atOnce) element.remove();
  }
  await task();
  document.body.replaceChildren();
  await task();
  return performance.now() - begun;
}

const html = (text: string): Resource => ({ type: 'text/html', body: compress(text) });

async function hosts() {
  const line = new Line({ name: 'loopback', latency: 0, bytesPerMs: Infinity });
  const speaking = html(
    `<!doctype html><title>Connect</title><script>parent.postMessage({ step: 'APP_MOUNTED' }, '*')</script>`,
  );
  const script: Resource = { type: 'text/javascript', body: compress(built('flinks-link')) };
  const page = html('<!doctype html><title>Shop</title><script src="/flinks-link.js"></script><body>');
  const connect = await shapedServer('127.0.0.1', line, () => speaking);
  const shop = await shapedServer('localhost', line, ({ pathname }) =>
    pathname === '/flinks-link.js' ? script : page,
  );
  return {
    page: `${shop.origin}/`,
    connectUrl: `${connect.origin}/v2/`,
    close: () => Promise.all([shop.close(), connect.close()]),
  };
}

/** One of these and one of those in turns, once each for the engine to get warm. */
async function compare(bare: () => Promise<number>, ours: () => Promise<number>) {
  const samples = { bare: [] as number[], ours: [] as number[] };
  for (let round = -1; round < rounds; round++) {
    const pair = { bare: await bare(), ours: await ours() };
    if (round < 0) continue;
    samples.bare.push(pair.bare);
    samples.ours.push(pair.ours);
  }
  return samples;
}

async function costsIn(tab: Tab, connectUrl: string) {
  const floodBeside = async (element: boolean) => {
    await tab.run(live, connectUrl, element);
    return tab.run(flood, messages);
  };
  const mounting = (atOnce: boolean) =>
    compare(
      () => tab.run(mount, 'bare-element', mounts, atOnce),
      () => tab.run(mount, 'flinks-link', mounts, atOnce),
    );
  const [flooded, mounted] = [messages, mounts].map(count => count.toLocaleString('en'));
  return {
    [`${flooded} messages that are not Connect's`]: await compare(
      () => floodBeside(false),
      () => floodBeside(true),
    ),
    [`${mounted} elements, one at a time`]: await mounting(false),
    [`${mounted} elements, all at once`]: await mounting(true),
  };
}

/** Prints what a flood of messages and many elements cost, beside a listener and elements that do nothing. */
export async function benchCosts() {
  const { page, connectUrl, close } = await hosts();
  console.log(`A flood and many elements: median ms of ${rounds} rounds (half of the samples lie between)`);
  try {
    for (const browser of journeyBrowsers().filter(({ engine }) => engine !== 'webkit')) {
      const engine = await start(browser);
      try {
        const tab = await engine.tab();
        await tab.goto(page);
        await until(() => tab.run(() => !!customElements.get('flinks-link')), 'the element');
        for (const [name, { bare, ours }] of Object.entries(await costsIn(tab, connectUrl))) {
          console.log(`\n${browser.engine}, ${name}`);
          console.log(`${spread(bare)}  1.00  bare (the measure)`);
          console.log(`${spread(ours)} ${(median(ours) / median(bare)).toFixed(2).padStart(5)}  flinks-link`);
        }
      } finally {
        await engine.close();
      }
    }
  } finally {
    await close();
  }
}
