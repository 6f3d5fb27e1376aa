import { randomUUID } from 'node:crypto';
import type { Request } from '../world/requests.ts';

type BankState = 'idle' | 'approved' | 'denied';

/**
 * One opening of Connect. The page holds its id in memory and sends it with every question; there is no cookie, since a
 * browser may refuse cookies to a framed page.
 */
export interface Run {
  id: string;
  parameters: Record<string, string>;
  failures: number;
  request: Request | null;
  bank: BankState;
}

export class Runs {
  #runs = new Map<string, Run>();

  open(parameters: Record<string, string>, request: Request | null) {
    const run: Run = { id: randomUUID(), parameters, failures: 0, request, bank: 'idle' };
    this.#runs.set(run.id, run);
    return run;
  }

  get(id: string | undefined) {
    return id === undefined ? undefined : this.#runs.get(id);
  }
}
