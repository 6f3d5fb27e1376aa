/* A page that a server has rendered, and that React takes over a good while after the element has been upgraded. */
import { FlinksLink, type FlinksLinkProps } from 'flinks-link/react';
import { createElement as h, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import type {} from './journal.js';

const root = document.getElementById('root')!;
const { ask } = root.dataset;
/** The attribute that names the element. */
const owner = root.dataset.owner!;

const authorizeUrl: FlinksLinkProps['authorizeUrl'] = async ({ reason }) => {
  const response = await fetch(`/api/authorize?${ask}&flow=outbound&reason=${reason}`, { method: 'POST' });
  const { url }: { url?: unknown } = await response.json();
  if (typeof url !== 'string') throw new TypeError('The backend has answered no url');
  return url;
};

function App() {
  const props: FlinksLinkProps = {
    [owner]: 'bank',
    flow: 'outbound',
    target: 'page',
    redirectUri: new URL('/callback', location.href).href,
    authorizeUrl,
    onFlinksCode: ({ detail }) => window.tell('handled', { detail }),
  };
  return h(FlinksLink, props, h('button', { type: 'button' }, 'Link'));
}

const hydrate = () => {
  hydrateRoot(root, h(StrictMode, null, h(App)), {
    onRecoverableError: error => window.tell('fault', { message: String(error) }),
  });
  setTimeout(() => setTimeout(() => window.tell('hydrated', {})));
};
addEventListener('load', () => setTimeout(hydrate, 500));
