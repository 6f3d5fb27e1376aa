import { ask } from './host.js';

/** @typedef {{ id: string, state: 'waiting' | 'identified' | 'linked' | 'failed', code?: string }} Handoff */

/** What the backend of this page does for Express. The result reaches it by webhook. */
export const express = {
  /**
   * An address to link out to, with a tag that ties its result to this session.
   *
   * @param {'en' | 'fr'} language
   * @returns {Promise<{ url: string, id: string }>}
   */
  start: language => ask('POST', '/api/flinks/express', { body: JSON.stringify({ language }) }),

  /**
   * How far a hand-off is.
   *
   * @param {string} [id] the one that was heard of last, without it
   * @returns {Promise<Handoff | { state: 'none' }>}
   */
  handoff: (id = '') => ask('GET', `/api/express${id && `/${id}`}`),
};
