/* global window, document */
import { access } from 'node:fs/promises';
import { createServer } from 'node:http';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { listen, mintToken, startSimulator, stop } from './simulator-server.js';

/** The browser on the PATH, or nothing: these tests then say why they did not run. */
async function findBrowser() {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, 'chromium-headless-shell');
    const found = await access(path).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  return undefined;
}

export const executablePath = await findBrowser();

/** Given to a suite: false, or why it cannot run. */
export const skip = executablePath ? false : 'chromium-headless-shell is not on the PATH';

/** A page of another site, which does no more than embed an address and keep what it hears. */
async function startHost() {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      request.url?.startsWith('/landing')
        ? '<!doctype html><html lang="en"><title>Landing</title><h1>Landed</h1></html>'
        : '<!doctype html><html lang="en"><title>Host</title><h1>Host</h1><button id="before">Before</button></html>',
    );
  });
  const origin = await listen(server, 'localhost');
  return { origin, close: () => stop(server) };
}

/**
 * Embeds an address and collects its messages.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} host
 * @param {string} address
 */
export async function embed(page, host, address) {
  await page.goto(host);
  await page.evaluate(url => {
    /** @type {{ data: unknown, origin: string }[]} */
    const heard = [];
    Object.assign(window, { heard });
    window.addEventListener('message', ({ data, origin }) => heard.push({ data, origin }));
    const frame = document.createElement('iframe');
    frame.title = 'Connect';
    frame.id = 'connect';
    frame.style.cssText = 'width: 100%; height: 640px; border: 0';
    frame.src = url;
    document.body.append(frame);
  }, address);
  return page.frameLocator('#connect');
}

/** @param {import('playwright-core').Page} page @returns {Promise<any[]>} */
export const heard = page =>
  page.evaluate(() =>
    /** @type {any} */ (window).heard.map((/** @type {{ data: unknown }} */ { data }) => data),
  );

/**
 * Waits until a message of this step was heard, then gives all of them.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} step or a flinksCode
 * @param {number} [times]
 */
export async function heardUntil(page, step, times = 1) {
  await page.waitForFunction(
    ([wanted, count]) => {
      /** @type {{ data: any }[]} */
      const messages = /** @type {any} */ (window).heard;
      const found = messages.filter(({ data }) => {
        const message = typeof data === 'string' && data.startsWith('{') ? JSON.parse(data) : data;
        return message?.step === wanted || message?.flinksCode === wanted;
      });
      return found.length >= count;
    },
    /** @type {const} */ ([step, times]),
    { timeout: 10_000 },
  );
  return heard(page);
}

/** @param {any[]} messages what each one is called */
export const steps = messages => messages.map(({ step, flinksCode }) => step ?? flinksCode);

/** A simulator, a host on another origin and a browser. */
export async function startStage() {
  const simulator = await startSimulator();
  const host = await startHost();
  const browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
  return {
    simulator,
    host: host.origin,
    browser,
    /** An address of Connect with a token of its own. @param {Record<string, string>} parameters */
    async address(parameters) {
      const query = new URLSearchParams({
        demo: 'true',
        authorizeToken: await mintToken(simulator),
        ...parameters,
      });
      return `${simulator.origin}/v2/?${query}`;
    },
    async close() {
      await browser.close();
      await host.close();
      await simulator.close();
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof startStage>>} Stage */
