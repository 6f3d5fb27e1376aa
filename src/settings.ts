import { FlinksLinkError, misconfigured } from './errors.js';
import type { ConnectOptions } from './flows/connect.js';
import { type AuthorizeToken, TokenSource } from './flows/token-source.js';
import type { ConnectParams } from './protocol/connect-params.js';
import { connectBaseUrl } from './protocol/endpoints.js';
import { refuseSecrets } from './protocol/secrets.js';
import { TypedElement } from './typed-element.js';
import type { DebugEntry, Display, Flow, Language } from './types.js';
import { languageOf, messagesIn } from './ui/localize.js';

const flows: readonly Flow[] = ['connect', 'outbound', 'custom', 'express', 'auto'];
const displays: readonly Display[] = ['inline', 'dialog'];
const defaultAllow = 'clipboard-write; fullscreen';

/** The element's settings: its attributes and properties, and what a session is made of them. */
export class FlinksLinkSettings extends TypedElement {
  static override properties = {
    flow: { useDefault: true },
    display: { reflect: true, useDefault: true },
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

  /** Which of Flinks' front ends links the account. Only `connect` works in this version. Default `connect`. */
  declare flow: Flow;
  /** Where Connect is drawn: in the page, or in a dialog that the slotted trigger opens. Default `inline`. */
  declare display: Display;
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
  /** Where the person lands afterwards: Connect's `redirectUrl`. */
  declare redirectUri: string | undefined;
  /** Name of the form entries; without one nothing is submitted. */
  declare name: string | undefined;
  /** A form cannot be sent before an account is linked. */
  declare required: boolean;
  /** Nothing can be started. A live session goes on. */
  declare disabled: boolean;
  /** Inline: `eager` starts at once, `lazy` when scrolled near. Default `eager`. */
  declare loading: 'eager' | 'lazy';
  /** Dialog: `intent` connects ahead on hover or focus; `eager` loads Connect ahead, with a token function. Default `intent`. */
  declare preload: 'none' | 'intent' | 'eager';
  /** Milliseconds until a silent frame fails; a notice shows at a third of it. Above 0. Default 45,000. */
  declare loadTimeout: number;
  /** Permissions policy of the frame. Default `clipboard-write; fullscreen`. */
  declare allow: string;
  /** `sandbox` of the frame. Default: none. */
  declare sandbox: string | undefined;
  /** Hears a redacted timeline of what happens. */
  declare debug: ((entry: DebugEntry) => void) | undefined;

  constructor() {
    super();
    this.flow = 'connect';
    this.display = 'inline';
    this.demo = this.required = this.disabled = false;
    this.loading = 'eager';
    this.preload = 'intent';
    this.loadTimeout = 45_000;
    this.allow = defaultAllow;
  }

  /** The language that applies now. */
  protected get currentLanguage(): Language {
    return languageOf(this, this.language);
  }

  /** Where Connect lives, if that can be said already. */
  protected get connectOrigin(): string | undefined {
    try {
      return connectBaseUrl(this).origin;
    } catch {
      return undefined; // Said when a session starts.
    }
  }

  /**
   * What a session is made of: read once, at its start.
   *
   * @throws FlinksLinkError `invalid-configuration`, `unsupported`
   */
  protected connectOptions(usedTokens: Set<string>): ConnectOptions {
    // data-* belongs to others: extensions and frameworks leave their marks there.
    refuseSecrets(
      this.getAttributeNames().filter(name => !name.startsWith('data-')),
      'The attribute',
    );
    refuseSecrets(Object.keys(this), 'The property');
    // Frameworks set a property to undefined where they mean "not set".
    const { flow = 'connect', display = 'inline', loadTimeout = 45_000, allow = defaultAllow } = this;
    oneOf('flow', flow, flows);
    oneOf('display', display, displays);
    if (flow !== 'connect') {
      throw new FlinksLinkError('unsupported', `flow "${flow}" is not in this version: use "connect".`);
    }
    if (self.origin === 'null') {
      throw new FlinksLinkError(
        'unsupported',
        'This page has no origin of its own: serve it over https, and sandbox it with allow-same-origin if at all.',
      );
    }
    if (!(loadTimeout > 0)) throw misconfigured('load-timeout must be milliseconds above 0.');
    const language = this.currentLanguage;
    return {
      instance: this.instance,
      connectUrl: this.connectUrl,
      demo: this.demo,
      language,
      theme: this.theme,
      customerName: this.customerName,
      tag: this.tag,
      institution: this.institution,
      requestId: this.requestId,
      redirectUri: this.redirectUri,
      params: typeof this.params === 'object' ? { ...this.params } : this.params,
      // The longest that a timer can wait.
      loadTimeout: Math.min(loadTimeout, 2 ** 31 - 1),
      tokens: new TokenSource(this.authorizeToken, usedTokens),
      frame: { title: messagesIn(language).frame, allow, sandbox: this.sandbox ?? undefined },
    };
  }
}

function oneOf(setting: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) throw misconfigured(`${setting} must be one of ${allowed.join(', ')}.`);
}
