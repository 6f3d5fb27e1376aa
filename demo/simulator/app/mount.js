import { goTo } from './bank-window.js';
import { postToParent } from './host.js';
import { puppet } from './screens/notices.js';

/**
 * What happens between the page and its first screen: APP_MOUNTED, and the faults that belong there.
 *
 * @param {import('./flow.js').Flow} flow
 */
export async function mount(flow) {
  const { simulation, view, elsewhere } = flow.surroundings.data;
  if (view === 'token') {
    flow.refuseToken();
    return;
  }
  if ('late' in simulation)
    await new Promise(resolve => setTimeout(resolve, Number(simulation['late']) || 0));
  flow.post('APP_MOUNTED');
  const flood = 'flood' in simulation ? Number(simulation['flood']) || 0 : 0;
  for (let number = 0; number < flood; number += 1) flow.post('SIMULATED_UNKNOWN_STEP', { number });
  if ('navigate' in simulation)
    goTo('frame', new URL('/simulator/elsewhere', elsewhere || location.origin).href);
  else if ('puppet' in simulation) obeyParent(flow);
  else flow.begin();
}

/** Connect takes no orders from its host; the puppet does, so that a test can send anything from the real frame. */
/** @param {import('./flow.js').Flow} flow */
function obeyParent(flow) {
  flow.show(puppet(flow));
  addEventListener('message', event => {
    if (event.source !== window.parent || typeof event.data !== 'object' || event.data === null) return;
    if (event.data.simulator === 'post') postToParent(event.data.payload);
    if (event.data.simulator === 'navigate') goTo('frame', String(event.data.url));
  });
}
