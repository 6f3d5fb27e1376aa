import { goTo } from './bank-window.js';
import type { Flow } from './flow.js';
import { postToParent } from './host.js';
import { puppet, refusedToken } from './screens/notices.js';
import { endSession } from './session-end.js';

/** What happens between the page and its first screen: APP_MOUNTED, and the faults that belong there. */
export async function mount(flow: Flow) {
  const { simulation, view, elsewhere } = flow.context.data;
  if (view === 'token') {
    refuseToken(flow);
    return;
  }
  if ('late' in simulation) await new Promise(resolve => setTimeout(resolve, Number(simulation.late) || 0));
  flow.post('APP_MOUNTED');
  addEventListener('online', () => flow.post('APP_ONLINE'));
  addEventListener('offline', () => flow.post('APP_OFFLINE'));
  const flood = 'flood' in simulation ? Number(simulation.flood) || 0 : 0;
  for (let number = 0; number < flood; number += 1) flow.post('SIMULATED_UNKNOWN_STEP', { number });
  if ('navigate' in simulation)
    goTo('frame', new URL('/simulator/elsewhere', elsewhere || location.origin).href);
  else if ('puppet' in simulation) obeyParent(flow);
  else if (view === 'expired') endSession(flow, flow.parameters.requestId);
  else if (view === 'resume') flow.resume();
  else flow.begin();
}

/** What a page with a refused token does; the step's name is an assumption (announced without one). */
function refuseToken(flow: Flow) {
  const step = flow.context.data.simulation.tokenInvalid ?? 'TOKEN_INVALID';
  if (step !== 'silent') flow.post(step);
  flow.show(refusedToken(flow));
}

/** Connect takes no orders from its host; the puppet does, so that a test can send anything from the real frame. */
function obeyParent(flow: Flow) {
  flow.show(puppet(flow));
  addEventListener('message', event => {
    if (event.source !== window.parent || typeof event.data !== 'object' || event.data === null) return;
    if (event.data.simulator === 'post') postToParent(event.data.payload);
    if (event.data.simulator === 'navigate') goTo('frame', String(event.data.url));
  });
}
