import { Router } from '@koa/router';
import { Refusal } from '../refusal.ts';
import type { Services } from '../services.ts';
import { readRawBody } from './raw-body.ts';
import { isSigned, signatureOf } from './signature.ts';
import { readWebhook } from './webhook-event.ts';

/** A year of transactions of several accounts, and room above it. */
const LIMIT = 5_000_000;

/**
 * Where Flinks tells of results. The signature is all that counts here: no cookie, no origin, no session. It is checked
 * over the exact bytes, before anything in them is read, and a request without it learns nothing. Whatever is genuine is
 * answered with 200, since Flinks repeats everything else.
 */
export function webhookRoute({ config: { express }, handoffs }: Pick<Services, 'config' | 'handoffs'>) {
  const router = new Router();
  if (!express) return router.routes();
  router.post('/webhooks/flinks', async ctx => {
    ctx.set('Cache-Control', 'no-store');
    const refusal = new Refusal(401, 'unauthorized', 'This request is not accepted.');
    const signature = signatureOf(ctx);
    try {
      if (signature === '') throw refusal;
      const raw = await readRawBody(ctx.req, LIMIT);
      if (!isSigned(raw, signature, express.webhookSecret)) throw refusal;
      handoffs.receive(readWebhook(raw));
    } catch (error) {
      // What is left of the body is not waited for.
      if (!ctx.req.readableEnded) ctx.set('Connection', 'close');
      throw error;
    }
    ctx.status = 200;
    ctx.body = {};
  });
  return router.routes();
}
