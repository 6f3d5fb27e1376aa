import { html, nothing, type PropertyValues } from 'lit';
import { messagesIn } from '../i18n/localize.js';
import type { FlowDefinition } from '../session/flow.js';
import { referenceOf } from '../session/session.js';
import type { Outcome, Status } from '../types.js';
import { AutoStart } from './auto-start.js';
import { consumedIn } from './consumed.js';
import { showStatus } from './css-states.js';
import { define } from './define.js';
import { findIneffective } from './dev-warnings.js';
import { ModalDialog } from './dialog.js';
import { Flows } from './flows.js';
import { FormValue } from './form-value.js';
import { findMisleading } from './misleading.js';
import { Mistakes } from './mistakes.js';
import { namesNearlyOurs } from './nearly-ours.js';
import { PageChanges } from './page-changes.js';
import { announcement, announcer, aside, panel, type PanelState } from './panel.js';
import { Preconnect } from './preconnect.js';
import { ReturnsController } from './returns-controller.js';
import { type OpenOptions, SessionController } from './session-controller.js';
import { FlinksLinkSettings, languageFor } from './settings.js';
import { styles } from './styles.js';
import { Trigger } from './trigger.js';

/**
 * Links a bank account through Flinks and hands the page a loginId or an authorization code, which its backend exchanges.
 *
 * @tag flinks-link
 * @summary A bank login as a custom element.
 *
 * @slot - The trigger, with `display="dialog"` and in `outbound`, `custom` and `express`; else what shows before the upgrade.
 * @slot loading - Replaces the spinner and its text.
 * @slot success - Replaces the text after a success; with a dialog, also keeps it open.
 * @slot error - Replaces the text after an error.
 * @slot waiting - Replaces the text while the user is at the bank.
 *
 * @fires {FlinksReadyEvent} flinks-ready - Connect is running: its first verified message arrived.
 * @fires {FlinksStepEvent} flinks-step - A verified message of Connect, without anything secret.
 * @fires {FlinksNoticeEvent} flinks-notice - A recoverable problem. The element shows and announces it.
 * @fires {FlinksCloseRequestEvent} flinks-close-request - The user, the page or Connect asks to close a live session. Cancelable.
 * @fires {FlinksNavigateEvent} flinks-navigate - The user is about to leave for the bank. Cancelable.
 * @fires {FlinksFallbackEvent} flinks-fallback - Open banking failed, and Connect is about to be offered. Cancelable.
 * @fires {FlinksLoginEvent} flinks-login - A bank login is linked. Ends the session.
 * @fires {FlinksCodeEvent} flinks-code - The bank granted access: an authorization code. Ends the session.
 * @fires {FlinksLinkedEvent} flinks-linked - The backend took the redirect itself. Ends the session.
 * @fires {FlinksHandoffEvent} flinks-handoff - Express was opened. Ends the session.
 * @fires {FlinksCancelEvent} flinks-cancel - The user or the page ended the session. Ends the session.
 * @fires {FlinksErrorEvent} flinks-error - The session failed. Ends the session.
 *
 * @csspart frame - The frame of Connect.
 * @csspart dialog - The dialog.
 * @csspart header - Its header.
 * @csspart close - The close button in it.
 * @csspart spinner - The spinner while Connect opens.
 * @csspart notice - The bar that shows a recoverable problem.
 * @csspart message - The text of a state.
 * @csspart action - A button of the element, or a link that looks like one.
 * @csspart picker - The choice of a bank.
 * @csspart search - The search field in it.
 * @csspart option - A bank in it.
 *
 * @cssprop [--flinks-link-height=760px] - Height of the frame.
 * @cssprop [--flinks-link-width=520px] - Width of the dialog; inline, the most that the element takes.
 * @cssprop [--flinks-link-radius=12px] - Radius of corners.
 * @cssprop [--flinks-link-accent] - Colour of actions, focus and spinner.
 * @cssprop [--flinks-link-surface=Canvas] - Background.
 * @cssprop [--flinks-link-text=CanvasText] - Text colour.
 * @cssprop [--flinks-link-font] - Font, as the CSS shorthand.
 *
 * @cssState idle - Nothing has been started, or everything was reset.
 * @cssState choosing - The user chooses a bank.
 * @cssState opening - The element is waiting for a token or a URL.
 * @cssState loading - The frame of Connect loads.
 * @cssState ready - Connect is running.
 * @cssState waiting - The user is at the bank's own page.
 * @cssState succeeded - An account is linked, or Express was opened.
 * @cssState cancelled - The user or the page ended the session.
 * @cssState failed - The session ended with an error.
 */
