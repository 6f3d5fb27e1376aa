import type { PropertyDeclaration } from 'lit';
import { languageOf } from '../i18n/localize.js';
import type { ConnectParams } from '../protocol/connect-params.js';
import type { AuthorizeToken, AuthorizeUrl, Providers } from '../session/host-functions.js';
import { defaults, type Settings } from '../session/settings.js';
import type { DebugEntry, Display, Flow, Language, Target } from '../types.js';
import { TypedElement } from './typed-element.js';

/** The element's settings: its attributes and properties. */
export class FlinksLinkSettings extends TypedElement {
  static override properties = {
    flow: { useDefault: true },
    display: { reflect: true, useDefault: true },
    target: { useDefault: true },
    instance: {},
    connectUrl: { attribute: 'connect-url' },
    authorizeToken: { attribute: 'authorize-token' },
    demo: { type: Boolean },
    language: {},
    theme: {},
    customerName: { attribute: 'customer-name' },
    tag: {},
    institution: {},
    requestId: { attribute: 'request-id' },
    params: {},
    redirectUri: { attribute: 'redirect-uri' },
    authorizeUrl: { attribute: 'authorize-url' },
    outboundUrl: { attribute: 'outbound-url' },
    clientId: { attribute: 'client-id' },
    scope: {},
    providerId: { attribute: 'provider-id' },
    correlationId: { attribute: 'correlation-id' },
    issuer: {},
    providers: { attribute: false },
    expressUrl: { attribute: 'express-url' },
    name: { reflect: true },
    required: { type: Boolean, reflect: true },
    disabled: { type: Boolean, reflect: true },
    loading: { useDefault: true },
    preload: { useDefault: true },
    loadTimeout: { type: Number, attribute: 'load-timeout', useDefault: true },
    allow: { useDefault: true },
    sandbox: {},
    debug: { attribute: false },
  };

