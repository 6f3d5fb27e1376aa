/**
 * A request that is turned down. `code` is for the page's script, the message for a developer; neither repeats what was sent.
 */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  override name = 'Refusal';

  /**
   * @param status - HTTP status
   * @param code - lower case, words joined by hyphens, or a FlinksCode
   */
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}
