/**
 * The source of a function that is to run in a page, where it must stand on its own.
 *
 * What runs TypeScript here keeps the names of functions by a helper `__name`, which a page does not have.
 */
export const pageSource = (fn: (...args: never[]) => unknown): string =>
  `(__name => (${String(fn)}))(named => named)`;
