import type { Flow } from './flow.js';
import { expired } from './screens/notices.js';

/**
 * What becomes of a session whose requestId is over, at once or while its questions are shown. How Connect tells its host
 * is undocumented (assumption: the code that the API has for it); `simulate=expired:…` says it another way, or not at all.
 */
export function endSession(flow: Flow, requestId: string | undefined) {
  const { simulation, resumed } = flow.context.data;
  const flinksCode = simulation.expired ?? 'SESSION_NONEXISTENT';
  const institution = flow.institution?.name ?? resumed;
  if (flinksCode !== 'silent') flow.context.post({ requestId, flinksCode, institution });
  flow.show(expired(flow));
}
