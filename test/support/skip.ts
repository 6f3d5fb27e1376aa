/** Skips the test that is running, with the reason in its name, so that the report tells it. */
export function skip(context: Mocha.Context, reason: string): never {
  if (context.test) context.test.title += ` (${reason})`;
  return context.skip();
}
