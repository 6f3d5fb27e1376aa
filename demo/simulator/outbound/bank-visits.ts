import type { Context, Middleware } from 'koa';
import type { Provider } from 'oidc-provider';
import { bankRouter } from '../bank/router.ts';
import { bankLanguage } from '../bank/texts.ts';
import { applyOpenerPolicy, parseBankVariants } from '../bank/variants.ts';
import { accountId } from './authorization-server.ts';
import { bankAccounts } from './bank-accounts.ts';
import type { Consents } from './consents.ts';
import { type DataProvider, dataScopes, defaultProviderId, findProvider } from './data-providers.ts';
import type { Recipients } from './recipients.ts';

interface BankVisitsOptions {
  server: Provider;
  resource: string;
  recipients: Recipients;
  consents: Consents;
  now: () => number;
}

/**
 * The user's visit at a bank on the way of an authorization: the OAuth server hands over by an interaction and takes
 * back its result.
 */
export function bankVisits({ server, resource, recipients, consents, now }: BankVisitsOptions) {
  /** User names by interaction. */
  const signedIn = new Map<string, string>();

  const interactionOf = (ctx: Context) => server.interactionDetails(ctx.req, ctx.res).catch(() => undefined);

  return bankRouter({
    prefix: '/bank',

    async find(ctx) {
      const interaction = await interactionOf(ctx);
      if (!interaction || interaction.uid !== ctx.params.visit) return undefined;
      const { params } = interaction;
      const provider = findProvider(params.provider_id ?? defaultProviderId);
      if (!provider) return undefined;
      const recipient = recipients.get(String(params.client_id));
      return {
        path: `/bank/${interaction.uid}`,
        language: bankLanguage(ctx, params.ui_locales),
        bank: provider,
        recipient: recipient?.name ?? String(params.client_id),
        scopes: grantable(params.scope, provider),
        simulation: parseBankVariants(params.simulate),
        redirectUri: String(params.redirect_uri),
        signedIn: signedIn.get(interaction.uid),
        accounts: username =>
          bankAccounts(provider.id, username, now()).map(({ Id, Title, LastFourDigits }) => ({
            id: Id,
            title: Title,
            digits: LastFourDigits,
          })),
      };
    },

    remember(ctx, username) {
      signedIn.set(ctx.params.visit, username);
    },

    async settle(ctx, visit, decision) {
      const interaction = await interactionOf(ctx);
      signedIn.delete(ctx.params.visit);
      ctx.respond = false;
      if (!interaction) return;
      const { client_id: clientId, provider_id: providerId } = interaction.params;
      const outcome = 'error' in decision || visit.scopes.length > 0 ? decision : noScope;
      if ('error' in outcome) {
        const { error, description } = outcome;
        await server.interactionFinished(ctx.req, ctx.res, { error, error_description: description });
        return;
      }
      const grant = new server.Grant({ accountId, clientId: String(clientId) });
      grant.addResourceScope(resource, visit.scopes.join(' '));
      const unsupported = dataScopes.filter(scope => !visit.scopes.includes(scope));
      if (unsupported.length > 0) grant.rejectResourceScope(resource, unsupported.join(' '));
      const grantId = await grant.save();
      consents.add({
        grantId,
        state: interaction.params.state,
        clientId: String(clientId),
        providerId: Number(providerId ?? defaultProviderId),
        username: outcome.username,
        accountIds: outcome.accountIds,
        scopes: visit.scopes,
        simulation: visit.simulation,
      });
      await server.interactionFinished(ctx.req, ctx.res, {
        login: { accountId },
        consent: { grantId },
      });
    },
  });
}

const noScope = { error: 'invalid_scope', description: 'None of the scopes can be granted.' };

function grantable(scope: unknown, provider: DataProvider) {
  const asked = typeof scope === 'string' ? scope.split(' ') : [];
  return provider.scopes.filter(each => asked.includes(each));
}

/**
 * Puts the opener policy on the redirects of the OAuth server too: on the way in by the address, on the way out by the
 * interaction that it ends.
 */
export function openerPolicyOnRedirects(server: Provider): Middleware {
  return async (ctx, next) => {
    const [, uid] = /^\/api\/v1\/authorize(?:\/([\w-]+))?$/.exec(ctx.path) ?? [];
    const interaction = uid === undefined ? undefined : await server.Interaction.find(uid);
    applyOpenerPolicy(ctx, parseBankVariants(interaction?.params.simulate ?? ctx.query.simulate));
    await next();
  };
}
