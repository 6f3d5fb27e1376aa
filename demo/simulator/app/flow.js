import { accounts } from './screens/accounts.js';
import { consent, declined } from './screens/consent.js';
import { credentials } from './screens/credentials.js';
import { institutions } from './screens/institutions.js';
import { expired, refusedToken, refusal, stopped } from './screens/notices.js';
import { questions } from './screens/questions.js';
import { provider } from './screens/provider.js';

/**
 * The way through Connect: what happens next, and which message tells the host so (Flinks: use-event-listener).
 *
 * @typedef {import('../connect/page.js').ConnectData} ConnectData
 * @typedef {import('../world/institutions.js').Institution} Institution
 * @typedef {import('./redirect.js').SignedIn} SignedIn
 * @typedef {import('./server.js').Outcome} Outcome
 * @typedef {{ name: string, title: string, body: Node[], back?: () => void }} Screen
 * @typedef {{ data: ConnectData, post: (message: unknown) => void, server: import('./server.js').Server,
 *   messages: import('./language/en.js').Messages, show: (screen: Screen) => void, busy: (text: string) => void,
 *   finish: (flow: Flow, signedIn: SignedIn, accountIds: string[]) => void }} Surroundings
 */
export class Flow {
  /** @type {Institution | null} */
  institution = null;
  /** @type {SignedIn | null} */
  signedIn = null;
  #requestId = '';

  /** @param {Surroundings} surroundings */
  constructor(surroundings) {
    this.surroundings = surroundings;
    this.challenges = surroundings.data.challenges;
  }

  get parameters() {
    return this.surroundings.data.parameters;
  }

  get messages() {
    return this.surroundings.messages;
  }

  get server() {
    return this.surroundings.server;
  }

  /** Flinks Capital stands behind a bank window of its own with demoOutbound=true. */
  get usesProvider() {
    return this.institution?.name === 'FlinksCapital' && this.parameters['demoOutbound'] === 'true';
  }

  /** @param {string} step @param {object} [fields] */
  post(step, fields = {}) {
    this.surroundings.post({ step, ...fields });
  }

  /** @param {Screen} screen */
  show(screen) {
    this.surroundings.show(screen);
  }

  /** What a page with a refused token does; the step's name is an assumption (announced without one). */
  refuseToken() {
    const step = this.surroundings.data.simulation['tokenInvalid'] ?? 'TOKEN_INVALID';
    if (step !== 'silent') this.post(step);
    this.show(refusedToken(this));
  }

  begin() {
    const { view } = this.surroundings.data;
    if (view === 'expired') this.#endExpired();
    else if (view === 'resume') this.#resume();
    else if (this.parameters['consentEnable'] === 'false') this.acceptedConsent();
    else {
      this.post('COMPONENT_LOAD_CONSENT');
      this.show(consent(this));
    }
  }

  acceptConsent() {
    this.post('COMPONENT_ACCEPT_CONSENT');
    this.acceptedConsent();
  }

  acceptedConsent() {
    const preselected = this.surroundings.data.institutions.find(
      ({ name }) => name === this.surroundings.data.preselected,
    );
    if (preselected && this.isListed(preselected)) this.openInstitution(preselected);
    else this.listInstitutions();
  }

  denyConsent() {
    this.post('COMPONENT_DENY_CONSENT');
    this.show(declined(this));
  }

  close() {
    this.post('COMPONENT_CLOSE_SESSION', this.institution ? { institution: this.institution.name } : {});
  }

  /** @param {Institution} institution */
  isListed({ name }) {
    const { demo, demoOutbound } = this.parameters;
    return name !== 'FlinksCapital' || demo === 'true' || demoOutbound === 'true';
  }

  listInstitutions() {
    this.institution = null;
    this.post('COMPONENT_LOAD_INSTITUTION_SELECTOR', { cached: false });
    this.show(institutions(this));
  }

  /** @param {Institution} institution */
  selectInstitution(institution) {
    this.post('INSTITUTION_SELECTED', { institution: institution.name });
    this.openInstitution(institution);
  }

  /** @param {Institution} institution */
  openInstitution(institution) {
    this.institution = institution;
    if (this.usesProvider) {
      this.show(provider(this));
      return;
    }
    this.post('COMPONENT_LOAD_CREDENTIAL', { institution: institution.name });
    this.show(credentials(this));
  }

  /** @param {string} username @param {string} password */
  async submitCredentials(username, password) {
    const institution = this.institution?.name ?? '';
    this.post('SUBMIT_CREDENTIAL', { institution });
    const outcome = await this.#ask(() => this.server.submitCredentials(institution, username, password));
    if (outcome.refusal) this.#refused(outcome, outcome.refusal, username);
    else if (outcome.challenges) {
      this.challenges = outcome.challenges;
      this.#requestId = outcome.requestId ?? '';
      this.askQuestions();
    } else if (outcome.signedIn) await this.chooseAccounts(outcome.signedIn);
  }

