/**
 * Faults and variants: a comma list of `name` or `name:value`, in the Connect URL (`simulate=`) or bound to a token when
 * it is minted. They belong to one load of Connect and to nothing else, since several browsers run at once.
 */
export type Simulation = Record<string, string>;

/** What each name does; `assumption` marks a shape that Flinks does not document. */
export const simulations = {
  slow: { kind: 'fault', says: 'the page is served after so many milliseconds' },
  late: { kind: 'fault', says: 'APP_MOUNTED comes so many milliseconds after the page' },
  hang: { kind: 'fault', says: 'the page is never answered' },
  silent: { kind: 'fault', says: 'the page loads and never posts a message' },
  refuse: { kind: 'fault', says: "frame-ancestors 'none'" },
  xfo: { kind: 'fault', says: 'X-Frame-Options: DENY' },
  drop: { kind: 'fault', says: 'the connection breaks in the middle of the page' },
  error: { kind: 'fault', says: 'the page answers with this status' },
  flood: { kind: 'fault', says: 'so many messages with unknown steps follow APP_MOUNTED' },
  twice: { kind: 'fault', says: 'REDIRECT is posted so many times' },
  navigate: { kind: 'fault', says: 'the frame leaves for another page, which posts a REDIRECT' },
  'token-invalid': { kind: 'fault', says: 'a fresh token is treated as an invalid one' },
  deny: { kind: 'fault', says: 'consent is declined without a person' },
  loginId: { kind: 'assumption', says: 'where REDIRECT carries the loginId: top, url or both' },
  order: {
    kind: 'assumption',
    says: 'where loginId stands among the parameters of the URL: first, middle or last',
  },
  accounts: { kind: 'assumption', says: 'how accountId names accounts: one, comma or array' },
  tokenInvalid: { kind: 'assumption', says: 'the step posted for a refused token, or silent' },
  expired: { kind: 'assumption', says: 'the code posted for a requestId that has ended, or silent' },
  institution: { kind: 'assumption', says: 'how institution is given: name, number or null' },
  redirectWithoutLogin: { kind: 'assumption', says: 'REDIRECT carries no loginId at all' },
  auto: { kind: 'autopilot', says: 'the flow is walked without a person' },
  puppet: { kind: 'autopilot', says: 'the frame posts what its parent tells it to' },
};

/** @param lists - the later ones win */
export function parseSimulation(...lists: (string | undefined)[]): Simulation {
  return parseVariants(simulations, ...lists);
}

/**
 * @param known - the names that mean something here
 * @param lists - the later ones win
 */
export function parseVariants(known: Record<string, object>, ...lists: (string | undefined)[]): Simulation {
  const simulation: Simulation = {};
  for (const item of lists.flatMap(list => (list ?? '').split(','))) {
    const [, name, value] = /^\s*([^:]+?)\s*(?::(.*))?$/.exec(item) ?? [];
    if (name !== undefined && Object.hasOwn(known, name)) simulation[name] = (value ?? '').trim();
  }
  return simulation;
}

export function numberOf(value: string | undefined, fallback: number) {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : fallback;
}
