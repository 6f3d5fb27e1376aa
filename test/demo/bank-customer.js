import assert from 'node:assert/strict';

/** What a person does in Connect, done through the API, so that these tests need no browser. */
export class BankCustomer {
  #root;
  #secretKey;
  #apiKey;

  /** @param {{ apiUrl: string, customerId: string, secretKey: string, apiKey: string }} flinks */
  constructor({ apiUrl, customerId, secretKey, apiKey }) {
    this.#root = `${apiUrl}/v3/${customerId}/BankingServices`;
    this.#secretKey = secretKey;
    this.#apiKey = apiKey;
  }

  /**
   * Signs in at the test bank.
   *
   * @param {string} [username]
   * @returns {Promise<string>} the loginId that Connect would hand over
   */
  async signIn(username = 'greatday_nomfa') {
    const first = await this.#authorize({
      Institution: 'FlinksCapital',
      Username: username,
      Password: 'Everyday',
    });
    if (first.Login) return first.Login.Id;
    return (await this.answer(first.RequestId, first.SecurityChallenges)).Login.Id;
  }

  /**
   * Answers the bank's questions.
   *
   * @param {string} requestId
   * @param {{ Prompt: string }[]} [challenges]
   */
  async answer(requestId, challenges = greatdayChallenges) {
    const answers = ['Montreal', 'Canada', 'Triangle'];
    const SecurityResponses = Object.fromEntries(
      challenges.map(({ Prompt }, index) => [Prompt, [answers[index]]]),
    );
    return this.#authorize({ RequestId: requestId, SecurityResponses });
  }

  /**
   * @param {string} loginId
   * @returns {Promise<{ Id: string, Title: string, Balance: { Current: number }, Transactions: object[] }[]>}
   */
  async accounts(loginId) {
    const { RequestId } = await this.#authorize({ LoginId: loginId, MostRecentCached: true });
    const headers = { 'x-api-key': this.#apiKey };
    const deadline = Date.now() + 10_000;
    let answer = await this.#ask('POST', '/GetAccountsDetail', headers, { RequestId });
    while (!answer.Accounts && Date.now() < deadline)
      answer = await this.#ask('GET', `/GetAccountsDetailAsync/${RequestId}`, headers);
    return answer.Accounts;
  }

  /** @param {string} loginId */
  async deleteCard(loginId) {
    return this.#ask('DELETE', `/DeleteCard/${loginId}`, { 'x-api-key': this.#apiKey });
  }

  /** @param {object} body */
  async #authorize(body) {
    const { Token } = await this.#ask('POST', '/GenerateAuthorizeToken', {
      'flinks-auth-key': this.#secretKey,
    });
    assert.ok(Token);
    return this.#ask('POST', '/Authorize', { 'flinks-auth-key': Token }, body);
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {Record<string, string>} headers
   * @param {object} [body]
   * @returns {Promise<any>}
   */
  async #ask(method, path, headers, body) {
    const response = await fetch(`${this.#root}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    return response.json();
  }
}

const greatdayChallenges = [
  { Prompt: 'What city were you born in?' },
  { Prompt: 'What is the best country on earth?' },
  { Prompt: 'What shape do people like most?' },
];
