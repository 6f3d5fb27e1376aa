import { readFile } from 'node:fs/promises';
import type { Context, Middleware } from 'koa';
import { languageOf } from '../app/language/language.ts';
import { parseSimulation, type Simulation, simulations } from '../simulation.ts';
import { findInstitution, flinksCapital, type Institution, institutions } from '../world/institutions.ts';
import type { TokenState } from '../world/tokens.ts';
import type { World } from '../world/world.ts';
import { securityHeaders } from './headers.ts';
import { applyPageFault } from './page-faults.ts';
import { parametersOf } from './parameters.ts';
import type { Runs } from './runs.ts';

export interface ConnectOptions {
  world: World;
  runs: Runs;
  tokensRequired: boolean;
  elsewhere: string;
}

/** What the page's scripts are given. */
export interface ConnectData {
  view: 'start' | 'token' | 'expired' | 'resume' | 'result';
  run: string;
  parameters: Record<string, string>;
  simulation: Simulation;
  simulations: Record<string, { kind: string; says: string }>;
  token: TokenState;
  institutions: readonly Institution[];
  preselected: string | null;
  /** The institution that the requestId belongs to. */
  resumed: string;
  challenges: { Type: string; Prompt: string }[];
  /** The origin that the fault `navigate` leaves for; empty for this one. */
  elsewhere: string;
}

const template = new URL('../app/index.html', import.meta.url);

/** The Connect page. What the user and the page's scripts need to know is decided here, once, and handed over as data. */
export function connectPage({ world, runs, tokensRequired, elsewhere }: ConnectOptions): Middleware {
  return async ctx => {
    const parameters = parametersOf(ctx.querystring);
    const { authorizeToken, requestId } = parameters;
    const known = world.requests.get(requestId);
    const simulation = parseSimulation(
      known?.simulate,
      world.tokens.get(authorizeToken)?.simulate,
      parameters.simulate,
    );
    const token = world.tokens.spendOnLoad(authorizeToken);
    securityHeaders(ctx);
    if (await applyPageFault(ctx, simulation)) return;

    const refused = 'token-invalid' in simulation || (tokensRequired && token !== 'fresh');
    const request = requestId ? (world.requests.use(requestId) ?? null) : null;
    const expired = Boolean(requestId) && request?.state !== 'challenged';
    // A test of the stop screen needs one: the default of maximumRetry is undocumented.
    const stop: Record<string, string> = simulation.auto === 'max-retry' ? { maximumRetry: '3' } : {};
    const run = runs.open({ ...stop, ...parameters }, expired ? null : request);
    const preselected = findInstitution(ctx.params.institution ?? parameters.institutionId);
    await serve(ctx, {
      view: refused ? 'token' : expired ? 'expired' : request ? 'resume' : 'start',
      run: run.id,
      parameters,
      simulation,
      simulations,
      token,
      institutions,
      preselected: preselected?.name ?? null,
      resumed: (known?.login.institution ?? flinksCapital).name,
      challenges: request ? world.challenges(languageOf(parameters)) : [],
      elsewhere,
    });
  };
}

/** The built-in landing page: no token, no messages. */
export function resultPage(): Middleware {
  return async ctx => {
    const parameters = parametersOf(ctx.querystring);
    securityHeaders(ctx);
    const preselected = findInstitution(ctx.params.institution)?.name ?? null;
    await serve(ctx, {
      view: 'result',
      run: '',
      parameters,
      simulation: {},
      simulations,
      token: 'missing',
      institutions,
      preselected,
      resumed: flinksCapital.name,
      challenges: [],
      elsewhere: '',
    });
  };
}

async function serve(ctx: Context, data: ConnectData) {
  const html = await readFile(template, 'utf8');
  const { theme } = data.parameters;
  const shown = { ...data, parameters: { ...data.parameters } };
  if (shown.parameters.authorizeToken) shown.parameters.authorizeToken = '(hidden)';
  // "<" would end the data block; JSON can say it another way.
  const json = JSON.stringify(shown).replaceAll('<', '\\u003c');
  ctx.type = 'html';
  ctx.body = html
    .replace('{{language}}', languageOf(data.parameters))
    .replace('{{theme}}', theme === 'dark' || theme === 'light' ? theme : 'system')
    .replace('{{data}}', () => json);
}