export class FlinksLinkElement extends FlinksLinkSettings {
  /** Version of the package. */
  static readonly version: string = __VERSION__;
  static readonly formAssociated = true;
  /**
   * The flows that the class has. An entry of the package lists them.
   *
   * @internal
   */
  static flows: readonly FlowDefinition[] = [];
  static override styles = styles;
  /** The elements that are in a document. */
  static readonly #connected = new Set<FlinksLinkElement>();

  readonly #consumed = {
    has: (text: string): boolean => consumedIn(this.ownerDocument).has(text),
    add: (text: string): void => this.#consume(text),
  };
  /** What this element has presented itself: it starts no session with it again. */
  readonly #presented = new Set<string>();
  readonly #flows: Flows = new Flows(
    () => (this.constructor as typeof FlinksLinkElement).flows,
    this,
    this.#presented,
  );
  readonly #form = new FormValue(this, {
    name: () => this.name,
    required: () => this.required,
    language: () => languageFor(this),
    anchor: () => this.#anchor,
  });
  readonly #dialog = new ModalDialog(
    this,
    source => this.#session.requestClose(source),
    () => this.#session.current?.cancel('closed'),
  );
  readonly #returns = new ReturnsController(this, {
    session: () => this.#session,
    flows: this.#flows,
  });
  readonly #session: SessionController = new SessionController(this, {
    flows: this.#flows,
    form: this.#form,
    dialog: this.#dialog,
    returns: this.#returns,
    consumed: this.#consumed,
    isDisabled: () => this.#disabled,
    onError: error => this.#mistakes.markTold(error.message),
  });
  readonly #autoStart: AutoStart;
  readonly #mistakes: Mistakes;
  readonly #trigger = new Trigger(this);
  readonly #preconnect = new Preconnect(this, () =>
    this.preload === 'intent' ? this.#flows.destination?.origin : undefined,
  );
  /** The fieldset around it is disabled, or the element itself. */
  #formDisabled = false;

  constructor() {
    super();
    new PageChanges(this);
    this.#autoStart = new AutoStart(
      this,
      () => ({
        wanted:
          this.isConnected &&
          !this.#disabled &&
          !this.#session.current &&
          !this.#returns.handler.role &&
          !this.#returns.handler.isHeld &&
          // Without its flow it cannot start, and the developer is told why.
          (!this.#flows.selected || this.#startsInline),
        obstacle: () => this.#flows.obstacle,
        lazy: this.loading === 'lazy',
      }),
      () => this.#session.startByItself(),
      () => this.#mistakes.onObstacle(),
    );
    this.#mistakes = new Mistakes(this, {
      obstacle: () => this.#autoStart.obstacle,
      others: () => [
        ...namesNearlyOurs(this).map(({ sentence }) => sentence),
        ...findMisleading(this, this.#startsInline),
        ...(__DEV__ ? findIneffective(this, this.#flows.selected) : []),
      ],
    });
  }

  /**
   * Registers the class. Where another file of this version has registered one, that class gets the flows that it lacks;
   * another version is warned about and ignored.
   *
   * @param tag - name of the element, default `flinks-link`
   * @param registry - where, default the page's; without a DOM nothing happens
   */
  static define(
    tag = 'flinks-link',
    registry: CustomElementRegistry | undefined = globalThis.customElements,
  ): void {
    if (registry) define(this, tag, registry);
  }

  /**
   * Takes in the flows of another file of the package. An element that waits for one of them starts.
   *
   * @internal
   */
  static addFlows(flows: readonly FlowDefinition[]): void {
    const names = this.flows.map(({ name }) => name);
    this.flows = [...this.flows, ...flows.filter(({ name }) => !names.includes(name))];
    for (const element of FlinksLinkElement.#connected) if (element instanceof this) element.requestUpdate();
  }

  /** Where the session stands. */
  get status(): Status {
    return this.#session.current?.status ?? 'idle';
  }

  /** The last outcome. A cancel does not replace a linked account; `reset()` clears it. */
  get result(): Outcome | undefined {
    return this.#form.result;
  }

  /** What a form submits: the loginId, the code, or the state of `linked`; empty before a success. */
  get value(): string {
    return this.#form.value;
  }

  /** The form that the element belongs to. */
  get form(): HTMLFormElement | null {
    return this.#form.internals.form ?? null;
  }

  /** Whether the form may be sent, and what is missing: `valueMissing` where it is required. */
  get validity(): ValidityState {
    return this.#form.internals.validity as ValidityState;
  }

  /** What the browser tells the user who sends the form too early, in the element's language. */
  get validationMessage(): string {
    return this.#form.internals.validationMessage ?? '';
  }

  /** Whether the form checks the element at all. */
  get willValidate(): boolean {
    return !!this.#form.internals.willValidate;
  }

  /**
   * Checks as a form does before it is sent, and fires `invalid` where something is missing.
   *
   * @returns whether the form may be sent
   */
  checkValidity(): boolean {
    return this.#form.internals.checkValidity?.() ?? true;
  }

  /**
   * As `checkValidity()`, and tells the user.
   *
   * @returns whether the form may be sent
   */
  reportValidity(): boolean {
    return this.#form.internals.reportValidity?.() ?? true;
  }

  /**
   * Starts a session, or joins the one that runs; in a page that the user has just come back to, gives what they came
   * back with.
   *
   * @param options - a signal that ends the session, and the data provider to go to
   * @returns the outcome, a cancel included; rejects with a {@linkcode FlinksLinkError}, or with the signal's reason
   */
  open(options: OpenOptions = {}): Promise<Outcome> {
    return this.#session.open(options);
  }

  /** Ends the session with cancel `closed`, without asking. */
  close(): void {
    this.#session.close();
  }

  /** Asks by `flinks-close-request` whether the session may be closed, and closes it unless that was prevented. */
  requestClose(): void {
    this.#session.requestClose('method');
  }

  /**
   * Forgets session and result without an event; a pending `open()` resolves with cancel `aborted`. An inline session starts
   * again as soon as there is an unused token, so at once where `authorizeToken` is a function.
   */
  reset(): void {
    this.#session.drop();
    this.#form.forget();
  }

  /**
   * Finishes a redirect that the host opened itself: in a web view, or in a single-page app with a router.
   *
   * @param url - the URL that the user came back with
   * @returns the outcome, as `open()` does; rejects `state-mismatch` when no session waits for this response, and a session that
   *   waits for another one continues
   */
  complete(url: string | URL): Promise<Outcome> {
    return this.#returns.complete(url);
  }

  /**
   * Focuses the trigger, or the panel where there is none.
   *
   * @param options - as for every element
   */
  override focus(options?: FocusOptions): void {
    this.#anchor?.focus(options);
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    // A token that a session has taken leaves the tag: the setting has not changed.
    if (name === 'authorize-token' && value === null && this.#presented.has(old ?? '')) return;
    super.attributeChangedCallback(name, old, value);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    FlinksLinkElement.#connected.add(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    FlinksLinkElement.#connected.delete(this);
    // A move is a removal and an insertion in one task, and ends nothing.
    queueMicrotask(() => (this.isConnected ? this.#session.moved() : this.#session.removed()));
  }

  /** Called by `moveBefore()`, which should preserve frames. Firefox 153 reloads those in a shadow root. */
  connectedMoveCallback(): void {
    this.#session.moved();
  }

  formAssociatedCallback(form: HTMLFormElement | null): void {
    this.#form.associate(form);
  }

  formDisabledCallback(disabled: boolean): void {
    this.#formDisabled = disabled;
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Other changes start nothing: a page that sets a new token at each failure would ask for tokens without end.
    if (changed.has('requestId') && this.requestId) this.#session.forgetFailure();
  }

  protected override render() {
    const dialog = this.#dialog;
    const state = this.#state;
    const { messages } = state;
    const text = announcement(state);
    const { modal } = this.#session;
    const flow = this.#flows.selected;
    const trigger =
      modal || flow?.start === 'click'
        ? this.#trigger.template({
            messages,
            disabled: this.#disabled,
            link: flow?.link && this.#flows.destination,
            onClick: this.#onTrigger,
          })
        : nothing;
    return html`
      ${trigger} ${this.#preconnect.template()} ${announcer(dialog.open ? '' : text, messages)}
      ${modal && !dialog.open ? aside(state) : nothing}
      ${
        modal
          ? dialog.template(messages, html`${panel(state)}${announcer(dialog.open ? text : '', messages)}`)
          : panel(state)
      }
    `;
  }

  protected override updated(): void {
    showStatus(this.#form.internals.states, this.status);
    this.#form.update();
  }

  get #startsInline(): boolean {
    return this.#flows.selected?.start === 'page' && this.display !== 'dialog';
  }

  get #anchor(): HTMLElement | undefined {
    return this.#trigger.anchorOr(this.#panel);
  }

  get #panel(): HTMLElement | null | undefined {
    return this.renderRoot?.querySelector<HTMLElement>('.panel');
  }

  get #disabled(): boolean {
    return this.disabled || this.#formDisabled;
  }

  get #state(): PanelState {
    const { current, view } = this.#session;
    const { role } = this.#returns.handler;
    const language = languageFor(this);
    const back = current?.run?.back;
    // The pressed button disappears with its state. The panel keeps the focus until the frame takes it.
    const act = (action: () => void) => {
      this.#panel?.focus();
      action();
    };
    return {
      language,
      messages: messagesIn(language),
      status: this.status,
      notice: current?.notice,
      error: current?.error,
      obstacle: __DEV__ ? this.#mistakes.toldObstacle : undefined,
      reference: current?.error && referenceOf(current.attemptId),
      view: current?.live ? view : undefined,
      handedOff: this.result?.type === 'handoff',
      over: role === 'relaying' ? undefined : role,
      framed: !!view?.framed,
      restartable: !this.#flows.missing.length,
      act,
      retry: () => act(() => current?.run?.retry()),
      restart: event => act(() => this.#start(event)),
      remark: current?.live ? undefined : view?.remark?.(language),
      back: back && (() => act(back)),
      giveUp: () => act(() => this.#session.requestClose('button')),
    };
  }

  /** Nothing awaits the promise of a session that the element starts; its events report the outcome. */
  #start({ isTrusted }: Event): void {
    this.#session.open({}, isTrusted).catch(() => {});
  }

  readonly #onTrigger = (event: Event): void => {
    if (event.defaultPrevented || this.#disabled) return;
    event.preventDefault();
    this.#start(event);
  };

  /** What reads the page's markup, session recorders and caches of pages among them, must not find a live token there. */
  #consume(text: string): void {
    consumedIn(this.ownerDocument).add(text);
    this.#presented.add(text);
    if (this.getAttribute('authorize-token') === text) this.removeAttribute('authorize-token');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'flinks-link': FlinksLinkElement;
  }
}
