/** Milliseconds since the time origin, like `performance.now()`. Read from an event because pages declare a global of their own called `performance`. */
export const now = (): number => new Event('').timeStamp;
