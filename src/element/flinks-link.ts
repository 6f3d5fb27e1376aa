import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { opensElsewhere } from '../flow-kinds.js';
import { ProviderPicker } from '../flows/auto/picker/provider-picker.js';
import { pickerStyles } from '../flows/auto/picker/provider-picker.styles.js';
import { messagesIn } from '../i18n/localize.js';
import type { Messages } from '../i18n/messages.js';
import { partnerUrl } from '../partner-url.js';
import type { ReadProvider } from '../protocol/providers.js';
import { canRestart } from '../start-rules.js';
import { type Outcome, type Status, statuses } from '../types.js';
import { define } from './define.js';
import { warnAboutIgnored } from './dev-warnings.js';
import { FlinksLinkControl } from './form-value.js';
import { announcement, announcer, panel, type View } from './panel.js';
import { Preconnect } from './preconnect.js';
import { type OpenOptions, Sessions } from './session-controller.js';
import { styles } from './styles.js';

/**
 * Links a bank account through Flinks and hands the page a loginId or an authorization code, which its backend exchanges.
 *
 * @tag flinks-link
 * @summary A bank login as a custom element.
 *
 * @slot - The trigger, with `display="dialog"` and wherever a bank's own page is opened; else what shows before the upgrade.
 * @slot loading - Replaces the spinner and its text.
 * @slot success - Replaces the text after a success; with a dialog, also keeps it open.
 * @slot error - Replaces the text after an error.
 * @slot waiting - Replaces the text while the user is at the bank.
 *
 * @fires {FlinksReadyEvent} flinks-ready - Connect really runs: its first verified message has come.
 * @fires {FlinksStepEvent} flinks-step - A verified message of Connect, without anything secret.
 * @fires {FlinksNoticeEvent} flinks-notice - A recoverable problem. The page shows and announces it.
 * @fires {FlinksCloseRequestEvent} flinks-close-request - The user or the page is about to close a live session. Cancelable.
 * @fires {FlinksNavigateEvent} flinks-navigate - The user is about to leave for the bank. Cancelable.
 * @fires {FlinksFallbackEvent} flinks-fallback - Open banking failed, and Connect is about to be offered. Cancelable.
 * @fires {FlinksLoginEvent} flinks-login - A bank login is linked. Ends the session.
 * @fires {FlinksCodeEvent} flinks-code - The bank has consented: an authorization code. Ends the session.
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
 * @cssState opening - The element is waiting for a token or an address.
 * @cssState loading - The frame of Connect loads.
 * @cssState ready - Connect really runs.
 * @cssState waiting - The user is at the bank's own page.
 * @cssState succeeded - An account is linked, or Express was opened.
 * @cssState cancelled - The user or the page ended the session.
 * @cssState failed - The session ended with an error.
 */
export class FlinksLink extends FlinksLinkControl {
  /** Version of the package. */
  static readonly version: string = __VERSION__;
  static override styles = [styles, pickerStyles];

