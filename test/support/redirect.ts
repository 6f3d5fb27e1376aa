import { origins } from 'virtual:origins';
import { fixture, html } from '@open-wc/testing';
import type { AuthorizeUrlFunction, FlinksLink } from '../../src/element.js';
import '../../src/index.js';
import { click } from './input.js';

/** The page that banks send people back to, with the script of the package on it. */
export const redirectUri = new URL('/test/hosts/callback.html', location.href).href;

let recipient: Promise<{ clientId: string; clientSecret: string }> | undefined;

/** A data recipient of the simulator that may come back to this page's origin. */
const register = async () =>
  (
    await fetch(`${origins.outbound}/simulator/recipients`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ redirectUris: [redirectUri] }),
    })
  ).json() as Promise<{ clientId: string; clientSecret: string }>;

export const ourRecipient = (): Promise<{ clientId: string; clientSecret: string }> =>
  (recipient ??= register());

/** An authorize URL, as a backend makes it. */
export async function authorizeUrl(simulate = 'auto', state: string = crypto.randomUUID()): Promise<URL> {
  const { clientId } = await ourRecipient();
  const url = new URL(`${origins.outbound}/api/v1/authorize`);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'ACCOUNT_BASIC TRANSACTIONS',
    state,
    provider_id: '1000',
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
  const ask: AuthorizeUrlFunction = async ({ reason }) => {
    reasons.push(reason);
    const url = await authorizeUrl(simulate);
    states.push(url.searchParams.get('state') as string);
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
export const clickTrigger = (element: FlinksLink): Promise<void> =>
  click(element.querySelector('button') as Element);
