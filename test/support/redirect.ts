import '../../src/index.js';
import { fixture, html, oneEvent } from '@open-wc/testing';
import { origins } from 'virtual:origins';
import type { AuthorizeUrlFunction, FlinksLink, OpenOptions, Outcome } from '../../src/element.js';
import { click } from './input.js';

/** The page that banks send users back to, with the script of the package on it. */
export const redirectUri = new URL('/test/hosts/callback.html', location.href).href;

interface Recipient {
  clientId: string;
  clientSecret: string;
}

let recipient: Promise<Recipient> | undefined;

/** A data recipient of the simulator that may come back to this page's origin. */
async function register(): Promise<Recipient> {
  const response = await fetch(`${origins.outbound}/simulator/recipients`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ redirectUris: [redirectUri] }),
  });
  return response.json();
}

export const ourRecipient = (): Promise<Recipient> => (recipient ??= register());

/** An authorize URL, as a backend makes it. */
export async function authorizeUrl(
  simulate = 'auto',
  state: string = crypto.randomUUID(),
  providerId = '1000',
): Promise<URL> {
  const { clientId } = await ourRecipient();
  const url = new URL(`${origins.outbound}/api/v1/authorize`);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'ACCOUNT_BASIC TRANSACTIONS',
    state,
    provider_id: providerId,
    simulate,
  }).toString();
  return url;
}

/** A function for `authorizeUrl` that remembers what it was asked. */
export function authorizeFunction(
  simulate = 'auto',
): AuthorizeUrlFunction & { states: string[]; reasons: string[] } {
  const states: string[] = [];
  const reasons: string[] = [];
  const ask: AuthorizeUrlFunction = async ({ reason, providerId }) => {
    reasons.push(reason);
    const url = await authorizeUrl(simulate, undefined, providerId);
    states.push(url.searchParams.get('state')!);
    return url;
  };
  return Object.assign(ask, { states, reasons });
}

/** An element for open banking in the page, with a trigger. */
export async function outbound(set: Partial<FlinksLink> = {}): Promise<FlinksLink> {
  const element = document.createElement('flinks-link');
  element.innerHTML = '<button type="button">Link your bank</button>';
  Object.assign(element, { flow: 'outbound', authorizeUrl: authorizeFunction(), ...set });
  return fixture<FlinksLink>(html`${element}`);
}

/** A real click on the trigger: browsers open windows for nothing less. */
export const clickTrigger = (element: FlinksLink): Promise<void> => click(element.querySelector('button')!);

/** An authorize URL of a Custom integration, at the simulator. */
export async function customUrl(simulate = 'auto', state: string = crypto.randomUUID()): Promise<URL> {
  await fetch(`${origins.simulator}/simulator/custom-redirects`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ redirectUris: [redirectUri] }),
  });
  const url = new URL(`${origins.simulator}/v3/oauth/authorize`);
  url.search = new URLSearchParams({
    institution_id: '14',
    redirect_uri: redirectUri,
    state,
    simulate,
  }).toString();
  return url;
}

/** An answer at the redirect page, or at another one. */
export function answer(parameters: Record<string, string>, page: string = redirectUri): URL {
  const url = new URL(page);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.append(name, value);
  return url;
}

/** A user comes back from the bank: the redirect page opens, with the script of the package on it. */
export async function comeBack(url: URL): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe');
  frame.src = url.href;
  document.body.append(frame);
  await oneEvent(frame, 'load');
  return frame;
}

/** A session that waits, and whose bank the page opens by itself: so no window is needed for it. */
export async function away(
  element: FlinksLink,
  options?: OpenOptions,
): Promise<{ url: URL; state: string; outcome: Promise<Outcome> }> {
  const navigate = oneEvent(element, 'flinks-navigate');
  element.addEventListener('flinks-navigate', event => event.preventDefault(), { once: true });
  const outcome = element.open(options);
  outcome.catch(() => {}); // Told by an event as well.
  const url = new URL(await (await navigate).detail.url);
  return { url, state: url.searchParams.get('state') ?? '', outcome };
}

/** Remembers the windows that are opened from now on. */
export function watchWindows(): { opened: Window[]; restore: () => void } {
  const original = window.open;
  const opened: Window[] = [];
  window.open = (...args) => {
    const found = original.apply(window, args);
    if (found) opened.push(found);
    return found;
  };
  return { opened, restore: () => (window.open = original) };
}
