import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Simulation } from '../simulation.ts';

interface WebhooksOptions {
  /** Where the support has registered it; read at every attempt, nowhere without a URL. */
  target: Target;
  /** 30 minutes by default. */
  retryMs?: number;
  /** 10 by default. */
  mostAttempts?: number;
}

export interface Target {
  url: string;
  secret: string;
}

interface WebhookDelivery {
  type: string;
  tag: string | null;
  body: string;
  simulation: Simulation;
  /** HTTP statuses; 0 where no response came. */
  attempts: number[];
  delivered: boolean;
}

/**
 * Tells the host's backend what has come of a visit (Flinks: webhooks, hmac): a POST of JSON, signed by HMAC-SHA256 over
 * its exact bytes, in base64. Anything but 200 is a failure; there are 10 attempts, 30 minutes apart.
 */
export class Webhooks {
  readonly #target: Target;
  readonly #retryMs: number;
  readonly #mostAttempts: number;
  #deliveries: WebhookDelivery[] = [];
  #underWay: Promise<void>[] = [];

  constructor({ target, retryMs = 30 * 60_000, mostAttempts = 10 }: WebhooksOptions) {
    this.#target = target;
    this.#retryMs = retryMs;
    this.#mostAttempts = mostAttempts;
  }

  send(
    payload: { ResponseType: string; Tag?: string },
    { tag, simulation }: { tag: string | null; simulation: Simulation },
  ) {
    const { ResponseType: type } = payload;
    const body = JSON.stringify(payload);
    for (let copy = 0; copy < ('twice' in simulation ? 2 : 1); copy += 1) {
      const delivery: WebhookDelivery = { type, tag, body, simulation, attempts: [], delivered: false };
      this.#deliveries.push(delivery);
      this.#underWay.push(this.#deliver(delivery));
    }
  }

  /** @returns the deliveries, without what was sent */
  of(tag: string): Pick<WebhookDelivery, 'type' | 'attempts' | 'delivered'>[] {
    return this.#deliveries
      .filter(delivery => delivery.tag === tag)
      .map(({ type, attempts, delivered }) => ({ type, attempts: [...attempts], delivered }));
  }

  /** Once every webhook has arrived or was given up. */
  async settled() {
    await Promise.all(this.#underWay);
  }

  /** The same bytes and signatures once more, as a replay would send them. */
  async replay(tag: string) {
    const recorded = this.#deliveries.filter(delivery => delivery.tag === tag);
    return Promise.all(recorded.map(delivery => this.#post(delivery)));
  }

  async #deliver(delivery: WebhookDelivery) {
    while (this.#target.url && delivery.attempts.length < this.#mostAttempts) {
      if (delivery.attempts.length > 0) await wait(this.#retryMs, undefined, { ref: false });
      const status = await this.#post(delivery);
      delivery.attempts.push(status);
      delivery.delivered = status === 200;
      if (delivery.delivered) return;
    }
  }

  async #post({ body, simulation }: WebhookDelivery): Promise<number> {
    const { url, secret } = this.#target;
    const key = simulation.signature === 'wrong' ? `${secret}?` : secret;
    const signature = createHmac('sha256', key).update(body).digest('base64');
    // The reference and the help centre name this header; the newest guide's sample reads X-Flinks-Signature.
    const { header = '' } = simulation;
    const name = /^[\w-]+$/.test(header) ? header : 'flinks-authenticity-key';
    const signed = simulation.signature === 'none' ? {} : { [name]: signature };
    const headers = { 'content-type': 'application/json', ...signed };
    const signal = AbortSignal.timeout(10_000);
    return fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal }).then(
      ({ status }) => status,
      () => 0,
    );
  }
}
