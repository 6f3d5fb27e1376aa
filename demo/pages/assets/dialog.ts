import { connect } from './bank-element.js';
import { startLinkingPage } from './linking-page.js';

await startLinkingPage(connect);
