import type { ConnectStep } from '../../../src/protocol/connect-message.ts';
import type { SessionEvent } from '../../../src/session/session.ts';
import type { Counts } from '../counts.ts';
import type { Faults } from '../faults.ts';
import type { FrameElement } from '../platform/frame.ts';
import type { Delivery } from './delivery.ts';
import { LateModel } from './late-model.ts';
import { isOfThisLoad, type Sent } from './message.ts';

/** One load of the frame, as the browser sees it. */
interface Load {
  readonly frame: FrameElement;
  readonly sent: Sent;
  readonly late: LateModel;
}

/** Loads of one session for which the frame is the reason, its first one included. */
const mostLoads = 3;

/** What may come out of the messages that went in, and what has. Knows nothing of how the flow works. */
export class Ledger {
  load: Load | undefined;
  readonly #faults: Faults;
  readonly #ends: Counts;
  #expected: Delivery[] = [];
  #heard: Delivery | undefined;
  #returned: string | undefined;
  #allowed = mostLoads;
  #loads = 0;
  readonly #tokens = new Set<string>();

  /** @param ends - counts how sessions end */
  constructor(faults: Faults, ends: Counts) {
    this.#faults = faults;
    this.#ends = ends;
  }

  begin(): void {
    this.load = this.#heard = this.#returned = undefined;
    this.#expected = [];
    this.#allowed = mostLoads;
    this.#loads = 0;
  }

  /** The user, or a move, asks for one more. */
  allowLoad(): void {
    this.#allowed++;
  }

  excess(tokens: number): number {
    return Math.max(0, tokens - this.#allowed, this.#loads - this.#allowed);
  }

  onLoad(frame: FrameElement, url: URL): void {
    const token = url.searchParams.get('authorizeToken') ?? '';
    if (token && this.#tokens.has(token)) this.#faults.add('a token was presented twice');
    this.#tokens.add(token);
    this.#loads++;
    const redirectUrl = url.searchParams.get('redirectUrl');
    const sent = {
      origin: url.origin,
      state: (redirectUrl && new URL(redirectUrl).searchParams.get('flinks_state')) || undefined,
      tag: url.searchParams.get('tag') ?? undefined,
    };
    this.load = { frame, sent, late: new LateModel(sent) };
  }

  /** These messages are to come out now, in this order, unless the load ends in between. */
  expect(deliveries: readonly Delivery[]): void {
    this.#expected.push(...deliveries);
  }

  /** Nothing that was expected can be missing, as a listener of the page has ended the load. */
  interrupt(): void {
    this.#expected = [];
  }

  /** A URL with the right state comes, with this loginId; undefined: that is over. */
  expectReturn(loginId: string | undefined): void {
    this.#returned = loginId;
  }

  onStep({ requestId }: ConnectStep): void {
    const next = this.#expected.shift();
    if (next?.mark !== requestId)
      this.#faults.add(`${requestId} was delivered, and not ${next?.mark ?? 'nothing'}`);
    this.#heard = next;
  }

  onEnd({ outcome, error }: Extract<SessionEvent, { type: 'end' }>): void {
    const plan = this.#heard?.plan;
    const isLogin = plan?.kind === 'login' && this.load && isOfThisLoad(plan, this.load.sent);
    const login = isLogin ? this.#heard?.secret : undefined;
    const how = outcome?.type === 'cancel' ? outcome.reason : error?.code;
    const from = this.#returned ? 'URL' : plan?.from;
    this.#ends.add(how ?? `login of ${from}`);
    if (outcome?.type === 'login') {
      this.#faults.compare('the login', outcome.loginId, this.#returned ?? login);
    }
    if (outcome?.type === 'cancel' && outcome.reason === 'consent-denied')
      this.#faults.compare('the reason of a cancel', plan?.kind, 'denial');
    if (error?.code === 'retries-exhausted')
      this.#faults.compare('the reason of a failure', plan?.kind, 'exhausted');
    this.#expected = [];
  }

  /** A task is over. @param isLive - the load that the messages came to is still there */
  close(isLive: boolean): void {
    if (isLive && this.#expected.length)
      this.#faults.add(`${this.#expected.map(({ mark }) => mark).join()} was not delivered`);
    const plan = this.#heard?.plan;
    if (isLive && plan?.kind === 'login' && this.load && isOfThisLoad(plan, this.load.sent))
      this.#faults.add('a login was heard and did not end the session');
    this.#expected = [];
    this.#heard = undefined;
  }
}
