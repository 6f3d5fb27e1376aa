import { followLink, lacksActivation } from '../../browser/page.js';
import type { FlowRun, StartFlow } from '../../session/flow.js';

/**
 * The flow `express`: Flinks' hosted site, which says nothing to the page that opened it (Flinks: flinks-express). Opening
 * it is all that this page can do; the result reaches the backend.
 */
export const expressFlow =
  (url: URL): StartFlow =>
  context => {
    const handOff = () => context.succeed({ type: 'handoff', flow: 'express' });
    const go = (): void => {
      const ours = context.navigate('popup', Promise.resolve(url.href));
      if (context.signal.aborted) return;
      if (!ours) return handOff();
      if (lacksActivation()) {
        // In a task of its own: the link must still be there when the browser follows it.
        context.move('waiting', { href: url.href, onFollow: () => setTimeout(handOff) });
        return context.notify('popup-blocked', false);
      }
      followLink(url);
      return handOff();
    };
    const run: FlowRun = { retry: go };
    go();
    return run;
  };
