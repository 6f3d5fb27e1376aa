import { misconfigured } from '../../errors.js';
import type { FlowDefinition, FlowHost, FlowView, ViewHost } from '../../session/flow.js';
import type { Settings } from '../../session/settings.js';
import { type AutoFlows, AutoRun } from './auto-run.js';
import { AutoView } from './auto-view.js';
import { checkProviders, ProviderSource } from './provider-source.js';

/** What `auto` sets for the chosen bank. */
const ownSettings: readonly (keyof Settings)[] = ['providerId', 'institution'];

/** A view for a flow that draws nothing of its own. */
const viewOf = <V extends FlowView>(flow: FlowDefinition<V>, host: ViewHost): V =>
  flow.createView?.(host) ?? ({} as V);

/** The user chooses a bank: those with open banking are linked by it, all others by credentials. */
export function auto<O extends FlowView, C extends FlowView>(
  flows: AutoFlows<O, C>,
): FlowDefinition<AutoView<O, C>> {
  const { openBanking, credentials } = flows;

  function check(settings: Readonly<Settings>, host: Pick<FlowHost, 'isOnlyElement'>): void {
    const { providers, authorizeUrl, authorizeToken } = settings;
    checkProviders(providers);
    if (authorizeUrl && typeof authorizeUrl !== 'function') {
      throw misconfigured('flow="auto" requires authorizeUrl to be a function: it receives the providerId.');
    }
    if (authorizeToken === undefined) {
      throw misconfigured('flow="auto" requires authorizeToken: banks without open banking use Connect.');
    }
    credentials.check(settings, host);
    openBanking.check(settings, host);
  }

  return {
    name: 'auto',
    settings: [
      'providers',
      ...new Set(
        [...openBanking.settings, ...credentials.settings].filter(name => !ownSettings.includes(name)),
      ),
    ],
    start: 'page',
    relay: openBanking.relay,
    stateParams: [...(openBanking.stateParams ?? []), ...(credentials.stateParams ?? [])],
    missing: (settings, consumed) => [
      ...(settings.providers ? [] : [['providers'] as const]),
      ...openBanking.missing(settings, consumed),
      ...credentials.missing(settings, consumed),
    ],
    destination: settings => credentials.destination?.(settings),
    check,
    createView: host => new AutoView(host, viewOf(openBanking, host), viewOf(credentials, host)),

    run(context, host, options) {
      const { settings, language, view } = host;
      const { resume } = options;
      if (resume && resume.transaction.flow !== openBanking.name)
        return credentials.run(context, { ...host, view: view.credentials }, options);
      try {
        if (resume) check(settings, host);
      } catch {
        // A response is not lost for settings that it does not need.
        return openBanking.run(context, { ...host, view: view.openBanking }, options);
      }
      checkProviders(settings.providers);
      const providers = new ProviderSource(settings.providers, language, settings.loadTimeout);
      return new AutoRun(context, host, flows, providers, options);
    },
  };
}
