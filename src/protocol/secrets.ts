import { misconfigured } from '../errors.js';

// Compared without case and punctuation, so that `x-api-key`, `apiKey` and `API_KEY` are one name.
const secretNames = /secret|apikey|authkey|accesstoken|refreshtoken|privatekey|password/;

/** Whether a setting of this name would put a credential of the backend into the page. */
export const isSecretName = (name: string): boolean =>
  secretNames.test(name.toLowerCase().replace(/[^a-z]/g, ''));

/**
 * Refuses settings that belong on the server. A page is public: everyone who opens it can read them.
 *
 * @throws FlinksLinkError `invalid-configuration`, naming the setting and never its value
 */
export function refuseSecrets(names: Iterable<string>, where: string): void {
  for (const name of names) {
    if (isSecretName(name)) {
      throw misconfigured(
        `${where} "${name}" looks like a credential, and anyone can read this page. Keep it on your server.`,
      );
    }
  }
}
