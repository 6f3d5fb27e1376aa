import { type Environment, readKey, readUrl } from '../env.ts';

/** Where the Express site is, and what its webhooks are signed with. */
export interface ExpressConfig {
  /** The one link that Flinks gives out. */
  url: string;
  /** Never leaves this process. */
  webhookSecret: string;
}

const required = ['FLINKS_EXPRESS_URL', 'FLINKS_WEBHOOK_SECRET'];

/** Flinks Express, as a part of the configuration; an empty one where none of its variables is set. */
export function readExpress(env: Environment): { express?: ExpressConfig } {
  if (!required.some(name => env[name]?.trim())) return {};
  return {
    express: {
      url: readUrl(env, 'FLINKS_EXPRESS_URL', `Express needs both ${required.join(' and ')}`),
      webhookSecret: readKey(
        env,
        'FLINKS_WEBHOOK_SECRET',
        'the webhooks are signed with it',
        'Flinks gives it out with the webhook',
      ),
    },
  };
}
