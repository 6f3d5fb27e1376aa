import { randomUUID } from 'node:crypto';
import { parseExpressVariants } from './variants.js';

/**
 * One person's way through Express. Nothing of the identity check is kept.
 *
 * @typedef {'identity' | 'scope' | 'institutions' | 'credentials' | 'questions' | 'accounts' | 'done' | 'declined' | 'expired'} Step
 * @typedef {{ id: string, step: Step, language: 'en' | 'fr', theme: string, isDemo: boolean, tag: string | null,
 *   simulation: import('../simulation.js').Simulation, institution: import('../world/institutions.js').Institution | null,
 *   request: import('../world/requests.js').Request | null }} Visit
 */
export class Visits {
  /** @type {Map<string, Visit>} */
  #visits = new Map();

  /**
   * Only `demo` is documented. That Express takes a `tag`, `language` and `theme` as Connect does is an assumption.
   *
   * @param {Record<string, string>} parameters
   * @param {'en' | 'fr'} language
   */
  open({ demo, tag, theme = '', simulate }, language) {
    /** @type {Visit} */
    const visit = {
      ...lostVisit(language),
      id: randomUUID(),
      step: 'identity',
      theme: /^(dark|light)$/.test(theme) ? theme : 'system',
      isDemo: demo === 'true',
      tag: tag ?? null,
      simulation: parseExpressVariants(simulate),
    };
    this.#visits.set(visit.id, visit);
    return visit;
  }

  /** @param {string | undefined} id */
  get(id) {
    return this.#visits.get(id ?? '');
  }
}

/** What is shown to somebody whose visit nobody knows of. @param {'en' | 'fr'} language @returns {Visit} */
export function lostVisit(language) {
  return {
    id: '',
    step: 'expired',
    language,
    theme: 'system',
    isDemo: false,
    tag: null,
    simulation: {},
    institution: null,
    request: null,
  };
}
