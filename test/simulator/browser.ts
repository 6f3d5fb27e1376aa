import assert from 'node:assert/strict';
import { access } from 'node:fs/promises';
import { createServer } from 'node:http';
import { delimiter, join } from 'node:path';
import type axe from 'axe-core';
import { chromium, type Page } from 'playwright-core';
import { listen, mintToken, startSimulator, stop } from './simulator-server.ts';

declare global {
  interface Window {
    /** What the page of a host has heard. */
    heard: unknown[];
    /** The window that a page has opened for a bank. */
    bank: Window | null;
    /** There once its script was run. */
    axe: typeof axe;
  }
}

/** The browser on the PATH, or nothing: these tests then say why they did not run. */
async function findBrowser() {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
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

/** Embeds an address and collects its messages. */
export async function embed(page: Page, host: string, address: string) {
  await page.goto(host);
  await page.evaluate(url => {
    window.heard = [];
    window.addEventListener('message', ({ data }) => window.heard.push(data));
    const frame = document.createElement('iframe');
    frame.title = 'Connect';
    frame.id = 'connect';
    frame.style.cssText = 'width: 100%; height: 640px; border: 0';
    frame.src = url;
    document.body.append(frame);
  }, address);
  return page.frameLocator('#connect');
}

/** What Connect posts, as far as tests look. */
interface ConnectMessage {
  step?: string;
  flinksCode?: string;
  institution?: string;
  requestId?: string;
  loginId?: string;
  /** The accounts that were chosen, joined by commas. */
  accountId?: string;
  tag?: string;
  url?: string;
}

export const heard = (page: Page): Promise<unknown[]> => page.evaluate(() => window.heard);

/**
 * Waits until a message of this step was heard, then gives all of them.
 *
 * @param step - or a flinksCode
 */
export async function heardUntil(page: Page, step: string, times = 1) {
  await page.waitForFunction(
    ([wanted, count]) => {
      const found = window.heard.filter(data => {
        const message: ConnectMessage | null =
          typeof data === 'string' && data.startsWith('{') ? JSON.parse(data) : data;
        return message?.step === wanted || message?.flinksCode === wanted;
      });
      return found.length >= count;
    },
    [step, times] as const,
    { timeout: 10_000 },
  );
  return heard(page);
}

const isObject = (message: unknown): message is ConnectMessage =>
  typeof message === 'object' && message !== null;

/** One of the messages, which is an object. */
export function messageAt(messages: readonly unknown[], place: number): ConnectMessage {
  const message = messages.at(place);
  assert.ok(isObject(message), `no object: ${JSON.stringify(message)}`);
  return message;
}

/** What each message is called; what is no object has no name. */
export const steps = (messages: readonly unknown[]) =>
  messages.map(message => (isObject(message) ? (message.step ?? message.flinksCode) : undefined));

/** A simulator, a host on another origin and a browser. */
export async function startStage() {
  const simulator = await startSimulator();
  const host = await startHost();
  const browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
  return {
    simulator,
    host: host.origin,
    browser,
    /** An address of Connect with a token of its own. */
    async address(parameters: Record<string, string>) {
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

export type Stage = Awaited<ReturnType<typeof startStage>>;
