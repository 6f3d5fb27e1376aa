import { randomUUID } from 'node:crypto';
import type { Simulation } from '../simulation.ts';
import type { Institution } from '../world/institutions.ts';
import type { Request } from '../world/requests.ts';
import { parseExpressVariants } from './variants.ts';

export type Step =
  | 'identity'
  | 'scope'
  | 'institutions'
  | 'credentials'
  | 'questions'
  | 'accounts'
  | 'done'
  | 'declined'
  | 'expired';

/** One user's way through Express. Nothing of the identity check is kept. */
export interface ExpressVisit {
  id: string;
  step: Step;
  language: 'en' | 'fr';
  theme: string;
  isDemo: boolean;
  tag: string | null;
  simulation: Simulation;
  institution: Institution | null;
  request: Request | null;
}

export class Visits {
  #visits = new Map<string, ExpressVisit>();

  /** Only `demo` is documented. That Express takes a `tag`, `language` and `theme` as Connect does is an assumption. */
  open({ demo, tag, theme = '', simulate }: Record<string, string>, language: 'en' | 'fr') {
    const visit: ExpressVisit = {
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

  get(id: string | undefined) {
    return this.#visits.get(id ?? '');
  }
}

/** What is shown for a visit that is not known. */
export function lostVisit(language: 'en' | 'fr'): ExpressVisit {
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
