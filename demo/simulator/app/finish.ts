import { goTo } from './bank-window.js';
import { element } from './element.js';
import type { Flow } from './flow.js';
import { languageOf } from './language/language.js';
import { isNavigable, redirectMessage, redirectUrl, type SignedIn } from './redirect.js';
import { result } from './screens/notices.js';

/**
 * Success: the REDIRECT message, then where the user lands. What innerRedirect means is an assumption: true loads the
 * landing page in the frame, an explicit false in the whole window, and without it the built-in result page shows.
 */
export function finish(flow: Flow, signedIn: SignedIn, accountIds: string[]) {
  const { parameters, institution, context } = flow;
  const { simulation, preselected, institutions } = context.data;
  const found = institution ?? institutions.find(({ name }) => name === (preselected ?? 'FlinksCapital'));
  if (!found) return;
  const ending = {
    parameters,
    simulation,
    origin: location.origin,
    signedIn,
    institution: found,
    accountIds,
  };
  const times = 'twice' in simulation ? Math.max(2, Number(simulation.twice) || 2) : 1;
  for (let index = 0; index < times; index += 1) context.post(redirectMessage(ending));

  const landing = redirectUrl(ending);
  const name = found[languageOf(parameters)];
  const inner = parameters.innerRedirect;
  const leaves =
    Boolean(parameters.redirectUrl) && (inner === 'true' || inner === 'false') && isNavigable(landing);
  if (!leaves) {
    const { language = 'en', theme = 'system' } = parameters;
    const own = redirectUrl({ ...ending, parameters: { ...parameters, redirectUrl: '' } });
    goTo('frame', `${own}&${new URLSearchParams({ language, theme })}`);
    return;
  }
  // A browser may keep a frame from moving the whole window: then a link, which the user may follow.
  const target = inner === 'false' ? '_top' : '_self';
  const link = element(
    'a',
    { id: 'result-continue', class: 'primary', href: landing, target },
    flow.messages.resultGo,
  );
  flow.show(result(flow, name, element('div', { class: 'actions' }, link)));
  goTo(inner === 'false' ? 'top' : 'frame', landing);
}
