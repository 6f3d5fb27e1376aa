import type { ConnectParams } from '../protocol/connect-params.js';
import { defaultFlow, type Display, type Flow, type Language, type Target } from '../types.js';
import type { AuthorizeToken, AuthorizeUrl, Providers } from './host-functions.js';

/** The settings that are never without a value, and what they are when the page, or its framework, sets none. */
export const defaults = Object.freeze({
  flow: defaultFlow,
  display: 'inline',
  target: 'popup',
  loading: 'eager',
  preload: 'intent',
  loadTimeout: 45_000,
  allow: 'clipboard-write; fullscreen',
} as const);

/** Every setting of the element that a session can depend on, with its defaults. See the element's own properties. */
export interface Settings {
  readonly flow: Flow;
  readonly display: Display;
  readonly target: Target;
  readonly instance: string | undefined;
  readonly connectUrl: string | undefined;
  readonly authorizeToken: AuthorizeToken | undefined;
  readonly demo: boolean | undefined;
  readonly language: Language | undefined;
  readonly theme: string | undefined;
  readonly customerName: string | undefined;
  readonly tag: string | undefined;
  readonly institution: string | undefined;
  readonly requestId: string | undefined;
  readonly params: ConnectParams | string | undefined;
  readonly redirectUri: string | undefined;
  readonly authorizeUrl: AuthorizeUrl | undefined;
  readonly outboundUrl: string | undefined;
  readonly clientId: string | undefined;
  readonly scope: string | undefined;
  readonly providerId: string | undefined;
  readonly correlationId: string | undefined;
  readonly issuer: string | undefined;
  readonly providers: Providers | undefined;
  readonly expressUrl: string | undefined;
  readonly loading: 'eager' | 'lazy';
  readonly preload: 'none' | 'intent';
  /** Milliseconds. */
  readonly loadTimeout: number;
  readonly allow: string;
  readonly sandbox: string | undefined;
}
