import { html, nothing, type TemplateResult } from 'lit';
import type { FlinksLinkError } from '../errors.js';
import type { Notice } from '../flows/session.js';
import type { Status } from '../types.js';
import type { Messages } from './messages.js';

/** All that decides what is on the screen. */
export interface View {
  readonly messages: Messages;
  readonly status: Status;
  readonly notice: Notice | undefined;
  readonly error: FlinksLinkError | undefined;
  /** A frame is to be seen, be it live or kept behind a success. */
  readonly framed: boolean;
  /** A new session can be started: there is a token for it. */
  readonly restartable: boolean;
  readonly onRetry: () => void;
  readonly onRestart: () => void;
}

/** Errors that the developer must mend: the page says how, as nobody else can do anything. */
const forDevelopers = new Set([
  'invalid-configuration',
  'token-failed',
  'unsupported',
  'frame-blocked',
  'isolated',
]);

const errorText = (messages: Messages, error: FlinksLinkError): string =>
  messages.errors[error.code] ?? messages.failed;

/** What a screen reader is told, politely: one sentence for every state. */
export function announcement({ messages, status, notice, error }: View): string {
  if (notice) return messages.notices[notice.code];
  switch (status) {
    case 'opening':
    case 'loading':
      return messages.loading;
    case 'ready':
      return messages.ready;
    case 'succeeded':
      return messages.succeeded;
    case 'cancelled':
      return messages.cancelled;
    case 'failed':
      return error ? errorText(messages, error) : messages.failed;
    default:
      return '';
  }
}

/** A live region. It is there before its text is, or the first text would not be heard. */
export const announcer = (text: string): TemplateResult =>
  html`<p class="announcer" role="status">${text}</p>`;

const action = (label: string, onClick: () => void) =>
  html`<button part="action" type="button" @click=${onClick}>${label}</button>`;

function body(view: View): TemplateResult | typeof nothing {
  const { messages, status, error, onRestart, restartable } = view;
  switch (status) {
    case 'opening':
    case 'loading':
      return html`<div class="cover">
        <slot name="loading"
          ><span part="spinner"></span><span part="message">${messages.loading}</span></slot
        >
      </div>`;
    case 'succeeded':
      // A frame that is kept shows the landing page of the host.
      if (view.framed) return nothing;
      return html`<div class="card">
        <slot name="success"><p part="message">${messages.succeeded}</p></slot>
      </div>`;
    case 'cancelled':
      return html`<div class="card">
        <p part="message">${messages.cancelled}</p>
        ${restartable ? action(messages.restart, onRestart) : nothing}
      </div>`;
    case 'failed':
      return html`<div class="card">
        <slot name="error">
          <p part="message">${error ? errorText(messages, error) : messages.failed}</p>
          ${error ? html`<p class="detail">${forDevelopers.has(error.code) ? error.message : error.code}</p>` : nothing}
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
  <div class="panel" tabindex="-1">
    ${
      view.notice
        ? html`<div part="notice">
            <span>${view.messages.notices[view.notice.code]}</span>
            ${view.notice.retryable ? action(view.messages.retry, view.onRetry) : nothing}
          </div>`
        : nothing
    }
    <div class="stage">
      <div class="box" ?hidden=${!view.framed}></div>
      ${body(view)}
    </div>
  </div>
`;
