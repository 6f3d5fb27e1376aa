import { Router } from '@koa/router';
import type { Context, Middleware } from 'koa';
import { bodyOf } from '../api/answers.ts';
import { bearerOf } from './bearer.ts';
import { dataProviders, findProvider } from './data-providers.ts';
import { parseProviderVariants, shapeV1, shapeV2 } from './provider-shapes.ts';
import type { Recipients } from './recipients.ts';

interface ProvidersRouterOptions {
  guard: Middleware;
  recipients: Recipients;
  now: () => number;
}

interface Registration {
  clientId: string;
  providerId: number;
  status: 'PENDING_APPROVAL' | 'PENDING_ACTIVATION' | 'ACTIVE';
  requestedOn: string;
}

/**
 * Which banks there are, and a recipient's registration with each of them (Flinks: get supported data providers,
 * registration). A recipient asks with its own token, so a browser cannot.
 */
export function providersRouter({ guard, recipients, now }: ProvidersRouterOptions) {
  const router = new Router();
  const registrations: Registration[] = [];

  const variantsOf = (ctx: Context) => {
    const { simulate } = ctx.query;
    const given = typeof simulate === 'string' ? simulate : undefined;
    return parseProviderVariants(recipients.get(bearerOf(ctx).clientId)?.simulate, given);
  };

  router.get('/api/v1/providers', guard, ctx => {
    answerList(ctx, shapeV1(dataProviders, variantsOf(ctx).v1));
  });

  router.get('/api/v2/providers', guard, ctx => {
    const { country, isEnabledForClient } = ctx.query;
    const countries = typeof country === 'string' ? country.toUpperCase().split(',') : ['CA', 'US'];
    const enabled = typeof isEnabledForClient === 'string' ? isEnabledForClient.toUpperCase() : '';
    if (!countries.every(each => each === 'CA' || each === 'US') || !/^(TRUE|FALSE)?$/.test(enabled)) {
      badRequest(ctx);
      return;
    }
    const wanted = dataProviders
      .filter(each => countries.includes(each.country))
      .filter(({ status }) => enabled === '' || (status === 'Activated') === (enabled === 'TRUE'));
    answerList(ctx, shapeV2(wanted, variantsOf(ctx).v2));
  });

  const describe = (clientId: string) =>
    registrations
      .filter(each => each.clientId === clientId)
      .map(({ providerId, status, requestedOn }) => ({
        client_id: clientId,
        client_name: recipients.get(clientId)?.name ?? clientId,
        provider_id: providerId,
        provider_name: findProvider(providerId)?.name,
        country: findProvider(providerId)?.country,
        registration_status: status,
        requested_on: requestedOn,
      }));

  router.get('/api/v1/recipients/providers/requests', guard, ctx => {
    // A partner sees its recipients; who belongs to whom is not simulated: each sees its own.
    ctx.body = describe(bearerOf(ctx).clientId);
  });
  router.get('/api/v1/recipients/:client/providers/requests', guard, ctx => {
    if (ctx.params.client === bearerOf(ctx).clientId) ctx.body = describe(bearerOf(ctx).clientId);
    else badRequest(ctx);
  });

  // The body is undocumented but for "the ID of the Data Provider(s)": one number or a list (assumption).
  router.post('/api/v1/recipients/:client/providers/requests', guard, ctx => {
    const { clientId } = bearerOf(ctx);
    const ids = [bodyOf(ctx).provider_id ?? []].flat();
    if (ctx.params.client !== clientId || ids.length === 0 || !ids.every(findProvider)) {
      badRequest(ctx);
      return;
    }
    for (const id of ids)
      registrations.push({
        clientId,
        providerId: Number(id),
        status: 'PENDING_APPROVAL',
        requestedOn: new Date(now()).toISOString(),
      });
    ctx.status = 201;
    ctx.body = describe(clientId);
  });

  return {
    router,
    /** What Flinks and the bank do behind the scenes: one step further. */
    advanceRegistrations(clientId: string) {
      for (const each of registrations.filter(registration => registration.clientId === clientId))
        each.status = each.status === 'PENDING_APPROVAL' ? 'PENDING_ACTIVATION' : 'ACTIVE';
      return describe(clientId);
    },
  };
}

/** An empty object with 404 is documented for "no Data Providers". */
function answerList(ctx: Context, list: object[] | undefined) {
  ctx.status = list ? 200 : 404;
  ctx.body = list ?? {};
}

function badRequest(ctx: Context) {
  ctx.status = 400;
  ctx.body = { message: 'Invalid request parameters' };
}
