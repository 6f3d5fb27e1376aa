import { warn } from '../../browser/warn.js';
import { type FlinksLinkError, isFlinksLinkError, misconfigured } from '../../errors.js';
import type { ReadProvider } from '../../protocol/providers.js';
import type {
  AuthorizationResponse,
  FlowContext,
  FlowDefinition,
  FlowHost,
  FlowRun,
  FlowView,
  RunOptions,
} from '../../session/flow.js';
import { ScopedContext } from '../../session/scoped-context.js';
import type { AutoView } from './auto-view.js';
import { fallbackReason } from './fallback-reason.js';
import type { ProviderSource } from './provider-source.js';

/** The flows that `auto` chooses between. */
export interface AutoFlows<O extends FlowView = FlowView, C extends FlowView = FlowView> {
  /** For banks that have it. */
  readonly openBanking: FlowDefinition<O>;
  /** For all others, and where open banking fails. */
  readonly credentials: FlowDefinition<C>;
}

/** A list of banks, and the flow that the chosen one needs; credentials where open banking fails. */
export class AutoRun<O extends FlowView, C extends FlowView> implements FlowRun {
  readonly #context: FlowContext;
  readonly #host: FlowHost<AutoView<O, C>>;
  readonly #flows: AutoFlows<O, C>;
  readonly #providers: ProviderSource;
  /** Of the list, or of the flow that has the user now. */
  #scope: ScopedContext | undefined;
  #run: FlowRun | undefined;
  #choosesBank = false;
  #list: readonly ReadProvider[] | undefined;
  /** What the developer was told of a list that could not be had. */
  #warned: string | undefined;

  constructor(
    context: FlowContext,
    host: FlowHost<AutoView<O, C>>,
    flows: AutoFlows<O, C>,
    providers: ProviderSource,
    { providerId, resume }: RunOptions,
  ) {
    this.#context = context;
    this.#host = host;
    this.#flows = flows;
    this.#providers = providers;
    const id = resume?.transaction.providerId ?? providerId;
    const provider = id ? providers.find(id) : undefined;
    if (resume) this.#startOpenBanking(provider, resume);
    else if (provider) this.#choose(provider);
    else this.#showList();
  }

  readonly #back = (): void => {
    this.#showList();
    this.#host.view.focusPicker();
  };

  get back(): (() => void) | undefined {
    return this.#choosesBank ? undefined : this.#back;
  }

  retry(): void {
    if (this.#run) this.#run.retry();
    else this.#showList();
  }

  moved(): void {
    this.#run?.moved?.();
  }

  complete(url: URL): boolean {
    return !!this.#run?.complete?.(url);
  }

  bringToFront(): void {
    this.#run?.bringToFront?.();
  }

  /** Leaves what the user was at. */
  #enter(
    onFailure = (error: unknown): void => void this.#context.emit({ type: 'fail', error }),
  ): ScopedContext {
    this.#scope?.leave();
    this.#run = undefined;
    this.#choosesBank = false;
    return (this.#scope = new ScopedContext(this.#context, onFailure));
  }

  #showList(): void {
    const scope = this.#enter();
    this.#choosesBank = true;
    const show = (list: 'loading' | 'failed' | readonly ReadProvider[]): void => {
      if (scope.signal.aborted) return;
      const onRetry = () => this.#showList();
      this.#host.view.choose({ list, onChoose: provider => this.#choose(provider), onRetry });
      scope.emit({ type: 'status', status: 'choosing' });
    };
    if (this.#list) return show(this.#list);
    show('loading');
    this.#providers
      .read(scope.signal)
      .then(({ providers, unreadable }) => {
        this.#list = providers;
        if (unreadable)
          warn(`skipped ${unreadable} entries of providers. Each requires a valid id, name and flow.`);
        show(providers);
      })
      .catch((error: unknown) => {
        if (!scope.signal.aborted)
          this.#warnOnce(isFlinksLinkError(error) ? error : misconfigured('providers cannot be read.'));
        show('failed');
      });
  }

  /** However often the user tries again. */
  #warnOnce({ message, cause }: FlinksLinkError): void {
    if (this.#warned !== message) warn(message, cause);
    this.#warned = message;
  }

  /** Inside the click: a window may have to be opened. */
  #choose(provider: ReadProvider | undefined): void {
    this.#context.emit({ type: 'debug', what: 'chosen', detail: provider?.flow ?? 'not listed' });
    if (provider?.flow === this.#flows.openBanking.name) this.#startOpenBanking(provider);
    else this.#startCredentials(provider);
  }

  #startOpenBanking(provider: ReadProvider | undefined, resume?: AuthorizationResponse): void {
    const { view, settings } = this.#host;
    const host = { ...this.#host, settings: { ...settings, providerId: provider?.id }, fallback: true };
    view.show(view.openBanking);
    this.#start(
      context => this.#flows.openBanking.run(context, { ...host, view: view.openBanking }, { resume }),
      error => this.#fallBack(error, provider),
    );
  }

  #startCredentials(provider: ReadProvider | undefined): void {
    const { view, settings } = this.#host;
    const host = { ...this.#host, settings: { ...settings, institution: provider?.institution } };
    view.show(view.credentials);
    this.#start(context => this.#flows.credentials.run(context, { ...host, view: view.credentials }, {}));
  }

  #start(flow: (context: FlowContext) => FlowRun, onFailure?: (error: unknown) => void): void {
    const scope = this.#enter(onFailure);
    try {
      const run = flow(scope);
      if (!scope.signal.aborted) this.#run = run;
    } catch (error) {
      scope.emit({ type: 'fail', error });
    }
  }

  #fallBack(error: unknown, provider: ReadProvider | undefined): void {
    const { openBanking, credentials } = this.#flows;
    const reason = fallbackReason(error);
    const context = this.#context;
    const offers =
      reason && context.emit({ type: 'fallback', from: openBanking.name, to: credentials.name, reason });
    if (!offers) {
      context.emit({ type: 'fail', error });
      return;
    }
    const scope = this.#enter();
    this.#host.view.choose({ onChoose: () => this.#startCredentials(provider) });
    scope.emit({ type: 'status', status: 'choosing' });
  }
}
