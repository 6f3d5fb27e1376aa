import { parseVariants } from '../simulation.ts';

/**
 * What `simulate=` in an address of Express can ask for. Each belongs to that one visit, since several browsers run at
 * once.
 */
export const expressVariants = {
  tag: { says: 'dropped: the webhooks carry no Tag' },
  kyc: { says: 'off: no webhook before the one with the accounts' },
  failed: { says: 'the webhook tells of this FlinksCode instead of accounts' },
  twice: { says: 'each webhook is delivered twice' },
  header: { says: 'the name of the header that carries the signature' },
  signature: { says: 'wrong: made with another secret; none: left out' },
};

export function parseExpressVariants(list: string | undefined) {
  return parseVariants(expressVariants, list);
}
