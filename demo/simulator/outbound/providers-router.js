import Router from '@koa/router';
import { bodyOf } from '../api/answers.js';
import { bearerOf } from './bearer.js';
import { dataProviders, findProvider } from './data-providers.js';
import { parseProviderVariants, shapeV1, shapeV2 } from './provider-shapes.js';

/**
 * Which banks there are, and a recipient's registration with each of them (Flinks: get supported data providers,
 * registration). A recipient asks with its own token, so a browser cannot.
 *
 * @typedef {{ clientId: string, providerId: number, status: 'PENDING_APPROVAL' | 'PENDING_ACTIVATION' | 'ACTIVE',
 *   requestedOn: string }} Registration
 * @param {object} options
 * @param {import('koa').Middleware} options.guard
 * @param {import('./recipients.js').Recipients} options.recipients
 * @param {() => number} options.now
 */
export function providersRouter({ guard, recipients, now }) {
  const router = new Router();
  /** @type {Registration[]} */
  const registrations = [];

  /** @param {import('koa').Context} ctx */
  const variantsOf = ctx => {
    const { simulate } = ctx.query;
    const given = typeof simulate === 'string' ? simulate : undefined;
    return parseProviderVariants(recipients.get(bearerOf(ctx).clientId)?.simulate, given);
  };

  router.get('/api/v1/providers', guard, ctx => {
    answerList(ctx, shapeV1(dataProviders, variantsOf(ctx)['v1']));
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
    answerList(ctx, shapeV2(wanted, variantsOf(ctx)['v2']));
  });

  /** @param {string} clientId */
  const describe = clientId =>
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
    if (ctx['params'].client === bearerOf(ctx).clientId) ctx.body = describe(bearerOf(ctx).clientId);
    else badRequest(ctx);
  });

  // The body is undocumented but for "the ID of the Data Provider(s)": one number or a list (assumption).
  router.post('/api/v1/recipients/:client/providers/requests', guard, ctx => {
    const { clientId } = bearerOf(ctx);
    const ids = [bodyOf(ctx)['provider_id'] ?? []].flat();
    if (ctx['params'].client !== clientId || ids.length === 0 || !ids.every(findProvider)) {
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
    /** What Flinks and the bank do behind the scenes: one step further. @param {string} clientId */
    advanceRegistrations(clientId) {
      for (const each of registrations.filter(registration => registration.clientId === clientId))
        each.status = each.status === 'PENDING_APPROVAL' ? 'PENDING_ACTIVATION' : 'ACTIVE';
      return describe(clientId);
    },
  };
}

/** An empty object with 404 is documented for "no Data Providers". @param {import('koa').Context} ctx @param {object[] | undefined} list */
function answerList(ctx, list) {
  ctx.status = list ? 200 : 404;
  ctx.body = list ?? {};
}

/** @param {import('koa').Context} ctx */
function badRequest(ctx) {
  ctx.status = 400;
  ctx.body = { message: 'Invalid request parameters' };
}
