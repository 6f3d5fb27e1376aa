import { offerAccounts } from './account-choice.js';
import { consent, declined } from './screens/consent.js';
import { credentials } from './screens/credentials.js';
import { institutions } from './screens/institutions.js';
import { languageOf } from './language/language.js';
import { accountValue } from './redirect.js';
import { answerRefusal } from './refusals.js';
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

  /** The field that most messages carry. */
  get named() {
    return this.institution ? { institution: this.institution.name } : {};
  }

  get institutionTitle() {
    return this.institution?.[languageOf(this.parameters)] ?? '';
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

  begin() {
    // The older table of parameters says that consent is off by default, the later one that it is on.
    if (this.parameters['consentEnable'] === 'false') this.acceptedConsent();
    else {
      this.post('COMPONENT_LOAD_CONSENT');
      this.show(consent(this));
    }
  }

  /** At the questions of a session that waits for answers (Flinks: resume-and-reconnect). */
  resume() {
    this.institution =
      this.surroundings.data.institutions.find(({ name }) => name === this.surroundings.data.resumed) ?? null;
    this.askQuestions();
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
    this.post('COMPONENT_CLOSE_SESSION', this.named);
  }

  /** @param {Institution} institution */
  isListed({ name, country }) {
    const { demo, demoOutbound, institutionsLocation = '' } = this.parameters;
    // Seen in one integration, as `ca`; the official pages do not name it.
    if (/^(ca|us)$/i.test(institutionsLocation) && institutionsLocation.toUpperCase() !== country)
      return false;
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
    if (outcome.refusal) answerRefusal(this, outcome, username);
    else if (outcome.challenges) {
      this.challenges = outcome.challenges;
      this.askQuestions();
    } else if (outcome.signedIn) await this.chooseAccounts(outcome.signedIn);
  }

  askQuestions() {
    const mfaTypes = [...new Set(this.challenges.map(({ Type }) => Type))];
    this.post('COMPONENT_LOAD_MFA', { mfaTypes, ...this.named });
    this.show(questions(this));
  }

  /** @param {Record<string, string>} answers by prompt */
  async submitAnswers(answers) {
    this.post('SUBMIT_MFA', this.named);
    const outcome = await this.#ask(() => this.server.submitAnswers(answers));
    if (outcome.refusal) answerRefusal(this, outcome, '');
    else if (outcome.signedIn) await this.chooseAccounts(outcome.signedIn);
  }

  /** @param {SignedIn} signedIn */
  async chooseAccounts(signedIn) {
    this.signedIn = signedIn;
    await offerAccounts(this);
  }

  /** @param {string[]} ids */
  selectAccounts(ids) {
    this.post('ACCOUNT_SELECTED', {
      accountId: accountValue(ids, this.surroundings.data.simulation['accounts']),
    });
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

  /** @param {() => Promise<Outcome>} question @returns {Promise<Outcome>} */
  async #ask(question) {
    this.surroundings.busy(this.messages.working);
    try {
      return await question();
    } catch {
      return { refusal: 'OFFLINE' };
    } finally {
      this.surroundings.busy('');
    }
  }
}
