import 'flinks-link';
import type {} from 'flinks-link/frameworks/svelte';
import { mount } from 'svelte';
import App from './App.svelte';
import LinkBank from './readme/LinkBank.svelte';

const target = document.querySelector('#app');
if (target) mount(location.search === '?readme' ? LinkBank : App, { target });
