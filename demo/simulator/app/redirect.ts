// The message that ends a run, and the address that goes with it. Documented with several shapes; the variants choose
// one (assumptions), and without any of them both forms stand side by side, as seen in production code.

import type { Institution } from '../world/institutions.js';

export interface SignedIn {
  loginId: string;
  requestId: string;
}

interface Ending {
  parameters: Record<string, string | undefined>;
  simulation: Record<string, string>;
  origin: string;
  signedIn: SignedIn;
  institution: Pick<Institution, 'name' | 'id'>;
  accountIds: string[];
}

export function redirectUrl(ending: Ending) {
  const { parameters, origin, institution } = ending;
  const own = `${origin}/v2/Result/${encodeURIComponent(institution.name)}?thank-you=true`;
  return append(parameters.redirectUrl || own, urlParameters(ending));
}

export function redirectMessage(ending: Ending) {
  const { simulation, signedIn, institution, accountIds, parameters } = ending;
  const place = simulation.loginId ?? 'both';
  const named = { name: institution.name, number: institution.id, null: null }[
    simulation.institution ?? 'name'
  ];
  const withLogin = place !== 'url' && !('redirectWithoutLogin' in simulation);
  return {
    step: 'REDIRECT',
    institution: named === undefined ? institution.name : named,
    ...(withLogin ? { loginId: signedIn.loginId } : {}),
    ...(place === 'url' ? {} : { requestId: signedIn.requestId }),
    ...(accountIds.length > 0 ? { accountId: accountValue(accountIds, simulation.accounts) } : {}),
    ...(parameters.tag ? { tag: parameters.tag } : {}),
    ...(place === 'top' ? {} : { url: redirectUrl(ending) }),
  };
}

/** Appends with `&` when the address has a query of its own, in front of a fragment (assumption: undocumented). */
export function append(address: string, parameters: [string, string][]) {
  const cut = address.indexOf('#');
  const [before, fragment] = cut < 0 ? [address, ''] : [address.slice(0, cut), address.slice(cut)];
  const query = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  const joint = !before.includes('?') ? '?' : /[?&]$/.test(before) ? '' : '&';
  return query ? `${before}${joint}${query}${fragment}` : address;
}

/** An address that a script may go to: never one that is itself a script. */
export function isNavigable(address: string) {
  try {
    return !/^(javascript|data|vbscript|blob|file|about):$/.test(new URL(address).protocol);
  } catch {
    return false;
  }
}

/** @returns in the order seen: demo, loginId, tag, accountId, institution */
function urlParameters({
  parameters,
  simulation,
  signedIn,
  institution,
  accountIds,
}: Ending): [string, string][] {
  const loginId: [string, string] = ['loginId', signedIn.loginId];
  const before: [string, string][] = parameters.demo === 'true' ? [['demo', 'true']] : [];
  const after: [string, string][] = [];
  if (parameters.tag) after.push(['tag', parameters.tag]);
  if (accountIds.length > 0)
    after.push(['accountId', [accountValue(accountIds, simulation.accounts)].flat().join(',')]);
  after.push(['institution', institution.name]);
  if ('redirectWithoutLogin' in simulation || simulation.loginId === 'top') return [...before, ...after];
  if (simulation.order === 'first') return [loginId, ...before, ...after];
  if (simulation.order === 'last') return [...before, ...after, loginId];
  if (simulation.order === 'middle') return [...before, ...after.slice(0, -1), loginId, ...after.slice(-1)];
  return [...before, loginId, ...after];
}

/** Delimiter and form of several accounts are undocumented. */
export function accountValue(ids: string[], form = 'comma') {
  if (form === 'array') return ids;
  return form === 'one' ? (ids[0] ?? '') : ids.join(',');
}
