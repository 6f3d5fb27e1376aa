import { fileURLToPath } from 'node:url';

import { Router } from '@koa/router';
import send from 'koa-send';

import { FlinksError } from './flinks-error.js';
import { readLoginForm } from './login-outcome.js';
import { languageOf, renderPage } from './page-template.js';
import { Refusal } from './refusal.js';
import { originOf } from './same-origin.js';

/** @typedef {import('koa').Context} Context */

const pages = new URL('../pages/', import.meta.url);
const builtElement = fileURLToPath(new URL('../../dist/cdn', import.meta.url));

/** The pages that are the same for everybody: the path is the name. */
const plain = ['inline', 'dialog', 'accounts'];

/** The pages of open banking. */
const outboundPages = ['outbound', 'outbound-page', 'outbound-backend'];

/**
 * The pages, and the one form that works without a script of this demo.
 *
 * @param {object} options
 * @param {import('./config.js').Config} options.config
 * @param {import('./flinks-api.js').FlinksApi} options.api
 * @param {import('./sessions.js').Sessions} options.sessions
 * @param {import('./links.js').Links} options.links
 * @param {readonly import('./outbound/provider-list.js').CredentialsBank[]} options.credentialsBanks only a simulator names them
 * @param {string} [options.elementFolder] where `flinks-link.js` is
 */
export function pageRoutes({ config, api, sessions, links, credentialsBanks, elementFolder = builtElement }) {
  const router = new Router();

  /**
   * @param {Context} ctx
   * @param {string} name
   * @param {Record<string, string>} [values]
   */
  const show = async (ctx, name, values = {}) => {
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

  /**
   * A page of something that not every customer of Flinks has.
   *
   * @param {Context} ctx
   * @param {string} name
   * @param {{ configured: boolean, instead: string }} options `instead` is shown where it is not set up
   */
  const showWhere = (ctx, name, { configured, instead }) =>
    show(ctx, configured ? name : instead, currentOf(name));

  for (const name of outboundPages)
    router.get(`/${name}`, async ctx => {
      // Whoever comes back by the backend has a state in the address: no request from here repeats it.
      ctx.set('Referrer-Policy', 'no-referrer');
      await showWhere(ctx, name, { configured: config.outbound !== undefined, instead: 'no-outbound' });
    });
  router.get('/custom', ctx => showWhere(ctx, 'custom', { configured: config.custom, instead: 'no-custom' }));

  router.get('/form', async ctx => {
    // Only a page that is really shown is worth a token: not a picture or a script of another page with this address.
    if (!['', 'document'].includes(ctx.get('sec-fetch-dest')))
      throw new Refusal(403, 'not-a-page', 'This address is a page.');
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
  for (const folder of ['assets', 'text'])
    router.get(`/${folder}/:file`, async ctx => {
      await send(ctx, ctx.params.file ?? '', { root: fileURLToPath(new URL(folder, pages)) });
    });
  return router.routes();
}

/**
 * @param {Context} ctx
 * @param {string} name
 * @param {import('./config.js').Config} config
 */
function frame(ctx, name, config) {
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

/**
 * Which of the header's links leads to the page that is shown.
 *
 * @param {string} name
 */
function currentOf(name) {
  const linked = [...plain, ...outboundPages, 'form', 'custom'];
  return Object.fromEntries(linked.map(page => [`current.${page}`, page === name ? 'page' : 'false']));
}