  askQuestions() {
    const mfaTypes = [...new Set(this.challenges.map(({ Type }) => Type))];
    this.post('COMPONENT_LOAD_MFA', { mfaTypes, ...this.#named() });
    this.show(questions(this));
  }

  /** @param {Record<string, string>} answers by prompt */
  async submitAnswers(answers) {
    this.post('SUBMIT_MFA', this.#named());
    const outcome = await this.#ask(() => this.server.submitAnswers(answers));
    if (outcome.refusal) this.#refused(outcome, outcome.refusal, '');
    else if (outcome.signedIn) await this.chooseAccounts(outcome.signedIn);
  }

  /** @param {SignedIn} signedIn */
  async chooseAccounts(signedIn) {
    this.signedIn = signedIn;
    const { accountSelectorEnable, resumeSelectedAccounts, requestId, showAllAccounts } = this.parameters;
    const earlier = requestId ? (resumeSelectedAccounts ?? '').split(',').filter(Boolean) : [];
    if (earlier.length > 0 || accountSelectorEnable !== 'true') {
      this.finish(earlier);
      return;
    }
    const all = await this.server.accounts().catch(() => null);
    if (!all) {
      this.show(refusal(this, 'OFFLINE'));
      return;
    }
    const shown = all.filter(({ Category }) => Category === 'Operations' || showAllAccounts === 'true');
    this.post('COMPONENT_LOAD_ACCOUNT_SELECTION', {
      totalAccounts: all.length,
      displayedAccounts: shown.length,
    });
    this.show(accounts(this, shown));
  }

  /** @param {string[]} ids */
  selectAccounts(ids) {
    const form = this.surroundings.data.simulation['accounts'];
    const accountId = form === 'array' ? ids : form === 'one' ? ids[0] : ids.join(',');
    this.post('ACCOUNT_SELECTED', { accountId });
    this.finish(ids);
  }

  /** @param {string[]} accountIds */
  finish(accountIds) {
    if (this.signedIn) this.surroundings.finish(this, this.signedIn, accountIds);
  }

  /** Shown again after an error (Flinks: events, "retry"). */
  retryCredentials() {
    this.post('COMPONENT_LOAD_CREDENTIAL_RETRY');
    this.show(credentials(this));
  }

  #resume() {
    this.institution =
      this.surroundings.data.institutions.find(({ name }) => name === 'FlinksCapital') ?? null;
    this.#requestId = this.parameters['requestId'] ?? '';
    this.askQuestions();
  }

  /** What an ended requestId does is undocumented (assumption: the code that the API has for it). */
  #endExpired() {
    const flinksCode = this.surroundings.data.simulation['expired'] ?? 'SESSION_NONEXISTENT';
    const requestId = this.parameters['requestId'];
    if (flinksCode !== 'silent')
      this.surroundings.post({ requestId, flinksCode, institution: 'FlinksCapital' });
    this.show(expired(this));
  }

  /** Errors of the API reach the host without a step (Flinks: event-listener). */
  /** @param {Outcome} outcome @param {string} code @param {string} username */
  #refused({ stopped: isStopped, requestId }, code, username) {
    if (code !== 'OFFLINE') this.surroundings.post({ requestId, flinksCode: code, ...this.#named() });
    if (isStopped) {
      this.post('MAXIMUM_RETRY_REACHED', this.#named());
      this.show(stopped(this));
    } else if (code === 'INVALID_SECURITY_RESPONSE') {
      this.post('COMPONENT_LOAD_MFA_RETRY', this.#named());
      this.show(questions(this, this.explain(code)));
    } else if (/^INVALID_(USERNAME|PASSWORD|LOGIN)$/.test(code)) {
      this.post('COMPONENT_LOAD_CREDENTIAL_RETRY', this.#named());
      this.show(credentials(this, { code, username }));
    } else this.show(code === 'SESSION_NONEXISTENT' ? expired(this) : refusal(this, code));
  }

  /** @param {string} code */
  explain(code) {
    const { refusals, refused, offline } = this.messages;
    return code === 'OFFLINE' ? offline : (refusals[code] ?? refused);
  }

  #named() {
    return this.institution ? { institution: this.institution.name } : {};
  }

  /** @param {() => Promise<Outcome>} question @returns {Promise<Outcome>} */
  async #ask(question) {
    this.surroundings.busy(this.messages.working);
    try {
      return await question();
    } catch {
      return { refusal: 'OFFLINE', stopped: false, requestId: this.#requestId };
    } finally {
      this.surroundings.busy('');
    }
  }
}
