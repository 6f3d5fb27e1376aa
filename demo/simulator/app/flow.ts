import type { ConnectData } from '../connect/page.js';
import type { Institution } from '../world/institutions.js';
import { offerAccounts } from './account-choice.js';
import type { Messages } from './language/en.js';
import { languageOf } from './language/language.js';
import { accountValue, type SignedIn } from './redirect.js';
import { answerRefusal } from './refusals.js';
import { consent, declined } from './screens/consent.js';
import { credentials } from './screens/credentials.js';
import { institutions } from './screens/institutions.js';
import { provider } from './screens/provider.js';
import { questions } from './screens/questions.js';
import type { Outcome, Server } from './server.js';

export interface Screen {
  name: string;
  title: string;
  body: Node[];
  back?: () => void;
}

interface FlowContext {
  data: ConnectData;
  post: (message: unknown) => void;
  server: Server;
  messages: Messages;
  show: (screen: Screen) => void;
  busy: (text: string) => void;
  finish: (flow: Flow, signedIn: SignedIn, accountIds: string[]) => void;
}

/** The way through Connect: what happens next, and which message tells the host so (Flinks: use-event-listener). */
export class Flow {
  readonly context: FlowContext;
  challenges: { Type: string; Prompt: string }[];

  institution: Institution | null = null;
  signedIn: SignedIn | null = null;

  constructor(context: FlowContext) {
    this.context = context;
    this.challenges = context.data.challenges;
  }

  get parameters() {
    return this.context.data.parameters;
  }

  get messages() {
    return this.context.messages;
  }

  /** The field that most messages carry. */
  get named() {
    return this.institution ? { institution: this.institution.name } : {};
  }

  get institutionTitle() {
    return this.institution?.[languageOf(this.parameters)] ?? '';
  }

  get server() {
    return this.context.server;
  }

  /** Flinks Capital stands behind a bank window of its own with demoOutbound=true. */
  get usesProvider() {
    return this.institution?.name === 'FlinksCapital' && this.parameters.demoOutbound === 'true';
  }

  post(step: string, fields: object = {}) {
    this.context.post({ step, ...fields });
  }

  show(screen: Screen) {
    this.context.show(screen);
  }

  begin() {
    // The older table of parameters says that consent is off by default, the later one that it is on.
    if (this.parameters.consentEnable === 'false') this.acceptedConsent();
    else {
      this.post('COMPONENT_LOAD_CONSENT');
      this.show(consent(this));
    }
  }

  /** At the questions of a session that waits for answers (Flinks: resume-and-reconnect). */
  resume() {
    this.institution =
      this.context.data.institutions.find(({ name }) => name === this.context.data.resumed) ?? null;
    this.askQuestions();
  }

  acceptConsent() {
    this.post('COMPONENT_ACCEPT_CONSENT');
    this.acceptedConsent();
  }

  acceptedConsent() {
    const preselected = this.context.data.institutions.find(
      ({ name }) => name === this.context.data.preselected,
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

  isListed({ name, country }: Institution) {
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

  selectInstitution(institution: Institution) {
    this.post('INSTITUTION_SELECTED', { institution: institution.name });
    this.openInstitution(institution);
  }

  openInstitution(institution: Institution) {
    this.institution = institution;
    if (this.usesProvider) {
      this.show(provider(this));
      return;
    }
    this.post('COMPONENT_LOAD_CREDENTIAL', { institution: institution.name });
    this.show(credentials(this));
  }

  async submitCredentials(username: string, password: string) {
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

  /** @param answers - by prompt */
  async submitAnswers(answers: Record<string, string>) {
    this.post('SUBMIT_MFA', this.named);
    const outcome = await this.#ask(() => this.server.submitAnswers(answers));
    if (outcome.refusal) answerRefusal(this, outcome, '');
    else if (outcome.signedIn) await this.chooseAccounts(outcome.signedIn);
  }

  async chooseAccounts(signedIn: SignedIn) {
    this.signedIn = signedIn;
    await offerAccounts(this);
  }

  selectAccounts(ids: string[]) {
    this.post('ACCOUNT_SELECTED', {
      accountId: accountValue(ids, this.context.data.simulation.accounts),
    });
    this.finish(ids);
  }

  finish(accountIds: string[]) {
    if (this.signedIn) this.context.finish(this, this.signedIn, accountIds);
  }

  /** Shown again after an error (Flinks: events, "retry"). */
  retryCredentials() {
    this.post('COMPONENT_LOAD_CREDENTIAL_RETRY');
    this.show(credentials(this));
  }

  async #ask(question: () => Promise<Outcome>): Promise<Outcome> {
    this.context.busy(this.messages.working);
    try {
      return await question();
    } catch {
      return { refusal: 'OFFLINE' };
    } finally {
      this.context.busy('');
    }
  }
}
