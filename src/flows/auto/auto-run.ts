import type { OpenFrame } from '../../browser/frame.js';
import { FlinksLinkError } from '../../errors.js';
import type { ReadProvider } from '../../protocol/providers.js';
import { AuthorizationFailure } from '../../protocol/return-url.js';
import type { AttemptStore } from '../../returns/transaction-store.js';
import type { FlowContext, FlowRun, StartFlow } from '../../session/flow.js';
import { Stage } from '../../session/scoped-context.js';
import { connectFlow, type ConnectOptions } from '../connect/connect-run.js';
import { redirectFlow, type RedirectOptions } from '../redirect/redirect-run.js';
import type { ProviderSource } from './provider-source.js';

/** What a session over several flows is made with; a change of the element's attributes comes too late for it. */
export interface AutoOptions {
  readonly providers: ProviderSource;
  readonly outbound: RedirectOptions;
  readonly connect: ConnectOptions;
  readonly attempts: AttemptStore;
  readonly openFrame: OpenFrame;
  /** Tells the developer that entries of the list, or all of it, could not be read. */
  readonly onTrouble: (what: string) => void;
}

/** Where a session begins that does not begin with the list. */
export interface AutoStart {
  /** The bank to go to. */
  readonly providerId?: string | undefined;
  /** Judges what the person came back with, in the place of going there. */
  readonly back?: StartFlow;
}

/** Errors of OAuth by which a bank or Flinks says that it cannot, and not that the person does not want to. */
const technical = new Set([
  // RFC 6749, 4.1.2.1, without access_denied; Flinks' page on errors has the other two.
  'invalid_request',
  'unauthorized_client',
  'unsupported_response_type',
  'invalid_scope',
  'server_error',
  'temporarily_unavailable',
  'invalid_client',
  'invalid_grant',
]);

/** Why Connect may be offered after this failure of open banking; undefined when it may not. */
function fallbackReason(error: unknown): string | undefined {
  if (!(error instanceof FlinksLinkError)) return undefined;
  if (error.code === 'popup-blocked') return error.code;
  if (error.code !== 'authorization-failed') return undefined;
  // What the host's own function threw says nothing of the person.
  if (!(error.cause instanceof AuthorizationFailure)) return error.code;
  const { error: oauth } = error.cause;
  return technical.has(oauth) ? oauth : undefined;
}

/** A list of banks, and the flow that the chosen one needs; Connect where open banking fails. */
class AutoRun implements FlowRun {
  readonly #context: FlowContext;
  readonly #options: AutoOptions;
  /** The list, or the flow that has the person now. */
  #stage: Stage;
  #run: FlowRun | undefined;
  #choosesBank = false;
  #list: readonly ReadProvider[] | undefined;

  constructor(context: FlowContext, options: AutoOptions, { providerId, back }: AutoStart) {
    this.#context = context;
    this.#options = options;
    this.#stage = this.#enter();
    const provider = providerId ? options.providers.find(providerId) : undefined;
    if (back) this.#startRedirect(back, provider);
    else if (provider) this.#choose(provider);
    else this.#showList();
  }

  get framed(): boolean {
    return !!this.#run?.framed;
  }

  readonly #back = (): void => this.#showList();

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

  #enter(onFailure: (error: unknown) => void = error => this.#context.fail(error)): Stage {
    this.#stage?.leave();
    this.#run = undefined;
    this.#choosesBank = false;
    return (this.#stage = new Stage(this.#context, onFailure));
  }

  #showList(): void {
    const stage = this.#enter();
    this.#choosesBank = true;
    const onChoose = (provider?: ReadProvider) => this.#choose(provider);
    if (this.#list) return stage.choose({ list: this.#list, onChoose });
    stage.choose({ list: 'loading', onChoose });
    this.#options.providers
      .read(stage.signal)
      .then(({ providers, unreadable }) => {
        this.#list = providers;
        if (unreadable)
          this.#options.onTrouble(`left out ${unreadable} entries of providers without a usable id or name.`);
        stage.choose({ list: providers, onChoose });
      })
      .catch((error: unknown) => {
        if (stage.signal.aborted) return;
        this.#options.onTrouble(String(error));
        stage.choose({ list: 'failed', onChoose });
      });
  }

  /** Inside the click: a window may have to be opened. */
  #choose(provider: ReadProvider | undefined): void {
    this.#context.debug('chosen', provider?.flow ?? 'not listed');
    if (this.#context.signal.aborted) return undefined;
    if (provider?.flow !== 'outbound') return this.#startConnect(provider);
    const { outbound, attempts } = this.#options;
    const attempt = { ...outbound.attempt, providerId: provider.id };
    return this.#startRedirect(redirectFlow({ ...outbound, attempt }, attempts), provider);
  }

  #startRedirect(flow: StartFlow, provider: ReadProvider | undefined): void {
    this.#start(flow, error => this.#fallBack(error, provider));
  }

  #startConnect(provider: ReadProvider | undefined): void {
    const { connect, openFrame, attempts } = this.#options;
    const { institution } = provider ?? {};
    this.#start(connectFlow({ ...connect, institution }, openFrame, attempts));
  }

  #start(flow: StartFlow, onFailure?: (error: unknown) => void): void {
    const stage = this.#enter(onFailure);
    try {
      const run = flow(stage);
      if (!stage.signal.aborted) this.#run = run;
    } catch (error) {
      stage.fail(error);
    }
  }

  #fallBack(error: unknown, provider: ReadProvider | undefined): void {
    const context = this.#context;
    const reason = fallbackReason(error);
    if (!reason || !context.fallBack('outbound', 'connect', reason)) return context.fail(error);
    this.#enter().choose({ onChoose: () => this.#startConnect(provider) });
  }
}

/** The flow `auto`: open banking where the bank has it, Connect everywhere else. */
export const autoFlow =
  (options: AutoOptions, start: AutoStart = {}): StartFlow =>
  context =>
    new AutoRun(context, options, start);
