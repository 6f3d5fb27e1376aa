import { html, nothing, type PropertyValues } from 'lit';
import { AttemptStore } from './browser/attempt-store.js';
import { showAddress } from './browser/page.js';
import { randomText } from './browser/random.js';
import { define } from './define.js';
import { warnAboutIgnored } from './dev-warnings.js';
import { FlinksLinkError, misconfigured } from './errors.js';
import { toEvent } from './events.js';
import {
  checkSettings,
  connectOptions,
  isRedirect,
  ownerOf,
  partnerOrigin,
  redirectOptions,
} from './flow-options.js';
import { styles } from './flinks-link.styles.js';
import { returnFlow, takeAttempt } from './flows/attempts.js';
import { connectFlow } from './flows/connect.js';
import type { StartFlow } from './flows/flow.js';
import { redirectFlow } from './flows/redirect.js';
import { Session, type SessionEvent } from './flows/session.js';
import { FlinksLinkControl } from './form-control.js';
import type { Attempt } from './protocol/attempt.js';
import { answerState, withoutAnswer } from './protocol/return-url.js';
import { canRestart, isMended, startConditions } from './start-rules.js';
import { type CloseSource, type Outcome, type Status, statuses } from './types.js';
import { ModalDialog } from './ui/dialog.js';
import { FrameBox } from './ui/frame-box.js';
import { AutoStart } from './ui/auto-start.js';
import { messagesIn } from './ui/localize.js';
import { announcement, announcer, panel, type View } from './ui/panel.js';
import { Preconnect } from './ui/preconnect.js';
import { ReturnVisit } from './ui/return-visit.js';
import { Timeline } from './ui/timeline.js';

/** What `open()` can be given. */
export interface OpenOptions {
  /** Ends the session when it aborts. */
  readonly signal?: AbortSignal;
  /** The data provider to go to, in the place of `provider-id`. */
  readonly providerId?: string;
}

/**
 * Links a bank account through Flinks and hands the page a loginId or an authorization code, which its backend exchanges.
 *
 * @tag flinks-link
 * @summary A bank login as a custom element.
 *
 * @slot - The trigger, with `display="dialog"` and wherever a bank's own page is opened; else what shows before the upgrade.
 * @slot loading - In place of the spinner and its text.
 * @slot success - In place of the text after a success; with a dialog, keeps it open.
 * @slot error - In place of the text after an error.
 * @slot waiting - In place of the text while the bank has the person.
 *
 * @fires {FlinksReadyEvent} flinks-ready - Connect really runs: its first verified message has come.
 * @fires {FlinksStepEvent} flinks-step - A verified message of Connect, without anything secret.
 * @fires {FlinksNoticeEvent} flinks-notice - Trouble that the person can get out of.
 * @fires {FlinksCloseRequestEvent} flinks-close-request - Somebody wants to close a live session. Cancelable.
 * @fires {FlinksNavigateEvent} flinks-navigate - The person is about to leave for the bank. Cancelable.
 * @fires {FlinksLoginEvent} flinks-login - A bank login is linked. Ends the session.
 * @fires {FlinksCodeEvent} flinks-code - The bank has consented: an authorization code. Ends the session.
 * @fires {FlinksLinkedEvent} flinks-linked - The backend took the redirect itself. Ends the session.
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
 * @cssState idle @cssState opening @cssState loading @cssState ready @cssState waiting
 * @cssState succeeded @cssState cancelled @cssState failed
 */
export class FlinksLink extends FlinksLinkControl {
  /** Version of the package. */
  static readonly version: string = __VERSION__;
  static override styles = styles;

