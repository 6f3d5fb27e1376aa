import { oneEvent } from '@open-wc/testing';
import type { FlinksLink, OpenOptions, Outcome } from '../../src/element.js';
import { auto, choose, notListed } from '../support/auto.js';
import { link, say } from '../support/connect.js';
import { answer, away, comeBack, customUrl, outbound } from '../support/redirect.js';

/** A session that waits for the person, and what can be done about it from outside. */
export interface Live {
  readonly promise: Promise<Outcome>;
  /** The person succeeds, or Flinks says so once more. */
  succeed(): Promise<void>;
  /** The person says no. */
  refuse(): Promise<void>;
  /** It fails for good. */
  fail(): Promise<void>;
}

/** One way to link an account, as the contract's suite walks it. */
export interface Way {
  /** An element that waits to be opened. */
  make(set?: Partial<FlinksLink>): Promise<FlinksLink>;
  /** Opens it, up to where the bank has the person. */
  begin(element: FlinksLink): Promise<Live>;
  /** Type of the outcome of a success. */
  readonly success: 'login' | 'code';
  /** Reason of the cancel when the person refuses. */
  readonly refusal: 'consent-denied' | 'access-denied';
  /** Code of the error of {@linkcode Live.fail}. */
  readonly failure: 'retries-exhausted' | 'authorization-failed';
  /** What must stand in no event but the outcome's, no error and no timeline. */
  readonly secret: string;
}

const secret = 'hush-1234';

/** @param choose - what the person does until Connect is opened */
const connect = (make: Way['make'], choose: (element: FlinksLink) => Promise<void>): Way => ({
  make,
  async begin(element) {
    const ready = oneEvent(element, 'flinks-ready');
    const promise = element.open();
    promise.catch(() => {}); // Told by an event as well.
    await choose(element);
    await ready;
    // A frame that is gone says nothing more.
    const tell = async (payload: unknown) => say(element, payload);
    return {
      promise,
      succeed: () => tell({ step: 'REDIRECT', loginId: secret }),
      refuse: () => tell({ step: 'COMPONENT_DENY_CONSENT' }),
      fail: () => tell({ step: 'MAXIMUM_RETRY_REACHED' }),
    };
  },
  success: 'login',
  refusal: 'consent-denied',
  failure: 'retries-exhausted',
  secret,
});

/** The page opens the bank by itself, and the person comes back through the redirect page of the package. */
const redirect = (
  make: Way['make'],
  result: Record<string, string>,
  options?: OpenOptions,
): Omit<Way, 'success'> => ({
  make,
  async begin(element) {
    const { state, outcome } = await away(element, options);
    const back = async (parameters: Record<string, string>) => {
      await comeBack(answer({ ...parameters, state }));
    };
    return {
      promise: outcome,
      succeed: () => back(result),
      refuse: () => back({ error: 'access_denied' }),
      fail: () => back({ error: 'login_required' }),
    };
  },
  refusal: 'access-denied',
  failure: 'authorization-failed',
  secret,
});

/** Every way, by its name. */
export const ways: Readonly<Record<string, Way>> = {
  connect: connect(
    set => link({ set: { display: 'dialog', ...set } }),
    async () => {},
  ),
  outbound: {
    ...redirect(outbound, { code: secret }),
    success: 'code',
  },
  custom: {
    ...redirect(set => outbound({ flow: 'custom', authorizeUrl: () => customUrl(), ...set }), {
      loginId: secret,
    }),
    success: 'login',
  },
  'auto, by Connect': connect(
    set => auto({ display: 'dialog', ...set }),
    element => choose(element, notListed),
  ),
  'auto, by open banking': {
    ...redirect(set => auto({ display: 'dialog', ...set }), { code: secret }, { providerId: '1000' }),
    success: 'code',
  },
};
