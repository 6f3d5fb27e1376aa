import type { Authorize } from '../protocol/authorize-url.js';
import type { Provider } from '../protocol/providers.js';
import type { Language, RedirectFlow } from '../types.js';

/** What a token function is told. */
export interface AuthorizeTokenContext {
  /** `start` for a session's first token, `renew` for another one in the same session. */
  readonly reason: 'start' | 'renew';
  /** Aborts when the token is no longer wanted; hand it to `fetch`. */
  readonly signal: AbortSignal;
}

/** Asks the host's backend for a fresh token of GenerateAuthorizeToken. Called right before a token is needed. */
export type AuthorizeTokenFunction = (context: AuthorizeTokenContext) => string | Promise<string>;

/** How the element gets its tokens: text for one session, a function for any number. */
export type AuthorizeToken = string | AuthorizeTokenFunction;

/** What an authorize function is told. */
export interface AuthorizeUrlContext {
  readonly flow: RedirectFlow;
  /** The data provider that was chosen, if one was. */
  readonly providerId?: string;
  readonly language: Language;
  /** `start` for a session's first URL, `retry` for another one in the same session. */
  readonly reason: 'start' | 'retry';
  /** Aborts when the URL is no longer wanted; hand it to `fetch`. */
  readonly signal: AbortSignal;
}

/** Asks the host's backend for an authorize URL with a fresh `state`. Called right before it is needed. */
export type AuthorizeUrlFunction = (context: AuthorizeUrlContext) => Authorize | Promise<Authorize>;

/** How the element gets its authorize URLs: a ready one for one session, a function for any number. */
export type AuthorizeUrl = Authorize | AuthorizeUrlFunction;

/** What a function for `providers` is told. */
export interface ProvidersContext {
  readonly language: Language;
  /** Aborts when the list is no longer wanted; hand it to `fetch`. */
  readonly signal: AbortSignal;
}

/** Asks the host's backend for its list: the JSON of Flinks' `/providers` as it comes, or entries of the host's own. */
export type ProvidersFunction = (context: ProvidersContext) => unknown;

/** The banks to choose from: a list, or a function that asks the backend for one whenever it is shown. */
export type Providers = readonly (Provider | Readonly<Record<string, unknown>>)[] | ProvidersFunction;
