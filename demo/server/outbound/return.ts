import type { Context } from 'koa';
import { FlinksError } from '../flinks-error.ts';
import { Refusal } from '../refusal.ts';
import type { Sessions } from '../sessions.ts';
import type { OutboundLinks } from './outbound-links.ts';

interface TakeReturnOptions {
  sessions: Sessions;
  links: OutboundLinks;
  log: (line: string) => void;
}

/**
 * Where the bank sends a user when this server takes the answer itself: the state of the session is checked and used
 * up, the code exchanged, and the page is told only how it ended (RFC 10017 6.1.2.1).
 */
export function takeReturn({ sessions, links, log }: TakeReturnOptions) {
  return async (ctx: Context) => {
    ctx.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
    const session = sessions.find(ctx);
    const answer = new URLSearchParams(ctx.querystring);
    const states = answer.getAll('state');
    const state = states.length === 1 ? states[0] : undefined;
    const query = new URLSearchParams();
    try {
      if (!session || state === undefined)
        throw new Refusal(409, 'invalid-state', 'No state of this session.');
      await links.take(session, 'backend', state, answer, ({ language }) => {
        if (language) query.set('lang', language);
        // From here on the state is known to be our own, so the page may be told it.
        query.set('state', state);
      });
      query.set('status', 'linked');
    } catch (error) {
      query.set('error', codeOf(error, log));
    }
    ctx.status = 303;
    ctx.redirect(`/outbound-backend?${query}`);
  };
}

/** @returns the code of an error in OAuth's spelling */
function codeOf(error: unknown, log: (line: string) => void): string {
  if (error instanceof Refusal) return error.code.replaceAll('-', '_');
  if (!(error instanceof FlinksError)) {
    log(`Unexpected ${error instanceof Error ? error.name : typeof error} on a return`);
    return 'server_error';
  }
  // A user who refuses is not a failure.
  if (error.code !== 'access_denied') log(error.message);
  return /^[a-z_]+$/.test(error.code) ? error.code : 'server_error';
}
