import type { Handoffs } from '../../server/express/handoffs.js';
import { ask } from './host.js';

export type HandoffView = NonNullable<ReturnType<Handoffs['view']>>;

/** What the backend of this page does for Express. The result reaches it by webhook. */
export const express = {
  /** An address to link out to, with a tag that ties its result to this session. */
  start: (language: 'en' | 'fr') =>
    ask<{ url: string; id: string }>('POST', '/api/flinks/express', { body: JSON.stringify({ language }) }),

  /**
   * How far a hand-off is.
   *
   * @param id - the one that was heard of last, without it
   */
  handoff: (id = '') => ask<HandoffView | { state: 'none' }>('GET', `/api/express${id && `/${id}`}`),
};
