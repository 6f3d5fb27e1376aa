import type { Flow } from './types.js';

/** Whether a flow leads to a bank's own page, and nowhere else. */
export const isRedirect = (flow: Flow): flow is 'outbound' | 'custom' =>
  flow === 'outbound' || flow === 'custom';

/** Whether people come back with an answer of OAuth. */
export const isAnswered = (flow: Flow): boolean => isRedirect(flow) || flow === 'auto';

/** Whether a click is needed first: a window or another site is all that there is to see. */
export const opensElsewhere = (flow: Flow): boolean => isRedirect(flow) || flow === 'express';
