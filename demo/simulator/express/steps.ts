import { setTimeout as wait } from 'node:timers/promises';
import type { Institution } from '../world/institutions.ts';
import type { Request } from '../world/requests.ts';
import { answersAreRight, signIn } from '../world/sandbox-users.ts';
import type { World } from '../world/world.ts';
import { checkIdentity } from './identity.ts';
import type { Failure } from './pages.ts';
import { accountsPayload, failurePayload, kycPayload } from './payloads.ts';
import type { ExpressVisit, Step } from './visits.ts';
import type { Webhooks } from './webhooks.ts';

interface SiteActionsOptions {
  world: World;
  webhooks: Webhooks;
  listFor: (visit: ExpressVisit) => Institution[];
}

type Body = Record<string, unknown>;

interface Action {
  at: Step;
  take: (visit: ExpressVisit, body: Body) => Failure | undefined;
}

/**
 * What each form of the site does: it moves the visit on, or says what is wrong.
 *
 * @returns by the name of the form
 */
export function siteActions({ world, webhooks, listFor }: SiteActionsOptions): Record<string, Action> {
  /** The bank has let the user in. */
  const enter = (visit: ExpressVisit) => {
    const { request } = visit;
    visit.step = 'accounts';
    if (request && visit.simulation.kyc !== 'off')
      webhooks.send(kycPayload(request, world.logins.accounts(request.login), visit), visit);
  };

  return {
    identity: {
      at: 'identity',
      take(visit, body) {
        const errors = checkIdentity(body, world.now());
        if (Object.keys(errors).length > 0) return { errors, given: body };
        visit.step = 'scope';
        return undefined;
      },
    },
    scope: {
      at: 'scope',
      take(visit, { decision }) {
        visit.step = decision === 'agree' ? 'institutions' : 'declined';
        return undefined;
      },
    },
    institutions: {
      at: 'institutions',
      take(visit, { institution }) {
        visit.institution = listFor(visit).find(({ name }) => name === institution) ?? null;
        if (visit.institution) visit.step = 'credentials';
        return undefined;
      },
    },
    another: {
      at: 'credentials',
      take(visit) {
        visit.step = 'institutions';
        return undefined;
      },
    },
    credentials: {
      at: 'credentials',
      take(visit, { username, password }) {
        const { institution, isDemo, tag } = visit;
        const refusal = institution?.refusal ?? (isDemo ? undefined : 'RETRY_LATER');
        const outcome = refusal ? { refusal } : signIn(username, password);
        if ('refusal' in outcome) return { code: outcome.refusal, given: { username } };
        const login = world.logins.create(outcome.user, { ...(institution && { institution }), tag });
        visit.request = world.authorize(login);
        if (visit.request.state === 'challenged') visit.step = 'questions';
        else enter(visit);
        return undefined;
      },
    },
    questions: {
      at: 'questions',
      take(visit, body) {
        const request = world.requests.use(visit.request?.id);
        if (!request) {
          visit.step = 'expired';
          return undefined;
        }
        const prompts = world.challenges(visit.language);
        const answers = prompts.map(({ Prompt }, index): [string, unknown] => [
          Prompt,
          body[`answer-${index}`],
        ]);
        if (!answersAreRight(Object.fromEntries(answers))) return { code: 'INVALID_SECURITY_RESPONSE' };
        world.complete(request);
        enter(visit);
        return undefined;
      },
    },
    accounts: {
      at: 'accounts',
      take(visit, { account }) {
        const request = world.requests.use(visit.request?.id);
        if (!request) {
          visit.step = 'expired';
          return undefined;
        }
        const wanted = [account].flat();
        const chosen = world.logins.accounts(request.login).filter(({ Id }) => wanted.includes(Id));
        if (chosen.length === 0) return { code: 'NONE' };
        visit.step = 'done';
        void collect(world, request).then(isThere => {
          if (!isThere) return;
          const { failed } = visit.simulation;
          const payload = failed
            ? failurePayload(request, failed, visit)
            : accountsPayload(request, chosen, visit);
          webhooks.send(payload, visit);
        });
        return undefined;
      },
    },
  };
}

/** How often the simulator looks whether the bank's data is there, and how long. */
const lookMs = 50;
const longestMs = 30 * 60_000;

/**
 * The data is under way for a while; of `test_pending` it never comes.
 *
 * @returns whether it is there
 */
async function collect({ logins, now }: World, request: Request): Promise<boolean> {
  const startedAt = now();
  request.collecting = true;
  while (logins.poll(request.login) !== 'ready') {
    if (now() - startedAt > longestMs) return false;
    await wait(lookMs, undefined, { ref: false });
  }
  return true;
}
