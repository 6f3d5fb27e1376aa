import 'flinks-link';
import type {} from 'flinks-link/frameworks/preact';
import { render } from 'preact';
import { App } from './App';
import { LinkBank } from './manual/LinkBank';

if (import.meta.env.DEV) await import('preact/debug');

const root = document.querySelector('#app');
if (root) render(location.search === '?manual' ? <LinkBank /> : <App />, root);
