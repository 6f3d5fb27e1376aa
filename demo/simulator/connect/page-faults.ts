import { setTimeout as after } from 'node:timers/promises';
import type { Context } from 'koa';
import { numberOf, type Simulation } from '../simulation.ts';
import { securityHeaders } from './headers.ts';

/**
 * The faults that show before any script of Connect runs.
 *
 * @returns whether the answer is already settled
 */
export async function applyPageFault(ctx: Context, simulation: Simulation): Promise<boolean> {
  if ('slow' in simulation) await after(numberOf(simulation.slow, 1000));
  if ('refuse' in simulation) securityHeaders(ctx, { framing: 'nobody' });
  if ('xfo' in simulation) ctx.set('X-Frame-Options', 'DENY');
  if ('hang' in simulation) {
    ctx.respond = false;
    return true;
  }
  if ('drop' in simulation) {
    ctx.respond = false;
    ctx.res.writeHead(200, { 'Content-Type': 'text/html', 'Content-Length': '4096' });
    ctx.res.flushHeaders();
    ctx.res.socket?.end('<!doctype html><title>Connect</title>');
    return true;
  }
  if ('error' in simulation) {
    const status = numberOf(simulation.error, 500);
    ctx.status = status >= 400 && status <= 599 ? status : 500;
    ctx.type = 'html';
    ctx.body = '<!doctype html><html lang="en"><title>Simulated error</title><h1>Simulated error</h1></html>';
    return true;
  }
  return false;
}
