import '../../src/index.js';
import { fixture, html, oneEvent } from '@open-wc/testing';
import { origins } from 'virtual:origins';
import type { AuthorizeTokenFunction, FlinksLink } from '../../src/element.js';

/** Base URL of the simulator's Connect. */
export const connectUrl = `${origins.simulator}/v2/`;

interface TokenOptions {
  /** Faults and variants that the simulator binds to the token. */
  simulate?: string;
  /** Milliseconds until it expires. */
  lifetimeMs?: number;
}

/** A fresh token, straight from the simulator. */
export async function mintToken(options: TokenOptions = {}): Promise<string> {
  const response = await fetch(`${origins.simulator}/simulator/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(options),
  });
  const { token }: { token: string } = await response.json();
  return token;
}

/** How often Connect was loaded with a token. */
export async function loadsOf(token: string): Promise<number> {
  const response = await fetch(`${origins.simulator}/simulator/tokens/${encodeURIComponent(token)}`);
  const { loads }: { loads: number } = await response.json();
  return loads;
}

/** A token function that remembers what it gave. */
export function tokenFunction(options: TokenOptions = {}): AuthorizeTokenFunction & {
  tokens: string[];
  reasons: string[];
} {
  const tokens: string[] = [];
  const reasons: string[] = [];
  const ask: AuthorizeTokenFunction = async ({ reason }) => {
    reasons.push(reason);
    const token = await mintToken(options);
    tokens.push(token);
    return token;
  };
  return Object.assign(ask, { tokens, reasons });
}

interface LinkOptions {
  /** Bound to every token: `auto`, `puppet`, a fault … */
  simulate?: string;
  /** Set before the element is connected. */
  set?: Partial<FlinksLink>;
}

/** An element in the page, on its way to a session with the simulator. */
export async function link({ simulate = 'puppet', set = {} }: LinkOptions = {}): Promise<FlinksLink> {
  const element = document.createElement('flinks-link');
  Object.assign(element, { connectUrl, demo: true, authorizeToken: tokenFunction({ simulate }), ...set });
  return fixture<FlinksLink>(html`${element}`);
}

export const frameOf = (element: FlinksLink): HTMLIFrameElement | null =>
  element.renderRoot.querySelector('iframe');

/** Fulfilled when Connect runs, which it may since before the last action has returned. */
export async function ready(element: FlinksLink): Promise<void> {
  if (element.status !== 'ready') await oneEvent(element, 'flinks-ready');
}

/** An element whose frame runs and says what {@linkcode say} tells it to. */
export async function puppet(options: LinkOptions = {}): Promise<FlinksLink> {
  const element = await link(options);
  if (element.display === 'dialog') void element.open().catch(() => {});
  await ready(element);
  return element;
}

/** Lets the puppet in the frame post `payload` to the page. */
export function say(element: FlinksLink, payload: unknown): void {
  frameOf(element)?.contentWindow?.postMessage({ simulator: 'post', payload }, origins.simulator);
}

/** A step that marks the end of what was posted before it: messages of one frame arrive in order. */
export async function settled(element: FlinksLink): Promise<void> {
  const mark = `MARK_${crypto.randomUUID()}`;
  const heard = new Promise<void>(resolve => {
    element.addEventListener('flinks-step', function listener(event) {
      if (event.detail.step !== mark) return;
      element.removeEventListener('flinks-step', listener);
      resolve();
    });
  });
  say(element, { step: mark });
  await heard;
}

/** All events of the element, in order, from now on. */
export function record(element: FlinksLink): { type: string; detail: unknown }[] {
  const events: { type: string; detail: unknown }[] = [];
  for (const type of [
    'flinks-ready',
    'flinks-step',
    'flinks-notice',
    'flinks-close-request',
    'flinks-navigate',
    'flinks-fallback',
    'flinks-login',
    'flinks-code',
    'flinks-linked',
    'flinks-handoff',
    'flinks-cancel',
    'flinks-error',
  ]) {
    // All of the element's events are custom events.
    element.addEventListener(type, event => events.push({ type, detail: (event as CustomEvent).detail }));
  }
  return events;
}

/** Events that end a session. */
export const endings = (events: { type: string }[]): string[] =>
  events
    .map(({ type }) => type)
    .filter(type => /^flinks-(login|code|linked|handoff|cancel|error)$/.test(type));
