import fc from 'fast-check';

/** What a message of Connect can say, as far as the element follows it. */
export const kinds = {
  mounted: { step: 'APP_MOUNTED' },
  bank: { step: 'INSTITUTION_SELECTED', institution: 'Maple' },
  submit: { step: 'SUBMIT_CREDENTIAL' },
  login: { step: 'REDIRECT' },
  accounts: { step: 'ACCOUNT_SELECTED' },
  refusal: { step: 'TOKEN_INVALID' },
  close: { step: 'COMPONENT_CLOSE_SESSION' },
  denial: { step: 'COMPONENT_DENY_CONSENT' },
  exhausted: { step: 'MAXIMUM_RETRY_REACHED' },
  expired: { flinksCode: 'SESSION_EXPIRED' },
  junk: { type: 'webpackOk' },
} as const;

export type Kind = keyof typeof kinds;

/** Where a message comes from: the frame of now, others, or a window that is gone. */
export type From = 'frame' | 'previous' | 'stranger' | 'page' | 'gone';
export type Origin = 'connect' | 'stranger' | 'lookalike' | 'port' | 'scheme' | 'opaque' | 'empty';
/** What a login quotes of what was sent with its address. */
export type Quote = 'ours' | 'other' | 'missing';

/** A message, before it is known what is in the page as it comes. */
export interface MessagePlan {
  readonly kind: Kind;
  readonly from: From;
  readonly origin: Origin;
  readonly isTrusted: boolean;
  /** In `url`; undefined: there is no `url`. */
  readonly state: Quote | undefined;
  readonly tag: Quote;
  /** Which of two logins. */
  readonly login: 'a' | 'b';
  readonly asText: boolean;
}

const weighted = <T>(...choices: [weight: number, value: T][]): fc.Arbitrary<T> =>
  fc.oneof(...choices.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));

const says = {
  kind: weighted<Kind>(
    [4, 'mounted'],
    [3, 'bank'],
    [3, 'submit'],
    [4, 'login'],
    [2, 'accounts'],
    [4, 'refusal'],
    [1, 'close'],
    [1, 'denial'],
    [1, 'exhausted'],
    [2, 'expired'],
    [2, 'junk'],
  ),
  state: weighted<Quote | undefined>([4, undefined], [4, 'ours'], [1, 'other'], [1, 'missing']),
  tag: weighted<Quote>([4, 'ours'], [1, 'other'], [4, 'missing']),
  login: weighted<'a' | 'b'>([3, 'a'], [1, 'b']),
  asText: weighted([4, false], [1, true]),
};

/** Of the frame itself. */
export const ownMessage = fc.record<MessagePlan>({
  ...says,
  from: fc.constant('frame'),
  origin: fc.constant('connect'),
  isTrusted: fc.constant(true),
});

/** At the right origin, of a document that is gone: mostly a result. */
export const lateMessage = fc.record<MessagePlan>({
  ...says,
  kind: weighted<Kind>([6, 'login'], [2, 'accounts'], [1, 'refusal'], [1, 'close'], [1, 'junk']),
  state: weighted<Quote | undefined>([2, undefined], [4, 'ours'], [2, 'other'], [2, 'missing']),
  tag: weighted<Quote>([2, 'ours'], [1, 'other'], [2, 'missing']),
  from: fc.constant('gone'),
  origin: fc.constant('connect'),
  isTrusted: fc.constant(true),
});

const wrongOrigin = fc.constantFrom<Origin>('stranger', 'lookalike', 'port', 'scheme', 'opaque', 'empty');
const right = {
  from: fc.constantFrom<From>('frame', 'frame', 'gone'),
  origin: fc.constant<Origin>('connect'),
  isTrusted: fc.constant(true),
};

/** With one thing wrong, whatever it says. */
export const forgedMessage: fc.Arbitrary<MessagePlan> = fc.oneof(
  fc.record<MessagePlan>({ ...says, ...right, isTrusted: fc.constant(false) }),
  fc.record<MessagePlan>({ ...says, ...right, origin: wrongOrigin }),
  fc.record<MessagePlan>({ ...says, ...right, from: fc.constantFrom('previous', 'stranger', 'page') }),
);

export const anyMessage: fc.Arbitrary<MessagePlan> = fc.oneof(
  { weight: 6, arbitrary: ownMessage },
  { weight: 4, arbitrary: lateMessage },
  { weight: 4, arbitrary: forgedMessage },
);

/** What a load of Connect was sent with its address. */
export interface Sent {
  readonly origin: string;
  readonly state: string | undefined;
  readonly tag: string | undefined;
}

const quoted = (quote: Quote | undefined, sent: string | undefined): string | undefined =>
  quote === 'ours' ? sent : quote === 'other' ? 'of-another-load' : undefined;

/** What the message holds. @param mark - comes out again in each event that the message causes */
export function payloadOf(plan: MessagePlan, sent: Sent, mark: string, secret: string): unknown {
  const state = quoted(plan.state, sent.state);
  const tag = quoted(plan.tag, sent.tag);
  const payload = {
    ...kinds[plan.kind],
    requestId: mark,
    ...(plan.kind === 'login' && { loginId: secret }),
    ...(plan.kind === 'accounts' && { accountId: secret }),
    ...(plan.kind === 'login' && tag && { tag }),
    ...(plan.kind === 'login' &&
      plan.state && { url: `https://host.example/thanks?${state ? `flinks_state=${state}` : 'a=b'}` }),
  };
  return plan.asText ? JSON.stringify(payload) : payload;
}

/** Whether a login of the frame itself is taken: what it quotes, if anything, is what was sent. */
export const isOfThisLoad = ({ state, tag }: MessagePlan, sent: Sent): boolean =>
  !(sent.state && state === 'other') && !(sent.tag && tag === 'other');

/** Whether a login without a source is taken: more is asked for. */
export function isProvenOfThisLoad(plan: MessagePlan, sent: Sent): boolean {
  const { state, tag } = plan;
  if (!isOfThisLoad(plan, sent)) return false;
  if (sent.state ? state === 'missing' : state === 'other') return false;
  return !!sent.tag || tag !== 'other';
}

/** `event.origin`. */
export function originOf(origin: Origin, { origin: connect }: Sent): string {
  const { protocol, hostname } = new URL(connect);
  return {
    connect,
    stranger: 'https://stranger.example',
    lookalike: `${connect}.stranger.example`,
    port: `${connect}:444`,
    scheme: `${protocol === 'https:' ? 'http:' : 'https:'}//${hostname}`,
    opaque: 'null',
    empty: '',
  }[origin];
}
