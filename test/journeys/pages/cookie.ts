/* Tells whether this page, in a frame of another site, may keep a cookie. */
import type {} from './journal.js';

document.cookie = 'probe=kept; SameSite=None; Secure';
window.tell('cookie', { kept: document.cookie.includes('probe=kept') });
