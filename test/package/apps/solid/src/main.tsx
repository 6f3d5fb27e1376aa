import 'flinks-link';
import type {} from 'flinks-link/frameworks/solid';
import { render } from 'solid-js/web';
import { App } from './App';
import { LinkBank } from './manual/LinkBank';

const root = document.querySelector('#app');
if (root) render(() => (location.search === '?manual' ? <LinkBank /> : <App />), root);
