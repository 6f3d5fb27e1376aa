import type { Config } from './config.ts';

/** What the pages of this demo know of its configuration: where Connect is, and what is set up. */
export interface HostConfig {
  instance?: string;
  connectUrl?: string;
  demo: boolean;
  custom: boolean;
  outbound: boolean;
  express: boolean;
}

/** Leaves every key and secret on the server. */
export function hostConfigOf({ instance, connectUrl, demo, custom, outbound, express }: Config): HostConfig {
  return {
    ...(instance ? { instance } : { connectUrl }),
    demo,
    custom,
    outbound: outbound !== undefined,
    express: express !== undefined,
  };
}
