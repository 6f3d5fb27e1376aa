import 'flinks-link';
import type {} from 'flinks-link/frameworks/vue';
import { createApp } from 'vue';
import App from './App.vue';
import LinkBank from './manual/LinkBank.vue';

createApp(location.search === '?manual' ? LinkBank : App).mount('#app');
