import { html, type PropertyValues } from 'lit';
import { randomText } from './browser/random.js';
import { define } from './define.js';
import { warnAboutIgnored } from './dev-warnings.js';
import { FlinksLinkError, misconfigured } from './errors.js';
import { FlinksCloseRequestEvent, toEvent } from './events.js';
import { styles } from './flinks-link.styles.js';
import { connectFlow } from './flows/connect.js';
import { Session, type SessionEvent } from './flows/session.js';
import { FlinksLinkControl } from './form-control.js';
import { hasToken, isMended, startConditions } from './start-rules.js';
import { type CloseSource, type Outcome, type Status, statuses } from './types.js';
import { ModalDialog } from './ui/dialog.js';
import { FrameBox } from './ui/frame-box.js';
import { AutoStart } from './ui/auto-start.js';
import { messagesIn } from './ui/localize.js';
import { announcement, announcer, panel, type View } from './ui/panel.js';
import { Preconnect } from './ui/preconnect.js';
import { Timeline } from './ui/timeline.js';

/** What `open()` can be given. */
export interface OpenOptions {
  /** Ends the session when it aborts. */
  readonly signal?: AbortSignal;
}

/**
 * Links a bank account through Flinks and hands the page a loginId, which its backend exchanges.
 *
 * @tag flinks-link
 * @summary A bank login as a custom element.
 *
 * @slot - With `display="dialog"` the trigger; inline, what shows before the element is upgraded.
 * @slot loading - In place of the spinner and its text.
 * @slot success - In place of the text after a success; with a dialog, keeps it open.
 * @slot error - In place of the text after an error.
 *
 * @fires {FlinksReadyEvent} flinks-ready - Connect really runs: its first verified message has come.
 * @fires {FlinksStepEvent} flinks-step - A verified message of Connect, without anything secret.
 * @fires {FlinksNoticeEvent} flinks-notice - Trouble that the person can get out of.
 * @fires {FlinksCloseRequestEvent} flinks-close-request - Somebody wants to close a live session. Cancelable.
 * @fires {FlinksLoginEvent} flinks-login - A bank login is linked. Ends the session.
 * @fires {FlinksCancelEvent} flinks-cancel - The session ended because somebody wanted it to.
 * @fires {FlinksErrorEvent} flinks-error - The session failed. Ends the session.
 *
 * @csspart frame - The frame of Connect.
 * @csspart dialog - The dialog.
 * @csspart header - Its header.
 * @csspart close - The close button in it.
 * @csspart spinner - The spinner while Connect opens.
 * @csspart notice - The bar that tells of trouble.
 * @csspart message - The text of a state.
 * @csspart action - A button of the element.
 *
 * @cssprop [--flinks-link-height=760px] - Height of the frame.
 * @cssprop [--flinks-link-width=520px] - Width of the dialog; inline, the most that the element takes.
 * @cssprop [--flinks-link-radius=12px] - Radius of corners.
 * @cssprop [--flinks-link-accent] - Colour of actions, focus and spinner.
 * @cssprop [--flinks-link-surface=Canvas] - Background.
 * @cssprop [--flinks-link-text=CanvasText] - Text colour.
 * @cssprop [--flinks-link-font] - Font, as the CSS shorthand.
 *
 * @cssState idle @cssState opening @cssState loading @cssState ready
 * @cssState succeeded @cssState cancelled @cssState failed
 */
export class FlinksLink extends FlinksLinkControl {
  /** Version of the package. */
  static readonly version: string = __VERSION__;
  static override styles = styles;

