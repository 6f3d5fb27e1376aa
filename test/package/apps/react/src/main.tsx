import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { LinkBank } from './manual/LinkBank';

const root = document.querySelector('#root');
if (root)
  createRoot(root).render(<StrictMode>{location.search === '?manual' ? <LinkBank /> : <App />}</StrictMode>);
