import { followLink, lacksActivation } from '../../browser/page.js';
import { WaitingView } from '../../cards/waiting-view.js';
import { misconfigured } from '../../errors.js';
import { secureUrl } from '../../protocol/endpoints.js';
import type { FlowDefinition } from '../../session/flow.js';
import type { Settings } from '../../session/settings.js';

function siteOf({ expressUrl }: Readonly<Settings>): URL {
  if (!expressUrl)
    throw misconfigured('flow="express" requires express-url: Flinks provides the URL of your Express site.');
  return secureUrl(expressUrl, 'express-url');
}

/**
 * Flinks' hosted site, which says nothing to the page that opened it (Flinks: flinks-express). Opening it is all that this
 * page can do; the result reaches the backend.
 */
export const express: FlowDefinition<WaitingView> = {
  name: 'express',
  settings: ['expressUrl'],
  start: 'click',
  link: true,
  missing: ({ expressUrl }) => (expressUrl ? [] : [['expressUrl']]),
  destination: siteOf,
  check: settings => void siteOf(settings),
  createView: () => new WaitingView(),

  run(context, { settings, view }) {
    const url = siteOf(settings);
    const handOff = () => context.emit({ type: 'succeed', result: { type: 'handoff', flow: 'express' } });
    const go = (): void => {
      const ours = context.emit({ type: 'navigate', target: 'popup', url: Promise.resolve(url.href) });
      if (context.signal.aborted) return;
      if (ours && lacksActivation()) {
        // In a task of its own: the link must still be there when the browser follows it.
        view.show({ href: url.href, onFollow: () => setTimeout(handOff) });
        context.emit({ type: 'status', status: 'waiting' });
        context.emit({ type: 'notice', notice: { code: 'popup-blocked', retryable: false } });
        return;
      }
      if (ours) followLink(url);
      handOff();
    };
    go();
    return { retry: go };
  },
};
