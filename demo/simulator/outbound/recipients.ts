import { randomBytes } from 'node:crypto';

export interface Recipient {
  clientId: string;
  clientSecret: string;
  redirectUris: readonly string[];
  name?: string;
  simulate?: string;
}

/**
 * Data recipients: who may ask, with which secret, and where the answers may go. `simulate` is how they get the list of
 * providers.
 */
export class Recipients {
  #recipients = new Map<string, Recipient>();

  constructor(recipients: readonly Recipient[]) {
    for (const recipient of recipients) this.#recipients.set(recipient.clientId, recipient);
  }

  register(redirectUris: readonly string[], simulate = ''): Recipient {
    const recipient = {
      clientId: `dc-${randomBytes(12).toString('hex')}`,
      clientSecret: randomBytes(24).toString('base64url'),
      redirectUris: [...redirectUris],
      simulate,
    };
    this.#recipients.set(recipient.clientId, recipient);
    return recipient;
  }

  get(clientId: string) {
    return this.#recipients.get(clientId);
  }

  list() {
    return [...this.#recipients.values()];
  }
}
