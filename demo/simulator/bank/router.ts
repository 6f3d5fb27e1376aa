import { setTimeout as after } from 'node:timers/promises';
import { bodyParser } from '@koa/bodyparser';
import { Router } from '@koa/router';
import type { Context, Middleware } from 'koa';
import { bodyOf } from '../api/answers.ts';
import { numberOf, type Simulation } from '../simulation.ts';
import { signIn } from '../world/sandbox-users.ts';
import { bankHeaders } from './headers.ts';
import {
  type BankPage,
  consentPage,
  errorPage,
  type OfferedAccount,
  returnPage,
  signInPage,
} from './pages.ts';
import { bankLanguage } from './texts.ts';
import { applyOpenerPolicy, decisionOf, denied } from './variants.ts';

/** One user at one bank, on behalf of one request. `signedIn` is filled in on the way. */
export type BankVisit = BankPage & {
  simulation: Simulation;
  redirectUri: string;
  signedIn?: string | undefined;
  accounts: (username: string) => OfferedAccount[];
};

type Decision = { username: string; accountIds: string[] } | { error: string; description: string };

/** The user who is signed in without a form. */
const autoUser = 'greatday_nomfa';

interface BankRouterOptions {
  /** Each visit lives at `{prefix}/{id}`. */
  prefix: string;
  find: (ctx: Context) => Promise<BankVisit | undefined>;
  remember: (ctx: Context, username: string) => void;
  /** Sends the user back to where the request came from, with what was decided. */
  settle: (ctx: Context, visit: BankVisit, decision: Decision) => Promise<void>;
}

/** The bank's pages, wherever a user was sent from: sign in, choose, approve or refuse. */
export function bankRouter({ prefix, find, remember, settle }: BankRouterOptions) {
  const router = new Router({ prefix: `${prefix}/:visit` });
  const form = bodyParser({ enableTypes: ['form'], formLimit: '16kb' });

  const withVisit =
    (answer: (ctx: Context, visit: BankVisit) => unknown): Middleware =>
    async ctx => {
      const visit = await find(ctx);
      bankHeaders(ctx, visit?.redirectUri);
      if (!visit) {
        ctx.status = 404;
        ctx.body = errorPage(bankLanguage(ctx, undefined));
        return;
      }
      applyOpenerPolicy(ctx, visit.simulation);
      if ('slow' in visit.simulation) await after(numberOf(visit.simulation.slow, 1000));
      await answer(ctx, visit);
    };

  const settleAlone = (ctx: Context, visit: BankVisit) => {
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

/** @param wanted - all by default */
function approval(visit: BankVisit, username: string, wanted?: unknown[]) {
  const offered = visit.accounts(username).map(({ id }) => id);
  return { username, accountIds: wanted ? offered.filter(id => wanted.includes(id)) : offered };
}
