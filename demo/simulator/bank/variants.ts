import type { Context } from 'koa';
import { parseVariants, type Simulation } from '../simulation.ts';

/**
 * What `simulate=` in an authorize address can ask of a bank. Each belongs to that one request, since several browsers
 * run at once.
 */
export const bankVariants = {
  auto: { says: 'the bank approves without a person, for all accounts' },
  deny: { says: 'the bank refuses without a person: access_denied' },
  error: { says: 'the bank answers with this OAuth error, for example error:server_error' },
  slow: { says: 'every page of the bank is served after so many milliseconds' },
  coop: { says: 'Cross-Origin-Opener-Policy on every answer: same-origin, for example' },
  expired: { says: 'the status for an access token that is not good, 401 or 400' },
};

/** The values that browsers know (HTML: cross-origin opener policies). */
const policies = ['same-origin', 'same-origin-allow-popups', 'noopener-allow-popups', 'unsafe-none'];

export function parseBankVariants(list: unknown) {
  return parseVariants(bankVariants, typeof list === 'string' ? list : '');
}

/** Browsers act on the policy of redirects too, so that every response of a request has it. */
export function applyOpenerPolicy(ctx: Context, simulation: Simulation) {
  const policy = simulation.coop ?? '';
  if (policies.includes(policy)) ctx.set('Cross-Origin-Opener-Policy', policy);
}

/** What is decided without a user, if anything. */
export function decisionOf(
  simulation: Simulation,
): 'approve' | { error: string; description: string } | undefined {
  const { error } = simulation;
  if (error !== undefined && /^[a-z_]{1,60}$/.test(error))
    return { error, description: 'The bank could not go on (simulated).' };
  if ('deny' in simulation) return denied;
  return 'auto' in simulation ? 'approve' : undefined;
}

/** Worded by Flinks. */
export const denied = { error: 'access_denied', description: 'The user denied the access' };
