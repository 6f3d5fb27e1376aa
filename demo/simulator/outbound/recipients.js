import { randomBytes } from 'node:crypto';

/**
 * Data recipients: who may ask, with which secret, and where the answers may go. `simulate` is how they get the list of
 * providers.
 *
 * @typedef {{ clientId: string, clientSecret: string, redirectUris: readonly string[], name?: string,
 *   simulate?: string }} Recipient
 */
export class Recipients {
  /** @type {Map<string, Recipient>} */
  #recipients = new Map();

  /** @param {readonly Recipient[]} recipients */
  constructor(recipients) {
    for (const recipient of recipients) this.#recipients.set(recipient.clientId, recipient);
  }

  /**
   * @param {readonly string[]} redirectUris
   * @param {string} [simulate]
   * @returns {Recipient}
   */
  register(redirectUris, simulate = '') {
    const recipient = {
      clientId: `dc-${randomBytes(12).toString('hex')}`,
      clientSecret: randomBytes(24).toString('base64url'),
      redirectUris: [...redirectUris],
      simulate,
    };
    this.#recipients.set(recipient.clientId, recipient);
    return recipient;
  }

  /** @param {string} clientId */
  get(clientId) {
    return this.#recipients.get(clientId);
  }

  list() {
    return [...this.#recipients.values()];
  }
}
