/**
 * A request that is turned down. `code` is for the page's script, the message for a developer; neither repeats what was sent.
 */
export class Refusal extends Error {
  /** @override */
  name = 'Refusal';

  /**
   * @param {number} status HTTP status
   * @param {string} code lower case, words joined by hyphens, or a FlinksCode
   * @param {string} message
   */
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}
