import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { createExpress } from '../../demo/simulator/express/index.ts';
import { BankVisitor } from './bank-visitor.js';
import { listen, startSimulator, stop } from './simulator-server.js';

export const person = { name: 'Zoé Bélanger', birthDate: '1990-04-30', email: 'zoe@example.com' };

/**
 * Express on a port of its own, and somebody who hears its webhooks.
 *
 * @param {import('node:test').TestContext} t closes everything
 * @param {{ answers?: number[], simulator?: import('../../demo/simulator/index.ts').SimulatorOptions }} [options]
 *   `answers`: the statuses of the first webhooks, 200 for all others
 */
export async function startExpress(t, { answers = [], simulator: options = {} } = {}) {
  const simulator = await startSimulator(options);
  t.after(() => simulator.close());
  /** @type {{ headers: import('node:http').IncomingHttpHeaders, raw: string, json: any }[]} */
  const received = [];
  /** @type {Set<() => void>} */
  const waiting = new Set();
  const receiver = createServer((request, response) => {
    let raw = '';
    request.setEncoding('utf8').on('data', chunk => (raw += chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, raw, json: JSON.parse(raw) });
      response.writeHead(answers[received.length - 1] ?? 200).end();
      for (const look of waiting) look();
    });
  });
  const url = `${await listen(receiver, '127.0.0.1')}/webhooks/flinks`;
  t.after(() => stop(receiver));
  const webhook = { url, secret: 'sécret of the webhook' };
  const express = createExpress({ world: simulator.world, webhook, retryMs: 5 });
  const server = createServer(express.app.callback());
  const origin = await listen(server, '127.0.0.1');
  t.after(() => stop(server));
  return {
    origin,
    simulator,
    webhook,
    webhooks: express.webhooks,
    received,
    /** @param {number} count @returns {Promise<any[]>} as many webhooks, once they are there */
    async hear(count) {
      await new Promise(resolve => {
        const look = () => {
          if (received.length >= count) resolve(undefined);
        };
        waiting.add(look);
        look();
      });
      return received.slice(0, count);
    },
    /** @param {Record<string, string>} [parameters] */
    address: (parameters = {}) => `${origin}/?${new URLSearchParams({ demo: 'true', ...parameters })}`,
  };
}

/** @typedef {Awaited<ReturnType<BankVisitor['go']>>} Page */

/**
 * A person's way to the sign-in of a bank.
 *
 * @param {string} address
 * @param {{ institution?: string, visitor?: BankVisitor }} [options]
 */
export async function toSignIn(address, { institution = 'FlinksCapital', visitor = new BankVisitor() } = {}) {
  let page = await visitor.go(address);
  page = await page.submit('/identity', person);
  page = await page.submit('/scope', { decision: 'agree' });
  return page.submit('/institutions', { institution });
}

/**
 * The whole way, to the page that says it is done.
 *
 * @param {string} address
 * @param {{ institution?: string, username?: string }} [options]
 */
export async function walk(address, { username = 'Greatday', ...options } = {}) {
  let page = await toSignIn(address, options);
  page = await page.submit('/credentials', { username, password: 'Everyday' });
  if (username === 'Greatday')
    page = await page.submit('/questions', {
      'answer-0': 'Montreal',
      'answer-1': 'Canada',
      'answer-2': 'triangle',
    });
  const chosen = page.accounts.slice(0, 2);
  page = await page.submit('/accounts', { account: chosen });
  assert.equal(stepOf(page), 'done', page.text);
  return { page, chosen };
}

/** @param {Page} page */
export const stepOf = page => /data-step="(\w+)"/.exec(page.text)?.[1];
