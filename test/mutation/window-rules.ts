import type { Rule } from './rule.ts';

const popup = { file: 'src/browser/popup.ts', suite: 'test/browser/popup.test.ts' } as const;
const file = 'src/flows/redirect/redirect-run.ts';
const definition = 'src/flows/redirect/index.ts';
const source = {
  file: 'src/flows/redirect/authorize-source.ts',
  suite: 'test/flows/redirect/authorize-url.test.ts',
} as const;
const session = { file: 'src/session/session.ts', suite: 'test/session/session.node.ts' } as const;

/** The way to the bank's page, and what is waited for while the user is there. */
export const windowRules: readonly Rule[] = [
  {
    rule: 'The bank’s window has no opener.',
    ...popup,
    from: 'opened.opener = null;',
    to: '',
  },
  {
    rule: 'The window that an element opens has no opener.',
    file: 'src/browser/popup.ts',
    from: 'opened.opener = null;',
    to: 'void null;',
    suite: 'test/element/redirect.test.ts',
  },
  {
    rule: 'The window of a framed page has no opener either.',
    file: 'src/browser/popup.ts',
    from: 'opened.opener = null;',
    to: 'if (window === window.top) opened.opener = null;',
    suite: 'test/element/redirect.test.ts',
  },
  {
    rule: 'The bank’s window has no name.',
    ...popup,
    from: "'_blank'",
    to: "'flinks'",
  },
  {
    rule: 'The blank page of the window has text and no markup.',
    ...popup,
    from: 'blank.title = blank.body.textContent = text;',
    to: 'blank.title = blank.body.innerHTML = text;',
  },
  {
    rule: 'The window is closed when the session ends.',
    ...popup,
    from: "signal.addEventListener('abort', () => onEnded(close()), { once: true });",
    to: "signal.addEventListener('abort', () => onEnded(false), { once: true });",
  },
  {
    rule: 'Without a user activation no window is opened.',
    file,
    from: 'if (lacksActivation()) return undefined;',
    to: '',
    suite: 'test/element/redirect-blocked.test.ts',
  },
  {
    rule: 'A transaction is consumed before its response is read.',
    file,
    from: '    this.#transactions.delete(state);\n    this.#host.transactions.remove(transaction);\n    // A timer',
    to: '    // A timer',
    suite: 'test/element/auto.test.ts',
  },
  {
    rule: 'A consumed transaction is out of storage before the page hears of its response.',
    file,
    from: '    this.#host.transactions.remove(transaction);\n    // A timer',
    to: '    // A timer',
    suite: 'test/element/redirect.test.ts',
  },
  {
    rule: 'A response whose state no window was sent with ends no session.',
    file,
    from: 'const transaction = this.#transactions.get(state);\n',
    to: 'const [transaction] = this.#transactions.values();\n',
    suite: 'test/element/redirect-host.test.ts',
  },
  {
    rule: 'A response after a cancel brings no outcome.',
    file,
    from: 'if (this.#context.signal.aborted) tellLateConsent(this.#context, { url, transaction });\n    else deliver',
    to: 'deliver',
    suite: 'test/element/consent-after-cancel.test.ts',
  },
  {
    rule: 'A session that has ended keeps no transaction.',
    file,
    from: 'for (const transaction of this.#transactions.values()) transactions.remove(transaction);',
    to: '',
    suite: 'test/element/redirect-blocked.test.ts',
  },
  {
    rule: 'A URL that comes after the end of its departure starts no transaction.',
    file,
    from: '.then(request => {\n        if (signal.aborted) return;',
    to: '.then(request => {',
    suite: 'test/element/redirect-blocked.test.ts',
  },
  {
    rule: 'A listener that ends the session as the URL comes stops the departure.',
    file,
    from: '        // A listener of the page may have ended the session inside an event.\n        if (signal.aborted) return;\n        this.#left',
    to: '        this.#left',
    suite: 'test/element/reentry.test.ts',
    shadowedBy: 'to show that the bank has the user dispatches no event; the check is for one that would',
  },
  {
    rule: 'Each transaction is waited for no longer than 30 minutes.',
    file,
    from: '      this.#transactions.delete(transaction.state);\n      this.#host.transactions.remove(transaction);\n      if (this.#transactions.size) return;',
    to: '      if (this.#transactions.size > 1) return;',
    suite: 'test/flows/redirect/redirect-run.test.ts',
  },
  {
    rule: 'No page claims a response after 30 minutes.',
    file,
    from: '      ended.abort();\n      // A retry',
    to: '      // A retry',
    suite: 'test/flows/redirect/redirect-run.test.ts',
  },
  {
    rule: 'Nothing waits for a response once the session is released.',
    file,
    from: '      clearTimeout(timer);\n      ended.abort();',
    to: '      clearTimeout(timer);',
    suite: 'test/element/consent-after-cancel.test.ts',
  },
  {
    rule: 'An element that shares its key does not leave the page, though the other came late.',
    file,
    from: 'if (!this.#host.isOnlyElement()) throw sharedKey();',
    to: '',
    suite: 'test/element/redirect-blocked.test.ts',
  },
  {
    rule: 'An element that shares its key is refused before any URL is asked for.',
    file: definition,
    from: "if (target === 'page' && !isOnlyElement()) throw sharedKey();",
    to: '',
    suite: 'test/element/redirect-blocked.test.ts',
  },
  {
    rule: 'A redirect-uri of another origin is refused.',
    file: definition,
    from: 'page?.origin !== ownOrigin()',
    to: '!page',
    suite: 'test/element/redirect-urls.test.ts',
  },
  {
    rule: 'A state that was sent before is refused.',
    ...source,
    from: 'if (isConsumed) {',
    to: 'if (false) {',
  },
  {
    rule: 'A state that is sent is consumed.',
    ...source,
    from: 'this.#consumed.add(request.state);',
    to: '',
  },
  {
    rule: 'A session ends once.',
    ...session,
    from: '#close(status: Status): boolean {\n    if (!this.live) return false;',
    to: '#close(status: Status): boolean {',
  },
  {
    rule: 'A late consent is told until the session is released.',
    ...session,
    from: 'isConsentAfterCancel(event) && !this.released.aborted',
    to: 'isConsentAfterCancel(event)',
  },
  {
    rule: 'After a cancel nothing but a late consent is told.',
    ...session,
    from: 'const isLate = isConsentAfterCancel(event) && !this.released.aborted;',
    to: 'const isLate = !this.released.aborted;',
  },
  {
    rule: 'After an end other than a cancel nothing is waited for.',
    ...session,
    from: "if (status !== 'cancelled') this.release();",
    to: '',
  },
];
