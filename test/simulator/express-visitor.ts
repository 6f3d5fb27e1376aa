import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { TestContext } from 'node:test';
import { createExpress } from '../../demo/simulator/express/index.ts';
import type { SimulatorOptions } from '../../demo/simulator/index.ts';
import type { Account } from '../../demo/simulator/world/accounts.ts';
import { BankVisitor } from './bank-visitor.ts';
import { type FlinksBody, listen, startSimulator, stop } from './simulator-server.ts';

export const person = { name: 'Zoé Bélanger', birthDate: '1990-04-30', email: 'zoe@example.com' };

/** What a webhook carries: the answer of a call, and which call it is. */
interface WebhookBody extends FlinksBody {
  ResponseType?: string;
  Holders?: Account['Holder'][];
}

/** A webhook as it has arrived. */
export interface Received {
  headers: IncomingHttpHeaders;
  raw: string;
  json: WebhookBody;
}

interface ExpressOptions {
  /** The statuses of the first webhooks, 200 for all others. */
  answers?: number[];
  simulator?: SimulatorOptions;
}

/**
 * Express on a port of its own, and a server that hears its webhooks.
 *
 * @param t - closes everything
 */
export async function startExpress(
  t: TestContext,
  { answers = [], simulator: options = {} }: ExpressOptions = {},
) {
  const simulator = await startSimulator(options);
  t.after(() => simulator.close());
  const received: Received[] = [];
  const waiting = new Set<() => void>();
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
    /** @returns as many webhooks, once they are there */
    async hear(count: number): Promise<Received[]> {
      await new Promise<void>(resolve => {
        const look = () => {
          if (received.length >= count) resolve();
        };
        waiting.add(look);
        look();
      });
      return received.slice(0, count);
    },
    address: (parameters: Record<string, string> = {}) =>
      `${origin}/?${new URLSearchParams({ demo: 'true', ...parameters })}`,
  };
}

/** The signature of a webhook as Flinks documents it, worked out here on its own. */
export function sign(body: string | Buffer, secret: string) {
  return createHmac('sha256', Buffer.from(secret, 'utf8')).update(body).digest('base64');
}

type Page = Awaited<ReturnType<BankVisitor['go']>>;

interface SignInOptions {
  institution?: string;
  visitor?: BankVisitor;
}

/** A user's way to the sign-in of a bank. */
export async function toSignIn(
  address: string,
  { institution = 'FlinksCapital', visitor = new BankVisitor() }: SignInOptions = {},
) {
  let page = await visitor.go(address);
  page = await page.submit('/identity', person);
  page = await page.submit('/scope', { decision: 'agree' });
  return page.submit('/institutions', { institution });
}

interface WalkOptions extends SignInOptions {
  username?: string;
}

/** The whole way, to the page that says it is done. */
export async function walk(address: string, { username = 'Greatday', ...options }: WalkOptions = {}) {
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

export const stepOf = (page: Page) => /data-step="(\w+)"/.exec(page.text)?.[1];
