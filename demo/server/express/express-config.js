import { readKey, readUrl } from '../env.js';

/**
 * Where the Express site is, and what its webhooks are signed with.
 *
 * @typedef {object} ExpressConfig
 * @property {string} url the one link that Flinks gives out
 * @property {string} webhookSecret never leaves this process
 */

const required = ['FLINKS_EXPRESS_URL', 'FLINKS_WEBHOOK_SECRET'];

/** @param {Record<string, string | undefined>} env @returns {{ express?: ExpressConfig }} nothing when nothing is set */
export function readExpress(env) {
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