  /**
   * Which of Flinks' front ends links the account; `auto`: the one that the chosen bank needs.
   *
   * @default 'connect'
   */
  declare flow: Flow;
  /**
   * Where the element shows its content: in its place, or in a dialog that the slotted trigger opens.
   *
   * @default 'inline'
   */
  declare display: Display;
  /**
   * Where the bank's own page is opened: in a window, or in the place of this page.
   *
   * @default 'popup'
   */
  declare target: Target;
  /** Name of your Flinks environment, for instance `toolbox`. */
  declare instance: string | undefined;
  /** Full base URL of Connect for hosts of another form: https, or http on loopback. Wins over `instance`. */
  declare connectUrl: string | undefined;
  /**
   * A single-use token of GenerateAuthorizeToken, or a function that asks your backend for one. Text serves one session;
   * the empty string is for integrations from before October 2024, which need no token.
   */
  declare authorizeToken: AuthorizeToken | undefined;
  /** Shows Flinks Capital, the test institution. */
  declare demo: boolean;
  /** Language of the element and of Connect. Default: the nearest `lang`, else `en`. */
  declare language: Language | undefined;
  /** Connect's colour theme: `light`, `dark` or `system`, as far as the instance knows them. */
  declare theme: string | undefined;
  /** Your name, for Connect's consent screen. */
  declare customerName: string | undefined;
  /** Your correlation value: Flinks echoes it in the result, webhooks and the dashboard. */
  declare tag: string | undefined;
  /** Name or number of the bank to open at. */
  declare institution: string | undefined;
  /** Resumes the pending session of this id at its MFA prompt. */
  declare requestId: string | undefined;
  /** Every other parameter of Connect; as an attribute, a query string. Attributes win. */
  declare params: ConnectParams | string | undefined;
  /**
   * Where the user comes back to: OAuth's `redirect_uri`, sent byte for byte unless `authorizeUrl` is set, or Connect's
   * `redirectUrl`, which may get a `flinks_state` parameter.
   */
  declare redirectUri: string | undefined;
  /**
   * For `outbound` and `custom`: the ready authorize URL of your backend, or a function that asks for one; for `auto`, a
   * function only. Its `state` is read from it or given beside it, `{ url, state }`. A URL serves one session.
   */
  declare authorizeUrl: AuthorizeUrl | undefined;
  /** Base URL of Outbound, for authorize URLs that are built in the page. With `client-id`, `scope` and `redirect-uri`. */
  declare outboundUrl: string | undefined;
  /** Your Data Recipient id at Flinks. */
  declare clientId: string | undefined;
  /** Scopes with spaces between them, such as `ACCOUNT_BASIC TRANSACTIONS`. */
  declare scope: string | undefined;
  /** The data provider to go to. */
  declare providerId: string | undefined;
  /** Your correlation value for Outbound, echoed in the result. */
  declare correlationId: string | undefined;
  /** For `outbound`: the issuer that a response must name in `iss` (RFC 9207). Default: none is required. */
  declare issuer: string | undefined;
  /** For `auto`: the banks to choose from, or a function that asks your backend for them. */
  declare providers: Providers | undefined;
  /** For `express`: the URL of your Express site. https, or http on loopback. */
  declare expressUrl: string | undefined;
  /** Name of the form entries; without one nothing is submitted. */
  declare name: string | undefined;
  /** A form cannot be sent before an account is linked. */
  declare required: boolean;
  /** No session can be started. A live session continues. */
  declare disabled: boolean;
  /**
   * Inline: `eager` starts at once, `lazy` when the element is within 200 pixels of the viewport.
   *
   * @default 'eager'
   */
  declare loading: 'eager' | 'lazy';
  /**
   * `intent` preconnects to the flow's host when the user hovers over the trigger or focuses it.
   *
   * @default 'intent'
   */
  declare preload: 'none' | 'intent';
  /**
   * Milliseconds, above 0: for a frame to say anything (a notice shows at a third of it), for a resumed session to show
   * something, for each call of `authorizeToken`, `authorizeUrl` and `providers`, and for a network that is down.
   *
   * @default 45000
   */
  declare loadTimeout: number;
  /**
   * Permissions policy of the frame.
   *
   * @default 'clipboard-write; fullscreen'
   */
  declare allow: string;
  /** `sandbox` of the frame. Default: none. */
  declare sandbox: string | undefined;
  /** Hears a redacted timeline of what happens. */
  declare debug: ((entry: DebugEntry) => void) | undefined;

  constructor() {
    super();
    Object.assign(this, defaults);
    this.demo = this.required = this.disabled = false;
  }
}

/**
 * The settings as they are now, frozen. A removed attribute is null to lit, and frameworks set null or undefined for "not
 * set": such a setting has its default, or is undefined.
 */
export function settingsOf(element: FlinksLinkSettings): Readonly<Settings> {
  const unset: Readonly<Record<string, unknown>> = defaults;
  const names = Object.keys(FlinksLinkSettings.properties);
  const values: Record<string, unknown> = Object.fromEntries(
    names.map(name => [name, (Reflect.get(element, name) as unknown) ?? unset[name]]),
  );
  // The page keeps the object, and may change it at any time.
  if (typeof values.params === 'object') values.params = Object.freeze({ ...values.params });
  // The properties that the names are of have these types.
  return Object.freeze(values) as Partial<Settings> as Settings;
}

/** The language that applies now. */
export const languageFor = (element: FlinksLinkSettings): Language => languageOf(element, element.language);

/** The attribute of every setting, by the name of its property; undefined where only a script can set it. */
export function settingAttributes(): ReadonlyMap<string, string | undefined> {
  const properties = Object.entries<PropertyDeclaration>(FlinksLinkSettings.properties);
  return new Map(
    properties.map(([name, { attribute = name }]) => [
      name,
      typeof attribute === 'string' ? attribute : undefined,
    ]),
  );
}
