import { journeyBrowsers, start, type Started, type Tab } from '../journeys/browsers.ts';
import { type Contestant, contestants, measure, printSizes } from './contestants.ts';
import { median, spread } from './samples.ts';
import { compress, Line, type LineOptions, type Resource, shapedServer } from './shaped-server.ts';

const loopback: LineOptions = { name: 'loopback', latency: 0, bytesPerMs: Infinity };
const mobile: LineOptions = { name: '4G-like', latency: 60, bytesPerMs: 10_000_000 / 8 / 1_000 };

interface Condition {
  readonly line: LineOptions;
  readonly cached: boolean;
  readonly rounds: number;
}

const conditions: readonly Condition[] = [
  { line: loopback, cached: false, rounds: 25 },
  { line: loopback, cached: true, rounds: 25 },
  { line: mobile, cached: false, rounds: 12 },
  { line: mobile, cached: true, rounds: 12 },
];

/** Loads before the samples of a cached page: Chromium keeps compiled code only of what was loaded before. */
const warmUps = 3;

/** Milliseconds in which a frame must have been asked for; a failing page alone waits this long. */
const patience = 30_000;

const html = (text: string): Resource => ({ type: 'text/html', body: compress(text) });

/** Tells from two servers of this process how long after a page the frame in it was asked for. */
class Course {
  readonly #pages = new Map<string, bigint>();
  readonly #waiting = new Map<string, (milliseconds: number) => void>();

  page(token: string, arrived: bigint) {
    this.#pages.set(token, arrived);
  }

  frame(token: string, arrived: bigint) {
    const asked = this.#pages.get(token);
    if (asked !== undefined) this.#waiting.get(token)?.(Number(arrived - asked) / 1e6);
  }

  /** The milliseconds of one load, whose token no other has. */
  async milliseconds(token: string, what: string): Promise<number> {
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise((resolve, reject) => {
        this.#waiting.set(token, resolve);
        timer = setTimeout(() => reject(new Error(`${what} never asked for its frame`)), patience);
      });
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(token);
      this.#pages.delete(token);
    }
  }
}

/** The page's host and Connect's, of different sites, on one line. */
async function hosts(options: LineOptions, all: readonly Contestant[]) {
  const line = new Line(options);
  const course = new Course();
  const empty = html('<!doctype html><title>Connect</title>');
  const connect = await shapedServer('127.0.0.1', line, ({ pathname, searchParams }, arrived) => {
    if (pathname !== '/v2/') return undefined;
    course.frame(searchParams.get('authorizeToken') ?? '', arrived);
    return empty;
  });
  const shop = await shapedServer('localhost', line, ({ pathname, searchParams }, arrived) => {
    const [, kind, index] = pathname.split('/');
    const contestant = all[Number(index)];
    if (contestant && kind === 'script')
      return contestant.script && { type: 'text/javascript', body: contestant.script, immutable: true };
    const token = searchParams.get('token');
    if (!contestant || !token) return undefined;
    course.page(token, arrived);
    const script = contestant.script ? `<script type="module" src="/script/${index}"></script>` : '';
    const body = contestant.body({ connectUrl: `${connect.origin}/v2/`, token });
    return html(`<!doctype html><meta charset="utf-8"><title>Shop</title>${script}<body>${body}`);
  });
  let loads = 0;
  return {
    /** Milliseconds until the frame is asked for; returns when the page has loaded. */
    async load(tab: Tab, contestant: Contestant): Promise<number> {
      const token = `load-${loads++}`;
      const [milliseconds] = await Promise.all([
        course.milliseconds(token, contestant.name),
        tab.goto(`${shop.origin}/page/${all.indexOf(contestant)}?token=${token}`),
      ]);
      return milliseconds;
    },
    close: () => Promise.all([shop.close(), connect.close()]),
  };
}

/** Samples of each contestant: one of each in every round, and each round begins with another. */
async function run(engine: Started, { line, cached, rounds }: Condition, all: readonly Contestant[]) {
  const { load, close } = await hosts(line, all);
  const kept = new Map<Contestant, Tab>();
  const samples = new Map(all.map(contestant => [contestant, [] as number[]]));
  try {
    // A round that does not count: the browser has started its processes then.
    for (let round = -1; round < rounds; round++) {
      for (const [at] of all.entries()) {
        const contestant = all[(at + round + all.length) % all.length] as Contestant;
        // Each tab has a cache of its own.
        const tab = kept.get(contestant) ?? (await engine.tab());
        if (cached && !kept.has(contestant)) {
          kept.set(contestant, tab);
          for (let time = 0; time < warmUps; time++) await load(tab, contestant);
        }
        const milliseconds = await load(tab, contestant);
        if (round >= 0) samples.get(contestant)?.push(milliseconds);
        if (!cached) await tab.close();
      }
    }
  } finally {
    for (const tab of kept.values()) await tab.close();
    await close();
  }
  return samples;
}

/** Prints how late the request for Connect's frame leaves a page, beside what others and integrators' own scripts do. */
export async function benchRace() {
  const all = await contestants();
  printSizes(all);
  console.log(`\nThe request for the frame: ms after the request for the page, both as they reach their servers.
Median (half of the samples lie between), and in units of ${measure}. Scripts are compressed.
${mobile.name}: by the servers, ${mobile.latency} ms before each response, bodies at 10 Mbit/s; connections cost nothing.`);
  for (const browser of journeyBrowsers().filter(({ engine }) => engine !== 'webkit')) {
    const engine = await start(browser);
    try {
      for (const condition of conditions) {
        const { line, cached, rounds } = condition;
        const samples = await run(engine, condition, all);
        const unit = median([...samples].find(([{ name }]) => name === measure)?.[1] ?? []);
        console.log(`\n${browser.engine}, ${line.name}, ${cached ? 'cached' : 'cold'}, ${rounds} rounds`);
        for (const [{ name }, values] of samples)
          console.log(`${spread(values)} ${(median(values) / unit).toFixed(2).padStart(6)}  ${name}`);
      }
    } finally {
      await engine.close();
    }
  }
}
