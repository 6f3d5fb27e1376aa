import fc from 'fast-check';
import { settle } from '../platform/clock.ts';
import { ForeignWindow } from '../platform/frame.ts';
import type { ConnectPage, Reaction } from './connect-page.ts';
import type { Delivery } from './delivery.ts';
import { anyMessage, type From, lateMessage, type MessagePlan, originOf, payloadOf } from './message.ts';
import { loadTimeout } from './setup.ts';

type Real = ConnectPage;
type Command = fc.AsyncCommand<Model, Real>;

/** What the commands of one sequence share. */
export interface Model {
  messages: number;
}

/** A command that can always run, as the scheduler may put another task between its check and it. */
const command = (name: string, run: (real: Real, model: Model) => unknown): Command => ({
  check: () => true,
  toString: () => name,
  async run(model, real) {
    await run(real, model);
    await settle();
    real.check();
  },
});

const stranger = new ForeignWindow();

const sourceOf = (from: From, { box, browser, windows }: Real): object | null =>
  ({
    frame: box.frame?.contentWindow ?? null,
    previous: windows.findLast(window => window !== box.frame?.contentWindow) ?? stranger,
    stranger,
    page: browser.home.window,
    gone: null,
  })[from];

/** Hands the page a message, and says beforehand what may come of it. */
function post(plan: MessagePlan, real: Real, model: Model): void {
  const { box, session, ledger, browser } = real;
  const load = box.frame && ledger.load;
  const sent = ledger.load?.sent ?? { origin: 'https://connect.example', state: undefined, tag: undefined };
  const source = sourceOf(plan.from, real);
  const expected = box.frame?.contentWindow ?? null;
  const isRight = session.live && !!load && plan.isTrusted && plan.origin === 'connect' && expected !== null;
  const isOfFrame = isRight && source === expected;
  const isLate = isRight && source === null;
  const mark = `m${++model.messages}`;
  const secret = isOfFrame || isLate ? `granted-${plan.login}` : `forged-${mark}`;
  const delivery: Delivery = { plan, mark, secret, mayBeRead: isOfFrame };
  const data = payloadOf(plan, sent, mark, secret);
  if (isLate) load.late.hold(delivery, browser.clock.now);
  if (isOfFrame) {
    ledger.expect(load.late.speak());
    if (plan.kind !== 'junk') {
      ledger.expect([delivery]);
      load.late.hasSpoken = true;
    }
  }
  browser.home.window.fire('message', {
    isTrusted: plan.isTrusted,
    origin: originOf(plan.origin, sent),
    source,
    get data() {
      const isOver = session !== real.session || !session.live || load?.frame !== box.frame;
      if (!delivery.mayBeRead || isOver) real.faults.add(`the data of ${mark} was read`);
      return data;
    },
  });
  ledger.close(session === real.session && session.live && ledger.load === load && !!box.frame);
}

const own = (kind: MessagePlan['kind']): MessagePlan => ({
  kind,
  from: 'frame',
  origin: 'connect',
  isTrusted: true,
  state: undefined,
  tag: 'missing',
  login: 'a',
  asText: false,
});

const message = (plan: MessagePlan) =>
  command(`message ${JSON.stringify(plan)}`, (real, model) => post(plan, real, model));

/** Lets the time pass, and says beforehand which messages are judged by then. */
async function pass(ms: number, real: Real): Promise<void> {
  const { box, session, ledger, browser } = real;
  const load = session.live && box.frame ? ledger.load : undefined;
  // A load that comes in the meantime is silent at first.
  if (load) ledger.expect(load.late.judge(browser.clock.now + ms));
  await browser.clock.advance(ms);
  ledger.close(session === real.session && session.live && ledger.load === load && !!box.frame);
}

const tick = (ms: number) => command(`tick ${ms}`, real => pass(ms, real));

/** Windows whose frames have got the document that they were sent to. */
const arrived = new WeakSet<object>();

function load(isBlank: boolean, { box, ledger, browser }: Real): void {
  const { frame } = box;
  if (!frame?.contentWindow) return;
  if (arrived.has(frame.contentWindow)) ledger.load?.late.replace(browser.clock.now);
  else if (!isBlank) arrived.add(frame.contentWindow);
  frame.load(isBlank);
}

const document = (isBlank: boolean) =>
  command(isBlank ? 'blank document' : 'document', real => load(isBlank, real));

