import 'flinks-link';
import type {} from 'flinks-link/frameworks/svelte';
import { mount } from 'svelte';
import App from './App.svelte';

const target = document.querySelector('#app');
if (target) mount(App, { target });
