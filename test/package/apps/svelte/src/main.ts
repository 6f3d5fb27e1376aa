import 'flinks-link';
import type {} from 'flinks-link/frameworks/svelte';
import { mount } from 'svelte';
import App from './App.svelte';
import LinkBank from './manual/LinkBank.svelte';

const target = document.querySelector('#app');
if (target) mount(location.search === '?manual' ? LinkBank : App, { target });
