import { randomUUID } from 'node:crypto';
import { Router } from '@koa/router';
import type { Context } from 'koa';
import { append } from '../app/redirect.ts';
import { bankHeaders } from '../bank/headers.ts';
import { errorPage } from '../bank/pages.ts';
import { bankRouter, type BankVisit } from '../bank/router.ts';
import { bankLanguage } from '../bank/texts.ts';
import { applyOpenerPolicy, parseBankVariants } from '../bank/variants.ts';
import { parametersOf } from '../connect/parameters.ts';
import { findInstitution, type Institution } from '../world/institutions.ts';
import { findUser } from '../world/sandbox-users.ts';
import type { World } from '../world/world.ts';

interface CustomRoutersOptions {
  world: World;
  /** Where answers may go: Flinks has a list too. */
  redirectUris: Set<string>;
}

type CustomVisit = BankVisit & {
  state: string | undefined;
  tag: string | undefined;
  institution: Institution;
};

/** A Custom API integration: the user signs in at the bank and comes back with a loginId (Flinks: /OAuth/Authorize). */
export function customRouters({ world, redirectUris }: CustomRoutersOptions) {
  const visits = new Map<string, CustomVisit>();
  const router = new Router();

  router.get('/v3/oauth/authorize', ctx => {
    const parameters = parametersOf(ctx.querystring);
    // The reference names them so; the guides say `institution` and `redirect_url`.
    const redirectUri = parameters.redirect_uri ?? parameters.redirect_url ?? '';
    const institution = findInstitution(parameters.institution_id ?? parameters.institution);
    const simulation = parseBankVariants(parameters.simulate);
    const language = bankLanguage(ctx, parameters.lang);
    applyOpenerPolicy(ctx, simulation);
    if (!redirectUris.has(redirectUri)) {
      bankHeaders(ctx);
      ctx.status = 400;
      ctx.body = errorPage(language, 'redirect_uri');
      return;
    }
    const { state, tag } = parameters;
    if (!institution) {
      sendBack(ctx, redirectUri, refusal(state, 'invalid_request', 'There is no such institution.'));
      return;
    }
    const id = randomUUID();
    const path = `/simulator/custom/${id}`;
    const bank = { name: institution[language], color: institution.color };
    // Nothing tells a Custom customer which accounts were chosen: all are shared.
    const shown = { path, language, bank, recipient: 'A Flinks customer', scopes: [], accounts: () => [] };
    visits.set(id, { ...shown, simulation, redirectUri, state, tag, institution });
    ctx.redirect(path);
  });

  const bank = bankRouter({
    prefix: '/simulator/custom',
    find: async ctx => visits.get(ctx.params.visit ?? ''),
    remember(ctx, username) {
      const visit = visits.get(ctx.params.visit ?? '');
      if (visit) visit.signedIn = username;
    },
    async settle(ctx, _visit, decision) {
      const id = ctx.params.visit ?? '';
      const visit = visits.get(id);
      visits.delete(id);
      if (!visit) return;
      const { redirectUri, state, tag, institution } = visit;
      const user = 'username' in decision ? findUser(decision.username) : undefined;
      if (user) {
        // A user who signed in at the bank's own page is asked nothing more.
        const login = world.logins.create({ ...user, mfa: false }, { institution, tag: tag ?? null });
        sendBack(ctx, redirectUri, [['loginId', login.id], ...given('state', state)]);
      } else if ('error' in decision)
        sendBack(ctx, redirectUri, refusal(state, decision.error, decision.description));
    },
  });
  return [router, bank];
}

function sendBack(ctx: Context, redirectUri: string, answer: [string, string][]) {
  ctx.set('Referrer-Policy', 'no-referrer');
  ctx.set('Cache-Control', 'no-store');
  ctx.status = 302;
  ctx.redirect(append(redirectUri, answer));
}

function refusal(state: string | undefined, error: string, description: string): [string, string][] {
  return [...given('state', state), ['error', error], ['error_description', description]];
}

function given(name: string, value: string | undefined): [string, string][] {
  return value === undefined ? [] : [[name, value]];
}
