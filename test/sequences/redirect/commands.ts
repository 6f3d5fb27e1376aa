import fc from 'fast-check';
import { settle } from '../platform/clock.ts';
import { lifetime, type Reaction, type RedirectPage, type Request } from './redirect-page.ts';

type Command = fc.AsyncCommand<object, RedirectPage>;

const command = (name: string, run: (real: RedirectPage) => unknown): Command => ({
  check: () => true,
  toString: () => name,
  async run(_, real) {
    await run(real);
    await settle();
    real.check();
  },
});

const withRequest = (name: string, run: (request: Request, real: RedirectPage) => unknown) =>
  fc.nat({ max: 3 }).map(at =>
    command(`${name} ${at}`, real => {
      const request = real.requests.at(-1 - at) ?? real.requests.at(-1);
      return request && run(request, real);
    }),
  );

/** Another window, or none, says that it has the response. */
const forge = fc
  .constantFrom('untrusted', 'origin', 'source')
  .chain(flaw => fc.nat({ max: 2 }).map(at => [flaw, at] as const))
  .map(([flaw, at]) =>
    command(`forge ${flaw} ${at}`, ({ requests, browser: { home } }) => {
      const state = requests.at(-1 - at)?.state ?? 'state-0';
      home.window.fire('message', {
        isTrusted: flaw !== 'untrusted',
        origin: flaw === 'origin' ? 'https://stranger.example' : home.location.origin,
        source: flaw === 'source' ? home.window : (requests.at(-1 - at)?.page?.window ?? null),
        data: [
          `flinks-link:${state}`,
          { say: 'response', id: 'x', url: `https://host.example/link/back?code=forged&state=${state}` },
        ],
      });
    }),
  );

const reactions = fc.record<Reaction>({
  on: fc.constantFrom('navigate', 'notice', 'end'),
  act: fc.constantFrom('cancel', 'discard', 'retry', 'start'),
});

/** All that can happen, the frequent things several times. */
export const allCommands: fc.Arbitrary<Command>[] = [
  ...Array.from({ length: 3 }, () =>
    withRequest('return', (request, real) => real.comeBack(request, request.state)),
  ),
  withRequest('cancel, and return', (request, real) => {
    real.session.cancel('closed');
    real.comeBack(request, request.state);
  }),
  withRequest('return of another', (request, real) =>
    real.comeBack(request, real.requests[0]?.state ?? 'forged-state'),
  ),
  withRequest('return by app', ({ state }, { session }) => {
    session.run?.complete?.(new URL(`https://host.example/link/back?code=granted-${state}&state=${state}`));
  }),
  fc.constant(
    command('return by app of no request', ({ session, faults }) => {
      const url = new URL('https://host.example/link/back?code=forged&state=of-another');
      if (session.run?.complete?.(url)) faults.add('a URL of no request was taken');
    }),
  ),
  withRequest('close window', ({ page }, real) => page && real.closeWindow(page)),
  withRequest('sever window', ({ page }) => page && (page.window.closed = true)),
  forge,
  fc.constantFrom(1, 250, 300).map(ms => command(`tick ${ms}`, ({ browser }) => browser.clock.advance(ms))),
  fc.constantFrom(2_000, 3_000).map(ms => command(`tick ${ms}`, ({ browser }) => browser.clock.advance(ms))),
  fc.constant(command('retry', ({ session }) => session.run?.retry())),
  fc.constantFrom(
    command('front', ({ session }) => session.run?.bringToFront?.()),
    command('close blank windows', real => real.closeBlank()),
    command('half an hour', async ({ browser: { clock } }) => {
      // The page sleeps: its timers run once, afterwards.
      clock.now += lifetime;
      await clock.advance(1_000);
    }),
  ),
  fc.constant(command('start', real => real.session.live || real.start())),
  fc.constantFrom(
    command('cancel', ({ session }) => session.cancel('closed')),
    command('cancel', ({ session }) => session.cancel('closed')),
    command('abort', real => real.abort()),
    command('discard', real => real.discard()),
    command('remove', real => real.remove()),
    command('start over', real => real.start()),
  ),
  reactions.map(reaction =>
    command(`reaction ${JSON.stringify(reaction)}`, real => void (real.reaction = reaction)),
  ),
];