  readonly #timeline = new Timeline(() => this.debug);
  readonly #frameBox = new FrameBox(this);
  readonly #preconnect = new Preconnect(this, () =>
    this.preload === 'intent' ? this.connectOrigin : undefined,
  );
  readonly #dialog = new ModalDialog(
    this,
    source => this.#requestClose(source),
    () => this.#onDialogClosed(),
  );
  readonly #usedTokens = new Set<string>();
  #session: Session | undefined;
  /** The session is drawn in a dialog; settled at its start. */
  #modal = false;
  /** The session that `preload` started, while nobody has asked to see it. */
  #hidden: Session | undefined;
  #preloaded = false;

  constructor() {
    super();
    const conditions = () =>
      startConditions(this, {
        free: this.isConnected && !this.#disabled && !this.#session,
        preloaded: this.#preloaded,
        usedTokens: this.#usedTokens,
      });
    new AutoStart(this, conditions, () => {
      const session = this.#begin();
      if (!this.#modal) return;
      this.#hidden = session;
      this.#preloaded = true;
    });
  }

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
    return this.#session?.status ?? 'idle';
  }

  /**
   * Starts a session, or joins the one that runs.
   *
   * @returns the outcome, a cancel included; rejects with a {@linkcode FlinksLinkError}, or with the signal's reason
   */
  open({ signal }: OpenOptions = {}): Promise<Outcome> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const running = this.#session?.live ? this.#session : undefined;
    const session = running && running !== this.#hidden ? running : this.#reveal(running);
    if (!session) {
      const why = this.isConnected ? 'is disabled' : 'is not in the document';
      return Promise.reject(misconfigured(`open() cannot start: the element ${why}.`));
    }
    if (signal) session.abortWith(signal);
    if (this.#modal) this.#dialog.show();
    return session.outcome;
  }

  /** Ends the session with cancel `closed`, and asks nobody. */
  close(): void {
    const session = this.#session;
    session?.cancel('closed');
    // A listener may have opened the next one.
    if (session === this.#session) this.#dialog.close();
  }

  /** Asks by `flinks-close-request` whether the session may be closed, and closes it unless that was prevented. */
  requestClose(): void {
    this.#requestClose('method');
  }

  /** Forgets session and result, and emits nothing. An inline session starts again when there is another token. */
  override reset(): void {
    const session = this.#session;
    this.#session = this.#hidden = undefined;
    session?.discard();
    this.#frameBox.clear();
    this.#dialog.close();
    this.forgetResult();
    this.requestUpdate();
  }

  /**
   * Finishes a redirect that the host opened itself.
   *
   * @returns rejects `unsupported`: the flows with a redirect are not in this version
   */
  complete(url: string | URL): Promise<Outcome> {
    void url;
    return Promise.reject(
      new FlinksLinkError('unsupported', 'complete() is for flows that are not in this version.'),
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A move is a removal and an insertion in one task, and ends nothing.
    queueMicrotask(() => (this.isConnected ? this.#onMoved() : this.#onRemoved()));
  }

  /** Moved by `moveBefore()`, which is to keep frames. Firefox 153 does not in a shadow root. */
  connectedMoveCallback(): void {
    this.#onMoved();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (__DEV__ && !this.hasUpdated) warnAboutIgnored(this, this.flow, this.display);
    if (this.status === 'failed' && !this.#modal && isMended(this, changed)) this.#session = undefined;
  }

  protected override render() {
    const view = this.#view;
    const text = this.#hidden ? '' : announcement(view);
    const modal = this.#session ? this.#modal : this.display === 'dialog';
    if (!modal) return html`${panel(view)}${announcer(text)}`;
    const { open } = this.#dialog;
    return html`
      <slot @click=${this.#onTrigger}>
        <button part="action" type="button" ?disabled=${this.#disabled}>${view.messages.title}</button>
      </slot>
      ${this.#preconnect.template()} ${announcer(open ? '' : text)}
      ${this.#dialog.template(view.messages, html`${panel(view)}${announcer(open ? text : '')}`)}
    `;
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
      trigger?.querySelector('button'),
      this.#frameBox.panel,
    ];
    return candidates.find(candidate => candidate?.checkVisibility()) as HTMLElement | undefined;
  }

  get #disabled(): boolean {
    return this.disabled || this.formDisabled;
  }

  get #view(): View {
    const session = this.#session;
    return {
      messages: messagesIn(this.currentLanguage),
      status: this.status,
      notice: session?.notice,
      error: session?.error,
      framed: !!session?.live || this.#frameBox.filled,
      restartable: hasToken(this, this.#usedTokens),
      onRetry: () => this.#actInPanel(() => session?.retry()),
      onRestart: () => this.#actInPanel(() => this.#start()),
    };
  }

  /** The button that was pressed goes with its state; the focus waits in the panel, and goes on into the frame. */
  #actInPanel(act: () => void): void {
    this.#frameBox.panel?.focus();
    act();
  }

  /** Nobody holds the promise of a session that the element starts by itself; its events tell the outcome. */
  #start(): void {
    this.open().catch(() => {});
  }

  /** A session for somebody who asks for one: that which was loaded ahead, or a new one. */
  #reveal(ahead: Session | undefined): Session | undefined {
    if (!this.isConnected || this.#disabled) return undefined;
    this.#hidden = undefined;
    this.requestUpdate();
    return ahead ?? this.#begin();
  }

  #begin(): Session {
    this.#modal = this.display === 'dialog';
    const session: Session = new Session(randomText(128), event => this.#hear(session, event));
    this.#session = session;
    this.requestUpdate();
    void this.updateComplete.then(() => {
      if (this.#modal && session.live && session !== this.#hidden) this.#dialog.show();
      session.start(context => {
        this.refuseGetForm();
        return connectFlow(this.connectOptions(this.#usedTokens), this.#frameBox.open)(context);
      });
    });
    return session;
  }

  #hear(session: Session, event: SessionEvent): void {
    if (session !== this.#session) return;
    this.#timeline.log(session, event);
    if (event.type === 'debug') return;
    this.requestUpdate();
    if (event.type === 'end') return this.#finish(session, event);
    if (session === this.#hidden && (event.type === 'notice' || event.type === 'close-request')) return;
    if (event.type === 'close-request') return this.#requestClose(event.source);
    if (event.type === 'ready') this.#frameBox.enter();
    const domEvent = toEvent(event);
    if (domEvent) this.dispatchEvent(domEvent);
  }

  #finish(session: Session, event: Extract<SessionEvent, { type: 'end' }>): void {
    if (session === this.#hidden) {
      // Nobody has asked for it: the click will start a session of its own.
      this.#session = this.#hidden = undefined;
      return;
    }
    if (event.outcome) this.keepResult(event.outcome);
    const shown =
      event.error ||
      (event.outcome.type !== 'cancel' && (this.#frameBox.filled || this.querySelector('[slot=success]')));
    if (!shown) this.#dialog.close();
    this.dispatchEvent(toEvent(event) as Event);
    if (!event.outcome || event.outcome.type === 'cancel' || session !== this.#session) return;
    this.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }

  #requestClose(source: CloseSource): void {
    const session = this.#session;
    if (session?.live && !this.dispatchEvent(new FlinksCloseRequestEvent(source))) return;
    if (session === this.#session) this.close();
  }

  #onDialogClosed(): void {
    if (this.#session !== this.#hidden) this.#session?.cancel('closed');
  }

  #onTrigger(event: Event): void {
    if (event.defaultPrevented || this.#disabled) return;
    event.preventDefault();
    this.#start();
  }

  #onMoved(): void {
    this.#session?.moved();
    this.#dialog.restore();
  }

  #onRemoved(): void {
    const session = this.#session;
    // Out of the document it is modal no more, though it would still say that it is open.
    this.#dialog.close();
    if (!session?.live) return;
    session.cancel('disconnected');
    if (session === this.#session) this.#session = undefined;
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'flinks-link': FlinksLink;
  }
}