/** Connect runs, says something and is gone before it is heard: the race that late results are for. */
const departure = (before: readonly MessagePlan[], after: readonly MessagePlan[], ms: number) =>
  command(`departure ${JSON.stringify([before, after, ms])}`, async (real, model) => {
    const { frame } = real.box;
    if (frame?.contentWindow && !arrived.has(frame.contentWindow)) load(false, real);
    post(own('mounted'), real, model);
    for (const plan of before) post(plan, real, model);
    load(false, real);
    for (const plan of after) post(plan, real, model);
    await pass(ms, real);
  });

const move = (between: readonly MessagePlan[]) =>
  command(`move ${JSON.stringify(between)}`, async (real, model) => {
    await real.move(() => between.forEach(plan => post(plan, real, model)));
  });

/** A URL comes back to the page, as Connect sends the user there at times. */
const comeBack = (isOurs: boolean) =>
  command(`return ${isOurs}`, ({ box, ledger, session, faults }, model) => {
    const loginId = `granted-${++model.messages}`;
    const state = box.frame && ledger.load?.sent.state;
    const url = new URL(`https://host.example/back?loginId=${loginId}`);
    url.searchParams.set('flinks_state', isOurs && state ? state : 'of-another-load');
    if (isOurs && state) ledger.expectReturn(loginId);
    const isTaken = session.run?.complete?.(url) ?? false;
    faults.compare('a return is taken', isTaken, isOurs && !!state && isTaken);
    ledger.expectReturn(undefined);
  });

const network = (isOn: boolean) =>
  command(isOn ? 'online' : 'offline', ({ browser }) => {
    browser.home.window.navigator.onLine = isOn;
    if (isOn) browser.home.window.fire('online');
  });

/** The page comes out of the browser's cache, and another visit has taken its response. */
const pageShow = command('pageshow', ({ browser: { storage, home } }) => {
  if (!Object.isFrozen(storage)) for (const key of Object.keys(storage)) storage.removeItem(key);
  home.window.fire('pageshow', { persisted: true });
});

const policy = command('policy', ({ browser, ledger }) =>
  browser.home.document.fire('securitypolicyviolation', {
    effectiveDirective: 'frame-src',
    disposition: 'enforce',
    blockedURI: ledger.load?.sent.origin ?? '',
  }),
);

/** A page that is out to spend tokens. */
const spend = command('spend', (real, model) => {
  post(own('submit'), real, model);
  post(own('refusal'), real, model);
});

const reactions = fc.record<Reaction>({
  on: fc.constantFrom('status', 'step', 'step', 'notice', 'close-request', 'end'),
  act: fc.constantFrom('cancel', 'abort', 'discard', 'retry', 'start'),
});

/** All that can happen, the frequent things several times. */
export const allCommands: fc.Arbitrary<Command>[] = [
  ...Array.from({ length: 6 }, () => anyMessage.map(message)),
  fc.constant(message(own('mounted'))),
  fc
    .tuple(
      fc.array(lateMessage, { maxLength: 3 }),
      fc.array(fc.oneof(lateMessage, anyMessage), { maxLength: 1 }),
      fc.constantFrom(149, 150, 2_000),
    )
    .map(([before, after, ms]) => departure(before, after, ms)),
  fc.constant(document(false)),
  fc.constant(document(false)),
  fc.constant(document(true)),
  fc.constantFrom(1, 149, 150, 151).map(tick),
  fc.constantFrom(200, 1_000, 1_999, 2_000, loadTimeout, 10 * loadTimeout).map(tick),
  fc.constant(spend),
  fc.array(anyMessage, { maxLength: 2 }).map(move),
  fc.boolean().map(comeBack),
  fc.boolean().map(network),
  fc.constantFrom(pageShow, policy),
  fc.constant(command('retry', real => real.retry())),
  fc.constant(command('start', real => real.session.live || real.start())),
  fc.constant(command('start over', real => real.start())),
  fc.constantFrom(
    command('abort', real => real.abort()),
    command('discard', real => real.discard()),
    command('close', real => real.requestClose()),
    command('remove', real => real.remove()),
  ),
  reactions.map(reaction =>
    command(`reaction ${JSON.stringify(reaction)}`, real => void (real.reaction = reaction)),
  ),
];
