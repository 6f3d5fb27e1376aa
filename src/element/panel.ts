import { html, nothing, type TemplateResult } from 'lit';
import type { FlinksLinkError } from '../errors.js';
import type { Messages } from '../i18n/messages.js';
import { AuthorizationFailure } from '../protocol/return-url.js';
import type { Waiting } from '../session/flow.js';
import type { Notice } from '../session/session.js';
import type { Status } from '../types.js';

/** All that decides what is on the screen. */
export interface View {
  readonly messages: Messages;
  readonly status: Status;
  readonly notice: Notice | undefined;
  readonly error: FlinksLinkError | undefined;
  readonly waiting: Waiting | undefined;
  /** The list of banks, where one is to be chosen. */
  readonly picker: TemplateResult | undefined;
  /** Express was opened. */
  readonly handedOff: boolean;
  /** Nothing is left to do here: the window has handed its answer over, or the page had its answer before it was left. */
  readonly over: 'done' | 'succeeded' | undefined;
  /** A frame is to be seen, be it live or kept behind a success. */
  readonly framed: boolean;
  /** A new session can be started: there is a token for it. */
  readonly restartable: boolean;
  readonly onRetry: () => void;
  readonly onRestart: (event: Event) => void;
  readonly onGiveUp: () => void;
  /** Goes back to the list of banks, where there is one. */
  readonly onBack: (() => void) | undefined;
  readonly onFallback: () => void;
}

/** Errors that the developer must mend: the page says how, as nobody else can do anything. */
const forDevelopers = new Set([
  'invalid-configuration',
  'token-failed',
  'unsupported',
  'frame-blocked',
  'isolated',
  'storage-unavailable',
  'invalid-return',
]);

/** The one sentence for a state, seen and heard. */
function sentence({ messages, status, error, picker, handedOff, over }: View): string {
  if (over) return messages[over];
  switch (status) {
    case 'opening':
    case 'loading':
      return messages.loading;
    case 'choosing':
      // The list speaks for itself.
      return picker ? '' : messages.fallback;
    case 'succeeded':
      return handedOff ? messages.handedOff : messages.succeeded;
    case 'ready':
    case 'waiting':
    case 'cancelled':
      return messages[status];
    case 'failed':
      return (error && messages.errors[error.code]) ?? messages.failed;
    default:
      return '';
  }
}

/** What a screen reader is told, politely. */
export const announcement = (view: View): string =>
  view.notice ? view.messages.notices[view.notice.code] : sentence(view);

/** A live region. It is there before its text is, or the first text would not be heard. */
export const announcer = (text: string, { language }: Messages): TemplateResult =>
  html`<p class="announcer" role="status" lang=${language}>${text}</p>`;

const action = (label: string, onClick: (event: Event) => void) =>
  html`<button part="action" type="button" @click=${onClick}>${label}</button>`;

/** A message for developers; what a bank or Flinks said of a refusal, as text; or the bare code. */
function detail({ code, message, cause }: FlinksLinkError): string {
  if (forDevelopers.has(code)) return message;
  if (code !== 'authorization-failed') return code;
  return cause instanceof AuthorizationFailure ? `${cause.error} ${cause.errorDescription ?? ''}` : message;
}

function atTheBank({ messages, waiting, notice, onRetry, onGiveUp }: View): TemplateResult {
  const { href, onFollow, bringToFront, usePage } = waiting ?? {};
  return html`<div class="card">
    <slot name="waiting">
      ${notice?.code === 'popup-blocked' ? nothing : html`<p part="message">${messages.waiting}</p>`}
    </slot>
    <div class="actions">
      ${
        href
          ? html`<a href=${href} target="_blank" rel="noopener" part="action" @click=${onFollow}
              >${messages.openBank}</a
            >`
          : nothing
      }
      ${bringToFront ? action(messages.bringToFront, bringToFront) : nothing}
      ${usePage ? action(messages.usePage, usePage) : nothing} ${action(messages.openAgain, onRetry)}
      ${action(messages.giveUp, onGiveUp)}
    </div>
  </div>`;
}

function body(view: View): TemplateResult | typeof nothing {
  const { messages, status, error, onRestart, restartable, framed, picker, onFallback, onGiveUp } = view;
  const text = sentence(view);
  if (view.over) return html`<div class="card"><p part="message">${text}</p></div>`;
  switch (status) {
    case 'choosing':
      return (
        picker ??
        html`<div class="card">
          <p part="message">${text}</p>
          <div class="actions">
            ${action(messages.useConnect, onFallback)} ${action(messages.giveUp, onGiveUp)}
          </div>
        </div>`
      );
    case 'waiting':
      return atTheBank(view);
    case 'opening':
    case 'loading':
      return html`<div class=${framed ? 'cover' : 'card'}>
        <slot name="loading"><span part="spinner"></span><span part="message">${text}</span></slot>
      </div>`;
    case 'succeeded':
      // A frame that is kept shows the landing page of the host.
      if (framed) return nothing;
      return html`<div class="card">
        <slot name="success"><p part="message">${text}</p></slot>
      </div>`;
    case 'cancelled':
      return html`<div class="card">
        <p part="message">${text}</p>
        ${restartable ? action(messages.restart, onRestart) : nothing}
      </div>`;
    case 'failed':
      return html`<div class="card">
        <slot name="error">
          <p part="message">${text}</p>
          ${error ? html`<p class="detail">${detail(error)}</p>` : nothing}
        </slot>
        ${error?.retryable && restartable ? action(messages.restart, onRestart) : nothing}
      </div>`;
    default:
      return nothing;
  }
}

/**
 * The state of the session, with the box that its frame lives in. The box stays whatever the state: the frame is the
 * session's, and a template that took it out would end a bank login.
 */
export const panel = (view: View): TemplateResult => html`
  <div class="panel" tabindex="-1" lang=${view.messages.language}>
    ${
      view.notice
        ? html`<div part="notice">
            <span>${view.messages.notices[view.notice.code]}</span>
            ${view.notice.retryable ? action(view.messages.retry, view.onRetry) : nothing}
          </div>`
        : nothing
    }
    ${view.onBack ? html`<div class="back">${action(view.messages.back, view.onBack)}</div>` : nothing}
    <div class="stage">
      <div class="box" ?hidden=${!view.framed}></div>
      ${body(view)}
    </div>
  </div>
`;
