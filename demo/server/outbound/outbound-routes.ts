import { Router } from '@koa/router';
import type { Context } from 'koa';
import { parseBody } from '../login-outcome.ts';
import { noStore } from '../no-store.ts';
import type { Language } from '../page-template.ts';
import { Refusal } from '../refusal.ts';
import { originOf } from '../same-origin.ts';
import type { Services } from '../services.ts';
import { readCodeEvent } from './code-outcome.ts';
import { OutboundApi } from './outbound-api.ts';
import { OutboundLinks } from './outbound-links.ts';
import { mergeProviders, testBank } from './provider-list.ts';
import { Providers } from './providers.ts';
import { takeReturn } from './return.ts';

/** Where a page takes an answer, and where this server does. */
const redirectPaths = { page: '/callback.html', backend: '/outbound/return' };

/**
 * Open banking: the way to the bank and back, and what is read with the tokens, which never leave this server. What the
 * manual's pages call has the manual's names as well, `/api/flinks/…`.
 */
export function outboundRoutes({
  config,
  sessions,
  credentialsBanks,
  log,
}: Pick<Services, 'config' | 'sessions' | 'credentialsBanks' | 'log'>) {
  const router = new Router();
  router.use(noStore);
  if (!config.outbound) {
    const refuse = () => {
      throw new Refusal(
        501,
        'not-configured',
        'Open banking is not set up here: set FLINKS_OUTBOUND_URL, FLINKS_CLIENT_ID and FLINKS_CLIENT_SECRET.',
      );
    };
    const flinks = ['providers', 'authorize', 'code'].map(call => `/api/flinks/${call}`);
    for (const path of ['/api/outbound/{*rest}', '/api/providers', '/outbound/return', ...flinks])
      router.all(path, refuse);
    return router.routes();
  }
  const api = new OutboundApi(config.outbound);
  const links = new OutboundLinks(api, log);
  const providers = new Providers(api);

  const linkOf = (ctx: Context) => {
    const link = sessions.find(ctx)?.outbound;
    if (!link) throw new Refusal(409, 'not-linked', 'No bank is linked by open banking in this session.');
    return link;
  };

  router.get('/api/outbound/providers', async ctx => {
    ctx.body = await providers.list();
  });

  router.get(['/api/providers', '/api/flinks/providers'], async ctx => {
    const banks = [...(config.demo ? [testBank] : []), ...credentialsBanks];
    ctx.body = mergeProviders(await api.listAllProviders(), banks);
  });

  router.post(['/api/outbound/start', '/api/flinks/authorize'], async ctx => {
    const { providerId, way, language } = readStart(ctx.request.body);
    const redirectUri = `${originOf(ctx)}${redirectPaths[way]}`;
    const session = sessions.findOrStart(ctx);
    ctx.body = await links.start(session, {
      way,
      redirectUri,
      ...(providerId && { providerId }),
      ...(language && { language }),
    });
  });

  router.post(['/api/outbound/code', '/api/flinks/code'], async ctx => {
    const session = sessions.find(ctx);
    if (!session) throw new Refusal(401, 'no-session', 'There is no session: start at the page again.');
    const { state, ...answer } = readCodeEvent(ctx.request.body);
    await links.take(session, 'page', state, new URLSearchParams({ ...answer, state }));
    ctx.status = 204;
  });

  router.get('/outbound/return', takeReturn({ sessions, links, log }));

  router.get('/api/outbound/link', ctx => {
    ctx.body = sessions.find(ctx)?.outbound?.view() ?? { state: 'none' };
  });

  router.get('/api/outbound/accounts', async ctx => {
    const link = linkOf(ctx);
    const { providerId } = link.view();
    ctx.body = { institution: await providers.nameOf(providerId), ...(await link.accounts()) };
  });

  router.get('/api/outbound/accounts/:ref/transactions', async ctx => {
    const { after } = ctx.query;
    if (typeof after !== 'string' || !/^[^]{1,1000}$/.test(after))
      throw new Refusal(400, 'malformed', 'The place to go on from is missing or malformed.');
    ctx.body = await linkOf(ctx).transactions(ctx.params.ref ?? '', after);
  });

  router.delete('/api/outbound/link', async ctx => {
    const session = sessions.find(ctx);
    const link = session?.outbound;
    await link?.revoke();
    if (session && session.outbound === link) session.outbound = undefined;
    ctx.status = 204;
  });

  return router.routes();
}

function readStart(body: unknown): { providerId?: string; way: 'page' | 'backend'; language?: Language } {
  const { providerId, way = 'page', language } = parseBody(body, 'what to start');
  if (way !== 'page' && way !== 'backend')
    throw new Refusal(400, 'malformed', 'The way must be page or backend.');
  if (providerId !== undefined && !/^\d{1,9}$/.test(String(providerId)))
    throw new Refusal(400, 'malformed', 'The providerId must be a number.');
  return {
    way,
    ...(providerId !== undefined && { providerId: String(providerId) }),
    ...((language === 'en' || language === 'fr') && { language }),
  };
}
