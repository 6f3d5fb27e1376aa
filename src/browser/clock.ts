/**
 * Milliseconds since the page was opened, as `performance.now()` gives them. Pages can put something of their own in the
 * place of `performance`, as by `var performance`; what an event bears no page can replace by accident.
 */
export const now = (): number => new Event('').timeStamp;
