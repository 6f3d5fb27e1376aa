import { fileURLToPath } from 'node:url';
import { bodyParser } from '@koa/bodyparser';
import { Router } from '@koa/router';
import type { Context } from 'koa';
import send from 'koa-send';
import { bodyOf } from '../api/answers.ts';
import { matches } from '../app/search.ts';
import { bankLanguage } from '../bank/texts.ts';
import { parametersOf } from '../connect/parameters.ts';
import { flinksCapital, institutions } from '../world/institutions.ts';
import type { World } from '../world/world.ts';
import { siteHeaders } from './headers.ts';
import {
  accountsPage,
  credentialsPage,
  endPage,
  type Failure,
  identityPage,
  institutionsPage,
  questionsPage,
  scopePage,
} from './pages.ts';
import { siteActions } from './steps.ts';
import { type ExpressVisit, lostVisit, type Visits } from './visits.ts';
import type { Webhooks } from './webhooks.ts';

const assets = fileURLToPath(new URL('assets/', import.meta.url));

interface SiteRouterOptions {
  world: World;
  visits: Visits;
  webhooks: Webhooks;
  /** Whose site it looks like. */
  company: string;
}

/**
 * The pages of the site. The address is taken off the bar at once, and a form that does not belong to the present step
 * leads back to it: going back or sending twice loses nothing.
 */
export function siteRouter({ world, visits, webhooks, company }: SiteRouterOptions) {
  const router = new Router();
  const actions = siteActions({ world, webhooks, listFor });

  router.get('/', ctx => {
    const parameters = parametersOf(ctx.querystring);
    const visit = visits.open(parameters, bankLanguage(ctx, parameters.language));
    siteHeaders(ctx);
    ctx.status = 303;
    ctx.redirect(`/visits/${visit.id}`);
  });
  router.get('/express-assets/:file', async ctx => {
    ctx.set('X-Content-Type-Options', 'nosniff');
    await send(ctx, ctx.params.file ?? '', { root: assets });
  });
  router.get('/visits/:visit', ctx => {
    const visit = visits.get(ctx.params.visit);
    const { language, q } = ctx.query;
    if (!visit) {
      showLost(ctx);
      return;
    }
    if (language === 'en' || language === 'fr') visit.language = language;
    siteHeaders(ctx);
    ctx.body = show(visit, {}, typeof q === 'string' ? q : '');
  });
  router.post('/visits/:visit/:form', bodyParser({ enableTypes: ['form'], formLimit: '16kb' }), ctx => {
    const { visit: id, form = '' } = ctx.params;
    const visit = visits.get(id);
    const action = Object.hasOwn(actions, form) ? actions[form] : undefined;
    if (!visit || !action) {
      showLost(ctx);
      return;
    }
    siteHeaders(ctx);
    const failure = visit.step === action.at ? action.take(visit, bodyOf(ctx)) : undefined;
    if (failure) {
      ctx.status = 422;
      ctx.body = show(visit, failure);
    } else {
      ctx.status = 303;
      ctx.redirect(`/visits/${visit.id}`);
    }
  });

  const showLost = (ctx: Context) => {
    siteHeaders(ctx);
    ctx.status = 404;
    ctx.body = endPage({ visit: lostVisit(bankLanguage(ctx, undefined)), company });
  };

  const show = (visit: ExpressVisit, failure: Failure, query = '') => {
    const shown = { visit, company };
    if (visit.step === 'identity') return identityPage(shown, failure);
    if (visit.step === 'scope') return scopePage(shown);
    if (visit.step === 'institutions') {
      const found = listFor(visit).filter(({ en, fr, name }) => matches(query, [en, fr, name]));
      return institutionsPage(shown, found, query);
    }
    if (visit.step === 'credentials') return credentialsPage(shown, failure);
    if (visit.step === 'questions') return questionsPage(shown, world.challenges(visit.language), failure);
    if (visit.step !== 'accounts' || !visit.request) return endPage(shown);
    return accountsPage(shown, world.logins.accounts(visit.request.login), failure);
  };
  return router;
}

/** Flinks Capital first, and with demo=true only (Flinks: testing-flinks-express). */
function listFor({ isDemo, language }: ExpressVisit) {
  const { compare } = new Intl.Collator(`${language}-CA`, { numeric: true });
  const others = institutions.filter(each => each !== flinksCapital);
  const sorted = others.sort((a, b) => compare(a[language], b[language]));
  return isDemo ? [flinksCapital, ...sorted] : sorted;
}
