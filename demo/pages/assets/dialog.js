import { startLinkingPage } from './linking-page.js';

await startLinkingPage();
