import { expired } from './screens/notices.js';

/**
 * What becomes of a session whose requestId is over, at once or while its questions are shown. How Connect tells its host
 * is undocumented (assumption: the code that the API has for it); `simulate=expired:…` says it another way, or not at all.
 *
 * @param {import('./flow.js').Flow} flow
 * @param {string | undefined} requestId
 */
export function endSession(flow, requestId) {
  const { simulation, resumed } = flow.surroundings.data;
  const flinksCode = simulation['expired'] ?? 'SESSION_NONEXISTENT';
  const institution = flow.institution?.name ?? resumed;
  if (flinksCode !== 'silent') flow.surroundings.post({ requestId, flinksCode, institution });
  flow.show(expired(flow));
}
