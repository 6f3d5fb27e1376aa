import { it as register } from 'node:test';

/** A journey of `npm test` as well: one for each thing that only a journey shows. */
export const essential = register;

/** A journey of `npm run test:full`. */
export const it: typeof register = process.env.QUICK
  ? Object.assign(() => Promise.resolve(), register)
  : register;
