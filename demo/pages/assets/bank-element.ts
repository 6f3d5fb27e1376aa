import type {
  CancelOutcome,
  FlinksLink,
  FlinksLinkError,
  FlinksLinkEventMap,
  LoginOutcome,
} from '../../../src/index.js';
import type { HostConfig } from '../../server/host-config.js';
import type { en } from '../text/en.js';
import { fieldOf } from './field-of.js';
import { explain, host, HostError } from './host.js';

/** The element of a page that has one. */
export function findBank(): FlinksLink {
  const bank = document.querySelector('flinks-link');
  if (!bank) throw new Error('The page has no flinks-link.');
  return bank;
}

/** Listens to an event of an element that is this one, or somewhere inside. */
export function on<Type extends keyof FlinksLinkEventMap>(
  place: HTMLElement,
  type: Type,
  listener: (event: FlinksLinkEventMap[Type]) => void,
): void {
  // Around the element the browser's types know nothing of its events.
  place.addEventListener(type, event => listener(event as FlinksLinkEventMap[Type]));
}

/**
 * Says to an element where Connect is and how it gets tokens. The token function comes last: it is what lets an inline
 * element start.
 */
export function connect(element: FlinksLink, { instance, connectUrl, demo }: HostConfig): void {
  if (instance) element.instance = instance;
  if (connectUrl) element.connectUrl = connectUrl;
  element.demo = demo;
  element.authorizeToken = host.token;
}

interface FailureListeners {
  /** The user is on the way to the bank: what was said before is out of date. */
  onStart?: () => void;
  onCancel: (cancel: CancelOutcome) => void;
  onError: (error: FlinksLinkError) => void;
}

interface Listeners extends FailureListeners {
  onLogin: (login: LoginOutcome) => void;
}

/**
 * Tells the page how a session with the bank ended.
 *
 * @param element - the one that links, or one around it
 */
export function hear(element: HTMLElement, { onLogin, ...failure }: Listeners): void {
  on(element, 'flinks-login', ({ detail }) => onLogin(detail));
  hearFailure(element, failure);
}

/** Tells the page that a session ended without a bank. */
export function hearFailure(
  element: HTMLElement,
  { onStart = () => undefined, onCancel, onError }: FailureListeners,
): void {
  on(element, 'flinks-navigate', onStart);
  on(element, 'flinks-ready', onStart);
  on(element, 'flinks-cancel', ({ detail }) => onCancel(detail));
  on(element, 'flinks-error', ({ detail }) => onError(detail.error));
}

export function describeCancel({ reason }: CancelOutcome, { status }: typeof en): string {
  return reason === 'access-denied' ? status.refused : status.cancelled;
}

export function describeError({ code, cause }: FlinksLinkError, text: typeof en): string {
  // What this page's own backend said, or OAuth's name for what the bank said, tells more than the code.
  if (cause instanceof HostError) return explain(cause, text, text.status.notLinked);
  return text.status.notLinked(String(fieldOf(cause, 'error') ?? code));
}