  readonly #preconnect = new Preconnect(this, () =>
    this.preload === 'intent' ? partnerUrl(this)?.origin : undefined,
  );
  readonly #sessions = new Sessions(this, {
    isDisabled: () => this.#disabled,
    checkForm: () => this.refuseGetForm(),
    keepResult: outcome => this.keepResult(outcome),
    forgetResult: () => this.forgetResult(),
    onBegin: () => this.#picker.clear(),
  });
  readonly #picker = new ProviderPicker(this, {
    onChoose: provider => this.#choose(provider),
    onRetry: () => this.#sessions.current?.retry(),
  });

  /**
   * Registers the class. The same class twice is silent; another version is warned about and stays unused.
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

  /** Where the session stands. */
  get status(): Status {
    return this.#sessions.current?.status ?? 'idle';
  }

  /**
   * Starts a session, or joins the one that runs; in a page that the user has just come back to, gives what they came
   * back with.
   *
   * @param options - a signal that ends the session, and the data provider to go to
   * @returns the outcome, a cancel included; rejects with a {@linkcode FlinksLinkError}, or with the signal's reason
   */
  open(options: OpenOptions = {}): Promise<Outcome> {
    return this.#sessions.open(options);
  }

  /** Ends the session with cancel `closed`, without asking. */
  close(): void {
    this.#sessions.close();
  }

  /** Asks by `flinks-close-request` whether the session may be closed, and closes it unless that was prevented. */
  requestClose(): void {
    this.#sessions.requestClose('method');
  }

  /** Forgets session and result, and emits nothing. An inline session starts again when there is another token. */
  override reset(): void {
    this.#sessions.reset();
  }

  /**
   * Finishes a redirect that the host opened itself: in a web view, or in a page that routes by itself.
   *
   * @param url - the address that the user came back with
   * @returns the outcome, as `open()` does; rejects `state-mismatch` when no session waits for this response, and a session that
   *   waits for another one goes on
   */
  complete(url: string | URL): Promise<Outcome> {
    return this.#sessions.returns.complete(url);
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    // A token that a session has taken leaves the tag: the setting has not changed.
    if (name === 'authorize-token' && value === null && this.#sessions.used.has(old ?? '')) return;
    super.attributeChangedCallback(name, old, value);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A move is a removal and an insertion in one task, and ends nothing.
    queueMicrotask(() => (this.isConnected ? this.#sessions.moved() : this.#sessions.removed()));
  }

  /** Moved by `moveBefore()`, which is to keep frames. Firefox 153 does not in a shadow root. */
  connectedMoveCallback(): void {
    this.#sessions.moved();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (__DEV__ && !this.hasUpdated) warnAboutIgnored(this, this.flow, this.display);
    // Other changes start nothing: a page that sets a new token at each failure would ask for tokens without end.
    if (changed.has('requestId') && this.requestId) this.#sessions.forgetFailure();
  }

  protected override render() {
    const view = this.#view;
    const { dialog, modal } = this.#sessions;
    const text = announcement(view);
    const trigger =
      modal || opensElsewhere(this.flow)
        ? html`<slot @click=${this.#onTrigger} @slotchange=${() => this.requestUpdate()}></slot>${
              this.#isSlotted ? nothing : this.#ownTrigger(view.messages)
            }`
        : nothing;
    return html`
      ${trigger} ${this.#preconnect.template()} ${announcer(dialog.open ? '' : text, view.messages)}
      ${
        modal
          ? dialog.template(
              view.messages,
              html`${panel(view)}${announcer(dialog.open ? text : '', view.messages)}`,
            )
          : panel(view)
      }
    `;
  }

  /** Stands in where the page has slotted no trigger. What only opens a site is a link, with all that browsers do for links. */
  #ownTrigger({ title, language }: Messages): TemplateResult {
    const link = this.flow === 'express' && !this.#disabled ? partnerUrl(this) : undefined;
    const trigger = link
      ? html`<a part="action" href=${link.href} target="_blank" rel="noopener">${title}</a>`
      : html`<button part="action" type="button" ?disabled=${this.#disabled}>${title}</button>`;
    return html`<span class="trigger" lang=${language} @click=${this.#onTrigger}>${trigger}</span>`;
  }

  /** Whether the page has slotted a trigger. The white space of its markup is none, though it fills the slot. */
  get #isSlotted(): boolean {
    return [...this.childNodes].some(node =>
      node instanceof Element ? !node.slot : node instanceof Text && node.data.trim() !== '',
    );
  }

  protected override updated(): void {
    for (const status of statuses) this.internals.states.delete(status);
    this.internals.states.add(this.status);
    this.updateForm();
  }

  protected override get anchor(): HTMLElement | undefined {
    const trigger = this.renderRoot?.querySelector<HTMLSlotElement>('slot:not([name])');
    const candidates = [
      trigger?.assignedElements()[0],
      this.renderRoot?.querySelector('.trigger > *'),
      this.#sessions.frameBox.panel,
    ];
    return candidates.find(candidate => candidate?.checkVisibility()) as HTMLElement | undefined;
  }

  get #disabled(): boolean {
    return this.disabled || this.formDisabled;
  }

  get #view(): View {
    const sessions = this.#sessions;
    const session = sessions.current;
    const language = this.currentLanguage;
    const messages = messagesIn(language);
    const { choosing, back } = session ?? {};
    const list = choosing?.list;
    return {
      messages,
      status: this.status,
      notice: session?.notice,
      error: session?.error,
      waiting: session?.waiting,
      picker: list && this.#picker.template({ messages, language, list }),
      handedOff: this.result?.type === 'handoff',
      over: sessions.returns.over,
      framed: sessions.frameBox.filled || !!session?.framed,
      restartable: canRestart(this, sessions.used),
      onRetry: () => this.#actInPanel(() => session?.retry()),
      onRestart: event => this.#actInPanel(() => this.#start(event)),
      onBack: back && (() => this.#showList(back)),
      onFallback: () => this.#choose(),
      onGiveUp: () => this.#actInPanel(() => sessions.requestClose('button')),
    };
  }

  /** The button that was pressed goes with its state; the focus waits in the panel, and goes on into the frame. */
  #actInPanel(act: () => void): void {
    this.#sessions.frameBox.panel?.focus();
    act();
  }

  /** The search field gets the focus back, with what was typed into it. */
  #showList(back: () => void): void {
    this.#actInPanel(back);
    void this.updateComplete.then(() => this.#picker.focus());
  }

  #choose(provider?: ReadProvider): void {
    this.#actInPanel(() => this.#sessions.current?.choosing?.onChoose(provider));
  }

  /** Nobody holds the promise of a session that the element starts by itself; its events tell the outcome. */
  #start({ isTrusted }: Event): void {
    this.#sessions.open({}, isTrusted).catch(() => {});
  }

  #onTrigger(event: Event): void {
    if (event.defaultPrevented || this.#disabled) return;
    event.preventDefault();
    this.#start(event);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'flinks-link': FlinksLink;
  }
}
