import http from 'node:http';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
import esbuild from 'rollup-plugin-esbuild';
import { journeyBrowsers, start, type Tab } from '../journeys/browsers.ts';
import { until } from '../journeys/until.ts';
import { listen } from '../simulator/simulator-server.ts';
import type {} from './picker-page.ts';
import { percentile } from './samples.ts';

const banks = 5_000;
/** Typed as users type: each letter, mistakes taken back. Single letters fit thousands of banks. */
const words = ['community', 'prairie s', 'energie', 'credit union 49', 'c', 'zzz', 'teachers caisse'];
const keys = words.flatMap(word => [...word, ...[...word].map(() => 'Backspace')]);
/** Keys that walk through the list. */
const walk = ['ArrowDown', 'PageDown', 'PageDown', 'End', 'ArrowUp', 'PageUp', 'Home', 'ArrowDown'];

async function bundle() {
  const build = await rollup({
    input: 'test/bench/picker-page.ts',
    treeshake: { moduleSideEffects: true },
    plugins: [
      nodeResolve(),
      esbuild({ target: 'es2022', minify: true, tsconfig: './tsconfig.json', define: { __DEV__: 'false' } }),
    ],
  });
  const { output } = await build.generate({ format: 'es' });
  return output[0].code;
}

/** Milliseconds of each key, in a page that shows so many banks; with 0, a bare input of the browser's. */
async function typeInto(tab: Tab, count: number) {
  await tab.run(number => window.bench.show(number), count);
  // Once for the engine to get warm.
  for (const [index, key] of [...keys, ...keys, ...walk].entries()) {
    if (index === keys.length) await tab.run(() => void (window.bench.samples.length = 0));
    await tab.press(key);
    const expected = index < keys.length ? index + 1 : index + 1 - keys.length;
    await until(() => tab.run(number => window.bench.samples.length >= number, expected), `key ${index}`);
  }
  return tab.run(() => window.bench.samples);
}

/** Milliseconds that half of the keys stay below, and 95 of 100. */
interface Costs {
  p50: number;
  p95: number;
}

async function costsOf(tab: Tab, count: number): Promise<Costs> {
  const samples = await typeInto(tab, count);
  return { p50: percentile(samples, 0.5), p95: percentile(samples, 0.95) };
}

/**
 * Prints what a key costs in the picker, from the key press until its frame is done, beside what it costs in an input
 * of the browser's in the same run. Both wait for the next frame of the screen.
 */
export async function benchPicker() {
  const code = await bundle();
  const server = http.createServer((request, response) => {
    if (request.url === '/page.js') response.setHeader('content-type', 'text/javascript').end(code);
    else
      response
        .setHeader('content-type', 'text/html')
        .end(
          '<!doctype html><meta charset="utf-8"><title>bench</title><script type="module" src="/page.js"></script>',
        );
  });
  const origin = await listen(server, 'localhost');
  console.log(
    `\nA key in the picker with ${banks.toLocaleString('en')} banks: ms from key press to its frame`,
  );
  try {
    for (const browser of journeyBrowsers().filter(({ engine }) => engine !== 'webkit')) {
      const engine = await start(browser);
      try {
        const tab = await engine.tab();
        await tab.goto(`${origin}/`);
        await until(() => tab.run(() => !!window.bench), 'the page');
        const bare = await costsOf(tab, 0);
        const picker = await costsOf(tab, banks);
        for (const [name, { p50, p95 }] of Object.entries({ 'bare input': bare, picker }))
          console.log(
            `${browser.engine.padEnd(9)} ${name.padEnd(11)} p50 ${p50.toFixed(1).padStart(6)}  p95 ${p95.toFixed(1).padStart(6)}`,
          );
        const ratio = (name: keyof Costs) => (picker[name] / bare[name]).toFixed(2).padStart(6);
        console.log(`${browser.engine.padEnd(9)} ratio       p50 ${ratio('p50')}  p95 ${ratio('p95')}`);
      } finally {
        await engine.close();
      }
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
