import 'flinks-link';
import type {} from 'flinks-link/frameworks/preact';
import { render } from 'preact';
import { App } from './App';

if (import.meta.env.DEV) await import('preact/debug');

const root = document.querySelector('#app');
if (root) render(<App />, root);
