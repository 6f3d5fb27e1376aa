import { authorize, call, type FlinksBody, given } from '../simulator/simulator-server.ts';

interface BankCustomerOptions {
  /** The address of the customer's API. */
  api: string;
  secretKey: string;
  apiKey: string;
}

/** What a user does in Connect, done through the API, so that these tests need no browser. */
export class BankCustomer {
  readonly #options: BankCustomerOptions;

  constructor(options: BankCustomerOptions) {
    this.#options = options;
  }

  /**
   * Signs in at the test bank.
   *
   * @returns the loginId that Connect would hand over
   */
  async signIn(username = 'greatday_nomfa'): Promise<string> {
    const first = await this.#authorize({
      Institution: 'FlinksCapital',
      Username: username,
      Password: 'Everyday',
    });
    if (first.Login) return first.Login.Id;
    const answered = await this.answer(given(first.RequestId), first.SecurityChallenges);
    return given(answered.Login).Id;
  }

  /** Answers the bank's questions. */
  async answer(requestId: string, challenges: { Prompt: string }[] = greatdayChallenges) {
    const answers = ['Montreal', 'Canada', 'Triangle'];
    const SecurityResponses = Object.fromEntries(
      challenges.map(({ Prompt }, index) => [Prompt, [answers[index]]]),
    );
    return this.#authorize({ RequestId: requestId, SecurityResponses });
  }

  async accounts(loginId: string) {
    const { RequestId } = await this.#authorize({ LoginId: loginId, MostRecentCached: true });
    const deadline = Date.now() + 10_000;
    let answer = await this.#ask('POST', '/GetAccountsDetail', { RequestId });
    while (!answer.Accounts && Date.now() < deadline)
      answer = await this.#ask('GET', `/GetAccountsDetailAsync/${RequestId}`);
    return given(answer.Accounts);
  }

  async deleteCard(loginId: string) {
    return this.#ask('DELETE', `/DeleteCard/${loginId}`);
  }

  async #authorize(body: object): Promise<FlinksBody> {
    return (await authorize(this.#options, body)).body;
  }

  async #ask(method: string, path: string, body?: object): Promise<FlinksBody> {
    const { api, apiKey } = this.#options;
    const headers = { 'x-api-key': apiKey };
    return (await call(`${api}/BankingServices${path}`, { method, headers, body })).body;
  }
}

const greatdayChallenges = [
  { Prompt: 'What city were you born in?' },
  { Prompt: 'What is the best country on earth?' },
  { Prompt: 'What shape do people like most?' },
];
