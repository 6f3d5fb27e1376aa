import { fileURLToPath } from 'node:url';
import { Router } from '@koa/router';
import type { Context } from 'koa';
import send from 'koa-send';
import { pageFiles } from '../page-files.ts';
import type { Config } from './config.ts';
import { FlinksError } from './flinks-error.ts';
import { readLoginForm } from './login-outcome.ts';
import { languageOf, renderPage } from './page-template.ts';
import { Refusal } from './refusal.ts';
import { isOwnVisit, originOf } from './same-origin.ts';
import type { Services } from './services.ts';

const pages = new URL('../pages/', import.meta.url);
const builtElement = fileURLToPath(new URL('../../dist/cdn', import.meta.url));

/** The pages that are the same for every user: the path is the name. */
const plain = ['inline', 'dialog', 'accounts'];

/** The pages of open banking. */
const outboundPages = ['outbound', 'outbound-page', 'outbound-backend'];

/** The pages, and the one form that works without a script of this demo. */
export function pageRoutes({
  config,
  api,
  sessions,
  links,
  credentialsBanks,
  elementFolder = builtElement,
}: Pick<Services, 'config' | 'api' | 'sessions' | 'links' | 'credentialsBanks' | 'elementFolder'>) {
  const router = new Router();

  const show = async (ctx: Context, name: string, values: Record<string, string> = {}) => {
    const language = languageOf(ctx);
    ctx.type = 'html';
    ctx.set('Cache-Control', 'no-store');
    ctx.set('Vary', 'Accept-Language');
    ctx.body = await renderPage(name, language, { ...frame(ctx, name, config), ...values });
  };

  router.get('/', ctx =>
    show(ctx, 'index', { hiddenUnlessSimulated: credentialsBanks.length > 0 ? '' : 'hidden' }),
  );
  for (const name of plain) router.get(`/${name}`, ctx => show(ctx, name));

  /** A page of something that not every customer of Flinks has; `instead` is shown where it is not set up. */
  const showWhere = (
    ctx: Context,
    name: string,
    { configured, instead }: { configured: boolean; instead: string },
  ) => show(ctx, configured ? name : instead, currentOf(name));

  for (const name of outboundPages)
    router.get(`/${name}`, async ctx => {
      // After a return by the backend the URL has a state: no request from here repeats it.
      ctx.set('Referrer-Policy', 'no-referrer');
      await showWhere(ctx, name, { configured: config.outbound !== undefined, instead: 'no-outbound' });
    });
  router.get('/custom', ctx => showWhere(ctx, 'custom', { configured: config.custom, instead: 'no-custom' }));

  router.get('/form', async ctx => {
    // Only a page that is really shown is worth a token: not a picture or a script of another page with this address, nor
    // what a browser loads ahead of a visit, which loads it again then.
    if (!['', 'document'].includes(ctx.get('sec-fetch-dest')) || ctx.get('sec-purpose') !== '')
      throw new Refusal(403, 'not-a-page', 'This address is a page.');
    // Another site can send a window here without end, and each visit would cost a token. The user continues by a link: a
    // page that reloads by itself would cost as much.
    if (!isOwnVisit(ctx)) return show(ctx, 'form-elsewhere', currentOf('form'));
    const session = sessions.findOrStart(ctx);
    session.noteToken();
    try {
      await show(ctx, 'form', { token: await api.generateAuthorizeToken() });
    } catch (error) {
      if (!(error instanceof FlinksError)) throw error;
      ctx.status = 502;
      // Without a token the element would take the page for an integration from before tokens: it is not shown at all.
      await show(ctx, 'problem', { problemCode: error.code });
    }
  });

  router.post('/link', async ctx => {
    const session = sessions.find(ctx);
    try {
      if (!session) throw new Refusal(401, 'no-session', 'There is no session: open the form again.');
      links.accept(session, readLoginForm(ctx.request.body));
      ctx.status = 303;
      ctx.redirect(`/accounts?lang=${languageOf(ctx)}`);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      ctx.status = error.status;
      await show(ctx, 'problem', { problemCode: error.code });
    }
  });

  router.get('/flinks-link.js', async ctx => {
    const missing = new Refusal(404, 'not-built', 'The element is not built yet: run npm run build.');
    await send(ctx, 'flinks-link.js', { root: elementFolder }).catch(() => Promise.reject(missing));
  });
  // Scripts import the texts by the path that they have on disk.
  for (const folder of ['assets', 'text']) {
    const sendFile = pageFiles(fileURLToPath(new URL(folder, pages)));
    router.get(`/${folder}/:file`, ctx => sendFile(ctx, ctx.params.file ?? ''));
  }
  return router.routes();
}

function frame(ctx: Context, name: string, config: Config) {
  const lang = languageOf(ctx);
  return {
    lang,
    otherLang: lang === 'fr' ? 'en' : 'fr',
    path: ctx.method === 'GET' ? ctx.path : '/form',
    ...currentOf(name),
    connectUrl: config.connectUrl,
    demo: config.demo ? 'demo' : '',
    here: `${originOf(ctx)}${ctx.path}`,
    institution: config.demo ? '14' : '',
    hiddenUnlessDemo: config.demo ? '' : 'hidden',
  };
}

/** Which of the header's links leads to the page that is shown. */
function currentOf(name: string) {
  const linked = [...plain, ...outboundPages, 'form', 'custom'];
  return Object.fromEntries(linked.map(page => [`current.${page}`, page === name ? 'page' : 'false']));
}
