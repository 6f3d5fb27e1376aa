import 'flinks-link';
import type {} from 'flinks-link/frameworks/vue';
import { createApp } from 'vue';
import App from './App.vue';
import LinkBank from './readme/LinkBank.vue';

createApp(location.search === '?readme' ? LinkBank : App).mount('#app');
