import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Provider as Server } from 'oidc-provider';
import { bankHeaders } from '../bank/headers.ts';
import { errorPage } from '../bank/pages.ts';
import { bankLanguage } from '../bank/texts.ts';
import { memoryAdapter } from './adapter.ts';
import type { Consents } from './consents.ts';
import { dataScopes, findProvider } from './data-providers.ts';
import { errors, interactionPolicy, Provider } from './oidc-provider.ts';
import type { Recipients } from './recipients.ts';

/** One account for every sign-in: who signed in where is in the consent, and in the tokens as `sub`. */
export const accountId = 'simulated-person';

const month = 30 * 24 * 3600;

/**
 * A key by way of its text. Node 20 stands still forever when its garbage collector meets the generator of a key while that
 * very key is exported, since both wait for the key's lock.
 */
function newPrivateKey() {
  const { privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return createPrivateKey(privateKey);
}

interface AuthorizationServerOptions {
  issuer: string;
  recipients: Recipients;
  consents: Consents;
  accessTokenSeconds: number;
}

/** The OAuth server, set up for Flinks' routes and rules; the protocol itself is the library's. */
export function createAuthorizationServer({
  issuer,
  recipients,
  consents,
  accessTokenSeconds,
}: AuthorizationServerOptions) {
  const privateKey = newPrivateKey();
  const resource = `${issuer}/api/fdx/5`;
  const server = new Provider(issuer, {
    adapter: memoryAdapter(recipients),
    routes: { authorization: '/api/v1/authorize', token: '/api/v1/token', jwks: '/api/v1/jwks' },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' }] },
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    cookies: {
      keys: [randomBytes(24).toString('base64url')],
      names: { session: 'bank_session', interaction: 'bank_visit', resume: 'bank_resume' },
    },
    responseTypes: ['code'],
    allowOmittingSingleRegisteredRedirectUri: false,
    scopes: [],
    // Undocumented at Flinks: taken when it is sent, and not asked for.
    pkce: { required: () => false },
    extraParams: {
      provider_id: (_ctx, value) => checkProvider(value),
      correlation_id: null,
      simulate: null,
      ui_locales: null,
    },
    interactions: { policy: askEveryTime(), url: (_ctx, { uid }) => `/bank/${uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: [...dataScopes, 'client:admin'].join(' '),
          audience: resource,
          accessTokenTTL: accessTokenSeconds,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    formats: {
      customizers: {
        jwt(_ctx, token, jwt) {
          const consent = 'grantId' in token ? consents.get(String(token.grantId)) : undefined;
          if (consent) jwt.payload.sub = `${consent.providerId}|${consent.username}`;
        },
      },
    },
    issueRefreshToken: () => true,
    rotateRefreshToken: () => false,
    ttl: {
      AccessToken: accessTokenSeconds,
      ClientCredentials: accessTokenSeconds,
      AuthorizationCode: 60,
      Interaction: 3600,
      Session: 3600,
      Grant: month,
      RefreshToken: month,
    },
    renderError(ctx, { error }) {
      bankHeaders(ctx);
      ctx.body = errorPage(bankLanguage(ctx, undefined), error);
    },
  });
  // A browser that leaves in the middle of an answer is no news.
  server.silent = true;
  observe(server, consents);
  return { server, resource, publicKey: createPublicKey(privateKey) };
}

/** Keeps the book of consents in step with what the OAuth server does. */
function observe(server: Server, consents: Consents) {
  server.on('authorization.success', ctx => {
    consents.authorization(ctx.oidc.params?.state).issued += 1;
  });
  server.on('authorization.error', (ctx, error) => {
    consents.authorization(ctx.oidc.params?.state).refused.push(error.message);
  });
  server.on('access_token.issued', token => {
    if (token.jti && token.grantId) consents.noteToken(token.jti, token.grantId);
  });
  server.on('grant.revoked', (_ctx, grantId) => consents.end(grantId));
}

/** A bank asks at every visit, even after a sign-in; and one visit gives the consent too. */
function askEveryTime() {
  const policy = interactionPolicy.base();
  const { Check } = interactionPolicy;
  policy
    .get('login')
    ?.checks.add(
      new Check('every_visit', 'A bank asks at every visit.', ctx =>
        ctx.oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
      ),
    );
  return policy;
}

/** How Flinks answers for a bank that is not there, or not ready, is undocumented (assumption). */
function checkProvider(id: string | undefined) {
  const provider = id === undefined ? undefined : findProvider(id);
  if (id !== undefined && !provider) throw new errors.InvalidRequest('There is no such provider_id.');
  if (provider?.status === 'Suspended')
    throw new errors.CustomOIDCProviderError('temporarily_unavailable', 'The provider is suspended.');
  if (provider?.outage)
    throw new errors.CustomOIDCProviderError(provider.outage, 'The provider is out of order (simulated).');
  if (provider && provider.status !== 'Activated')
    throw new errors.UnauthorizedClient('The provider is not activated for this client.');
}
