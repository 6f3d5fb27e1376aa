import 'flinks-link';
import type {} from 'flinks-link/frameworks/vue';
import { createApp } from 'vue';
import App from './App.vue';

createApp(App).mount('#app');
