import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Tells the host's backend what has come of a visit (Flinks: webhooks, hmac): a POST of JSON, signed by HMAC-SHA256 over
 * its exact bytes, in base64. Anything but 200 is a failure; there are 10 attempts, 30 minutes apart.
 *
 * @typedef {import('../simulation.js').Simulation} Simulation
 * @typedef {{ url: string, secret: string }} Target
 * @typedef {{ type: string, tag: string | null, body: string, simulation: Simulation, attempts: number[],
 *   delivered: boolean }} Delivery `attempts` holds HTTP statuses, 0 where nobody answered
 */
export class Webhooks {
  #target;
  #retryMs;
  #mostAttempts;
  /** @type {Delivery[]} */
  #deliveries = [];
  /** @type {Promise<void>[]} */
  #underWay = [];

  /**
   * @param {object} options
   * @param {Target} options.target where the support has registered it; read at every attempt, nowhere without a URL
   * @param {number} [options.retryMs] 30 minutes by default
   * @param {number} [options.mostAttempts] 10 by default
   */
  constructor({ target, retryMs = 30 * 60_000, mostAttempts = 10 }) {
    this.#target = target;
    this.#retryMs = retryMs;
    this.#mostAttempts = mostAttempts;
  }

  /**
   * @param {{ ResponseType: string, Tag?: string }} payload
   * @param {{ tag: string | null, simulation: Simulation }} visit
   */
  send(payload, { tag, simulation }) {
    const { ResponseType: type } = payload;
    const body = JSON.stringify(payload);
    for (let copy = 0; copy < ('twice' in simulation ? 2 : 1); copy += 1) {
      /** @type {Delivery} */
      const delivery = { type, tag, body, simulation, attempts: [], delivered: false };
      this.#deliveries.push(delivery);
      this.#underWay.push(this.#deliver(delivery));
    }
  }

  /** @param {string} tag @returns {Pick<Delivery, 'type' | 'attempts' | 'delivered'>[]} without what was sent */
  of(tag) {
    return this.#deliveries
      .filter(delivery => delivery.tag === tag)
      .map(({ type, attempts, delivered }) => ({ type, attempts: [...attempts], delivered }));
  }

  /** Once every webhook has arrived or was given up. */
  async settled() {
    await Promise.all(this.#underWay);
  }

  /** The same bytes and signatures once more, as whoever has recorded them might send them. @param {string} tag */
  async replay(tag) {
    const recorded = this.#deliveries.filter(delivery => delivery.tag === tag);
    return Promise.all(recorded.map(delivery => this.#post(delivery)));
  }

  /** @param {Delivery} delivery */
  async #deliver(delivery) {
    while (this.#target.url && delivery.attempts.length < this.#mostAttempts) {
      if (delivery.attempts.length > 0) await wait(this.#retryMs, undefined, { ref: false });
      const status = await this.#post(delivery);
      delivery.attempts.push(status);
      delivery.delivered = status === 200;
      if (delivery.delivered) return;
    }
  }

  /** @param {Delivery} delivery @returns {Promise<number>} */
  async #post({ body, simulation }) {
    const { url, secret } = this.#target;
    const key = simulation['signature'] === 'wrong' ? `${secret}?` : secret;
    const signature = createHmac('sha256', key).update(body).digest('base64');
    // The reference and the help centre name this header; the newest guide's sample reads X-Flinks-Signature.
    const header = /^[\w-]+$/.test(simulation['header'] ?? '')
      ? simulation['header']
      : 'flinks-authenticity-key';
    const signed = simulation['signature'] === 'none' ? {} : { [String(header)]: signature };
    const headers = { 'content-type': 'application/json', ...signed };
    const signal = AbortSignal.timeout(10_000);
    return fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal }).then(
      ({ status }) => status,
      () => 0,
    );
  }
}
