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

/** The one sentence for a state, seen and heard. */
function sentence({ messages, status, error }: View): string {
  switch (status) {
    case 'opening':
    case 'loading':
      return messages.loading;
    case 'ready':
    case 'succeeded':
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
export const announcer = (text: string): TemplateResult =>
  html`<p class="announcer" role="status">${text}</p>`;

const action = (label: string, onClick: () => void) =>
  html`<button part="action" type="button" @click=${onClick}>${label}</button>`;

function body(view: View): TemplateResult | typeof nothing {
  const { messages, status, error, onRestart, restartable } = view;
  const text = sentence(view);
  switch (status) {
    case 'opening':
    case 'loading':
      return html`<div class="cover">
        <slot name="loading"><span part="spinner"></span><span part="message">${text}</span></slot>
      </div>`;
    case 'succeeded':
      // A frame that is kept shows the landing page of the host.
      if (view.framed) return nothing;
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
