import { setTimeout as after } from 'node:timers/promises';
import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import { bodyOf } from '../api/answers.js';
import { numberOf } from '../simulation.js';
import { signIn } from '../world/sandbox-users.js';
import { bankHeaders } from './headers.js';
import { consentPage, errorPage, returnPage, signInPage } from './pages.js';
import { bankLanguage } from './texts.js';
import { applyOpenerPolicy, decisionOf, denied } from './variants.js';

/**
 * One person at one bank, on behalf of one request. `signedIn` is filled in on the way.
 *
 * @typedef {import('koa').Context} Context
 * @typedef {import('./pages.js').Shown & { simulation: import('../simulation.js').Simulation, redirectUri: string,
 *   signedIn?: string | undefined, accounts: (username: string) => import('./pages.js').OfferedAccount[] }} Visit
 * @typedef {{ username: string, accountIds: string[] } | { error: string, description: string }} Decision
 */

/** Who is signed in when nobody was asked. */
const autoUser = 'greatday_nomfa';

/**
 * The bank's pages for whoever sends a person there: sign in, choose, approve or refuse.
 *
 * @param {object} options
 * @param {string} options.prefix each visit lives at `{prefix}/{id}`
 * @param {(ctx: Context) => Promise<Visit | undefined>} options.find
 * @param {(ctx: Context, username: string) => void} options.remember
 * @param {(ctx: Context, visit: Visit, decision: Decision) => Promise<void>} options.settle sends the person back
 */
export function bankRouter({ prefix, find, remember, settle }) {
  const router = new Router({ prefix: `${prefix}/:visit` });
  const form = bodyParser({ enableTypes: ['form'], formLimit: '16kb' });

  /** @param {(ctx: Context, visit: Visit) => unknown} answer @returns {import('koa').Middleware} */
  const withVisit = answer => async ctx => {
    const visit = await find(ctx);
    bankHeaders(ctx, visit?.redirectUri);
    if (!visit) {
      ctx.status = 404;
      ctx.body = errorPage(bankLanguage(ctx, undefined));
      return;
    }
    applyOpenerPolicy(ctx, visit.simulation);
    if ('slow' in visit.simulation) await after(numberOf(visit.simulation['slow'], 1000));
    await answer(ctx, visit);
  };

  /** @param {Context} ctx @param {Visit} visit */
  const settleAlone = (ctx, visit) => {
    const decision = decisionOf(visit.simulation) ?? denied;
    return settle(ctx, visit, decision === 'approve' ? approval(visit, autoUser) : decision);
  };

  router.get(
    '/',
    withVisit((ctx, visit) => {
      // An opener policy acts on documents: a mere redirect would not be what a real bank is like.
      const decided = decisionOf(visit.simulation) !== undefined;
      if (decided && !('coop' in visit.simulation)) return settleAlone(ctx, visit);
      if (decided) ctx.body = returnPage(visit);
      else if (visit.signedIn) ctx.body = consentPage(visit, visit.accounts(visit.signedIn));
      else ctx.body = signInPage(visit);
      return undefined;
    }),
  );
  router.post('/continue', withVisit(settleAlone));
  router.post(
    '/sign-in',
    form,
    withVisit((ctx, visit) => {
      const { username, password } = bodyOf(ctx);
      const outcome = signIn(username, password);
      if ('refusal' in outcome) {
        ctx.status = 422;
        ctx.body = signInPage(visit, { code: outcome.refusal, username: String(username ?? '') });
        return;
      }
      remember(ctx, outcome.user.username);
      ctx.status = 303;
      ctx.redirect(visit.path);
    }),
  );
  router.post(
    '/decision',
    form,
    withVisit((ctx, visit) => {
      const { decision, account } = bodyOf(ctx);
      if (decision !== 'approve' || !visit.signedIn) return settle(ctx, visit, denied);
      const chosen = approval(visit, visit.signedIn, [account].flat());
      const offered = visit.accounts(visit.signedIn);
      if (offered.length === 0 || chosen.accountIds.length > 0) return settle(ctx, visit, chosen);
      ctx.status = 422;
      ctx.body = consentPage(visit, offered, { noneChosen: true });
      return undefined;
    }),
  );
  return router;
}

/** @param {Visit} visit @param {string} username @param {unknown[]} [wanted] all by default */
function approval(visit, username, wanted) {
  const offered = visit.accounts(username).map(({ id }) => id);
  return { username, accountIds: wanted ? offered.filter(id => wanted.includes(id)) : offered };
}
