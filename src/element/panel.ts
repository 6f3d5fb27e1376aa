import { html, nothing, type TemplateResult } from 'lit';
import { action } from '../cards/action.js';
import type { FlinksLinkError } from '../errors.js';
import type { Messages } from '../i18n/messages.js';
import type { FlowView, ViewState } from '../session/flow.js';

/** All that decides what is on the screen. */
export interface PanelState extends ViewState {
  readonly messages: Messages;
  readonly error: FlinksLinkError | undefined;
  /** Why no session can start, where the developer is to see it in the page. */
  readonly obstacle: string | undefined;
  /** Of the session that has failed. */
  readonly reference: string | undefined;
  /** What the flow of a live session draws. */
  readonly view: FlowView | undefined;
  /** A site was opened, and what comes of it is not known here. */
  readonly handedOff: boolean;
  /** Nothing is left to do in this page, and why. */
  readonly over: 'done' | 'succeeded' | undefined;
  /** A frame is to be seen: that of a live session, or one that a success has left. */
  readonly framed: boolean;
  /** A new session can be started: nothing that it needs is missing. */
  readonly restartable: boolean;
  readonly restart: (event: Event) => void;
  /** What the last session has left for the user to do. */
  readonly remark: string | undefined;
  /** Goes back to a choice that was made in this session, where there was one. */
  readonly back: (() => void) | undefined;
}

/** The one sentence for a state, seen and heard. */
function sentence({ messages, status, error, handedOff, over }: PanelState): string {
  if (over) return messages[over];
  switch (status) {
    case 'opening':
    case 'loading':
      return messages.loading;
    case 'succeeded':
      return handedOff ? messages.handedOff : messages.succeeded;
    case 'ready':
    case 'cancelled':
      return messages[status];
    case 'failed':
      return (error && messages.errors[error.code]) ?? messages.failed;
    default:
      return '';
  }
}

/** What a screen reader is told, politely. */
export const announcement = (state: PanelState): string => {
  const { notice, messages, view, remark } = state;
  const text = notice ? messages.notices[notice.code] : (view?.sentence?.(state) ?? sentence(state));
  // What was said is not said again by a reset.
  return remark && text ? `${text} ${remark}` : text;
};

/** What is left to say where the dialog, with the panel in it, is closed. */
export const aside = ({
  notice,
  messages,
  remark,
  language,
}: PanelState): TemplateResult | typeof nothing => {
  const text = notice ? messages.notices[notice.code] : remark;
  return text ? html`<p part="notice" lang=${language} .textContent=${text}></p>` : nothing;
};

/** A live region. It is there before its text is, or the first text would not be heard. */
export const announcer = (text: string, { language }: Messages): TemplateResult =>
  html`<p class="announcer" role="status" lang=${language} .textContent=${text}></p>`;

/** What a developer reads on the page, in the development build: users of the host's product never do. */
const forDeveloper = (text: string | undefined): TemplateResult | typeof nothing =>
  __DEV__ && text ? html`<p class="detail" lang="en" .textContent=${text}></p>` : nothing;

/** A short text to give to support, by which a developer finds the failure in the console or the logs. */
const referenceLine = ({ messages, reference }: PanelState): TemplateResult | typeof nothing =>
  reference
    ? html`<p class="reference">
        ${messages.reference} <span translate="no" .textContent=${reference}></span>
      </p>`
    : nothing;

/** What the element draws for a state. */
function body(state: PanelState): TemplateResult | typeof nothing {
  const { messages, status, error, restart, restartable, framed } = state;
  const text = sentence(state);
  if (state.over) return html`<div class="card"><p part="message" .textContent=${text}></p></div>`;
  switch (status) {
    case 'opening':
    case 'loading':
      return html`<div class=${framed ? 'cover' : 'card'}>
        <slot name="loading"
          ><span part="spinner"></span><span part="message" .textContent=${text}></span
        ></slot>
      </div>`;
    case 'succeeded':
      // A frame that is kept shows the landing page of the host.
      if (framed) return nothing;
      return html`<div class="card">
        <slot name="success"><p part="message" .textContent=${text}></p></slot>
      </div>`;
    case 'cancelled':
      return html`<div class="card">
        <p part="message" .textContent=${text}></p>
        ${restartable ? action(messages.restart, restart) : nothing}
      </div>`;
    case 'failed':
      return html`<div class="card">
        <slot name="error">
          <p part="message" .textContent=${text}></p>
          ${referenceLine(state)} ${forDeveloper(error && `${error.code}: ${error.message}`)}
        </slot>
        ${error?.retryable && restartable ? action(messages.restart, restart) : nothing}
      </div>`;
    default:
      return __DEV__ && state.obstacle
        ? html`<div class="card">
            <p part="message" .textContent=${messages.failed}></p>
            ${forDeveloper(state.obstacle)}
          </div>`
        : nothing;
  }
}

/**
 * The state of the session, with the box that a frame lives in. The box stays whatever the state: the frame is the
 * session's, and a template that took it out would end a bank login.
 */
export const panel = (state: PanelState): TemplateResult => html`
  <div class="panel" tabindex="-1" lang=${state.language}>
    ${
      state.notice
        ? html`<div part="notice">
            <span .textContent=${state.messages.notices[state.notice.code]}></span>
            ${state.notice.retryable ? action(state.messages.retry, state.retry) : nothing}
          </div>`
        : nothing
    }
    ${state.back ? html`<div class="back">${action(state.messages.back, state.back)}</div>` : nothing}
    <div class="stage">
      <div class="box" ?hidden=${!state.framed}></div>
      ${state.view?.body?.(state) ?? body(state)}
    </div>
    ${state.remark ? html`<p class="remark" part="message" .textContent=${state.remark}></p>` : nothing}
  </div>
`;
