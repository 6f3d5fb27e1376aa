/* A page that a server has rendered, and that React takes over a good while after the element has been upgraded. */
import { createElement as h, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { FlinksLink } from 'flinks-link/react';

const root = document.getElementById('root');
const { ask, owner } = root.dataset;

async function authorizeUrl({ reason }) {
  const response = await fetch(`/api/authorize?${ask}&flow=outbound&reason=${reason}`, { method: 'POST' });
  return (await response.json()).url;
}

function App() {
  const props = {
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
    onRecoverableError: error => window.tell('fault', { detail: String(error) }),
  });
  setTimeout(() => setTimeout(() => window.tell('hydrated')));
};
addEventListener('load', () => setTimeout(hydrate, 500));