  readonly #timeline = new Timeline(() => this.debug);
  readonly #frameBox = new FrameBox(this);
  readonly #preconnect = new Preconnect(this, () =>
    this.preload === 'intent' ? partnerOrigin(this) : undefined,
  );
  readonly #attempts = new AttemptStore();
  readonly #visit = new ReturnVisit(this, {
    store: this.#attempts,
    isFree: () => !this.#session?.live,
    owner: () => ownerOf(this),
    isRedirect: () => isRedirect(this.flow),
    redirectUri: () => this.redirectUri,
    onAnswer: attempt => this.#finishAttempt(attempt, new URL(attempt.answer)),
    onStray: error => {
      this.#begin(() => {
        throw error;
      });
    },
  });
  readonly #dialog = new ModalDialog(
    this,
    source => this.#requestClose(source),
    () => this.#onDialogClosed(),
  );
  /** Tokens and states that were used: each serves once. */
  readonly #used = new Set<string>();
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
        free: this.isConnected && !this.#disabled && !this.#session && !this.#visit.errand,
        preloaded: this.#preloaded,
        used: this.#used,
      });
    new AutoStart(this, conditions, () => {
      const session = this.#begin(this.#flow());
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
   * Starts a session, or joins the one that runs; in a page that the person has just come back to, gives what they came
   * back with.
   *
   * @returns the outcome, a cancel included; rejects with a {@linkcode FlinksLinkError}, or with the signal's reason
   */
  open(options: OpenOptions = {}): Promise<Outcome> {
    const { signal, providerId } = options;
    if (signal?.aborted) return Promise.reject(signal.reason);
    const running = this.#session?.live ? this.#session : undefined;
    running?.waiting?.bringToFront?.();
    const back = !running && this.isConnected && this.#visit.look();
    const { offering } = this.#visit;
    if (!running && offering) return offering.then(() => this.open(options));
    const session =
      back || (running && running !== this.#hidden) ? this.#session : this.#reveal(running, providerId);
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
   * Finishes a redirect that the host opened itself: in a web view, or in a page that routes by itself.
   *
   * @param url - the address that the person came back with
   * @returns as {@linkcode FlinksLink.open}; rejects `state-mismatch` when nobody waits for this answer, and a session that
   *   waits for another one goes on
   */
  complete(url: string | URL): Promise<Outcome> {
    if (!URL.canParse(url, document.baseURI)) {
      return Promise.reject(
        new FlinksLinkError('invalid-return', 'complete() needs the address that came back.'),
      );
    }
    const address = new URL(url, document.baseURI);
    if (address.href === location.href) showAddress(withoutAnswer(address, this.redirectUri));
    const session = this.#session;
    if (session?.complete(address)) return session.outcome;
    const attempt = takeAttempt(this.#attempts, ownerOf(this), answerState(address));
    if (attempt) return this.#finishAttempt(attempt, address).outcome;
    return Promise.reject(
      new FlinksLinkError(
        'state-mismatch',
        'Nobody here waits for this answer: it was used, or began elsewhere.',
      ),
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
    const trigger =
      modal || isRedirect(this.flow)
        ? html`<slot @click=${this.#onTrigger}>
            <button part="action" type="button" ?disabled=${this.#disabled}>${view.messages.title}</button>
          </slot>`
        : nothing;
    const { open } = this.#dialog;
    return html`
      ${trigger} ${this.#preconnect.template()} ${announcer(open ? '' : text)}
      ${
        modal
          ? this.#dialog.template(view.messages, html`${panel(view)}${announcer(open ? text : '')}`)
          : panel(view)
      }
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
      waiting: session?.waiting,
      done: this.#visit.errand === 'done',
      framed: this.#frameBox.filled || (!!session?.live && !isRedirect(this.flow)),
      restartable: canRestart(this, this.#used),
      onRetry: () => this.#actInPanel(() => session?.retry()),
      onRestart: () => this.#actInPanel(() => this.#start()),
      onGiveUp: () => this.#actInPanel(() => this.#requestClose('button')),
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
  #reveal(ahead: Session | undefined, providerId: string | undefined): Session | undefined {
    if (!this.isConnected || this.#disabled) return undefined;
    this.#hidden = undefined;
    this.requestUpdate();
    return ahead ?? this.#begin(this.#flow(providerId));
  }

  /** The flow that the settings ask for; they are read when it starts. */
  #flow(providerId?: string): StartFlow {
    return context => {
      checkSettings(this);
      this.refuseGetForm();
      const language = this.currentLanguage;
      return isRedirect(this.flow)
        ? redirectFlow(redirectOptions(this, language, this.#used, providerId), this.#attempts)(context)
        : connectFlow(
            connectOptions(this, language, this.#used),
            this.#frameBox.open,
            this.#attempts,
          )(context);
    };
  }

  /** A session that only has to read what an attempt came back with. */
  #finishAttempt(attempt: Attempt, answer: URL): Session {
    return this.#begin(returnFlow(attempt, answer), attempt.attemptId);
  }

  #begin(flow: StartFlow, attemptId = randomText(128)): Session {
    this.#session?.cancel('aborted');
    const redirect = isRedirect(this.flow);
    this.#modal = this.display === 'dialog';
    const session: Session = new Session(attemptId, event => this.#hear(session, event));
    this.#session = session;
    this.requestUpdate();
    // A window can be opened inside the click only; a frame has no place before the element has rendered.
    if (redirect) session.start(flow);
    void this.updateComplete.then(() => {
      // An error that has ended it already is to be seen as well.
      const shown = session.live || session.error;
      if (this.#modal && shown && session === this.#session && session !== this.#hidden) this.#dialog.show();
      if (!redirect) session.start(flow);
    });
    return session;
  }

  /** Returns whether what the event announces may happen. */
  #hear(session: Session, event: SessionEvent): boolean {
    if (session !== this.#session) return false;
    this.#timeline.log(session, event);
    if (event.type === 'debug') return true;
    this.requestUpdate();
    if (event.type === 'end') {
      this.#finish(session, event);
      return true;
    }
    if (session === this.#hidden && (event.type === 'notice' || event.type === 'close-request')) return false;
    if (event.type === 'status' && session.status === 'ready') this.#frameBox.enter();
    const domEvent = toEvent(event, session.status);
    const allowed = !domEvent || this.dispatchEvent(domEvent);
    if (event.type === 'close-request' && allowed && session === this.#session) this.close();
    return allowed;
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
    this.dispatchEvent(toEvent(event, session.status) as Event);
    if (!event.outcome || event.outcome.type === 'cancel' || session !== this.#session) return;
    this.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }

  #requestClose(source: CloseSource): void {
    const session = this.#session;
    if (session?.live && session !== this.#hidden) session.requestClose(source);
    else this.close();
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
