/** A hint for the developer. Nothing that a user or a bank has said is ever part of it. */
export function warn(message: string): void {
  // eslint-disable-next-line no-console -- the one place that prints
  console.warn(`<flinks-link> ${message}`);
}
