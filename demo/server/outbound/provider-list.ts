import { fileURLToPath } from 'node:url';
import { Router } from '@koa/router';
import send from 'koa-send';
import { list, text } from '../loose-json.ts';

/** A bank that is linked with credentials, in Connect: Flinks lists those nowhere, so the host adds them. */
export interface CredentialsBank {
  id: string;
  name: string | { en: string; fr: string };
  country: 'CA' | 'US';
  institution: string;
}

/** What Connect offers with `demo=true`. */
export const testBank: CredentialsBank = {
  id: 'FlinksCapital',
  name: 'Flinks Capital',
  country: 'CA',
  institution: 'FlinksCapital',
};

const folder = fileURLToPath(new URL('../../pages/logos', import.meta.url));

/** Pictures that this host has, by institution. */
const logos = new Map([
  ['BlueberryBayCaisse', 'berry'],
  ['ThreeSummitsCaisse', 'summits'],
  ['NorthStarCaisse', 'star'],
  ['SalishTideBank', 'tide'],
  ['WheatSheaf', 'wheat'],
  ['FlinksCapital', 'coin'],
]);

/**
 * One list for the element: the data providers as Flinks lists them, then the banks with credentials that are not among
 * them already.
 *
 * @param providers - the JSON of Flinks' `/providers`
 */
export function mergeProviders(providers: unknown, banks: readonly CredentialsBank[]): object[] {
  const listed = list(providers);
  const taken = new Set(listed.map(({ name, providerName }) => plain(text(name) || text(providerName))));
  const added = banks
    .filter(
      ({ name }) =>
        !(typeof name === 'string' ? [name] : [name.en, name.fr]).some(each => taken.has(plain(each))),
    )
    .map(bank => ({ ...bank, flow: 'connect', ...logoOf(bank.institution) }));
  return [...listed, ...added];
}

/** The pictures themselves. */
export function logoRoutes() {
  const router = new Router();
  router.get('/logos/:file', async ctx => {
    await send(ctx, ctx.params.file ?? '', { root: folder, maxAge: 60 * 60_000 });
  });
  return router.routes();
}

function logoOf(institution: string) {
  const file = logos.get(institution);
  return file && { logo: `/logos/${file}.svg` };
}

/** Flinks' own pages print one bank as `Flinks Capital` and as `FlinksCapital`. */
function plain(name: string) {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
