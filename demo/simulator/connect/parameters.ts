/** The parameters of an address, in their order; of a name that comes twice, the first value. */
export function parametersOf(query: string): Record<string, string> {
  const parameters = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query))
    if (!parameters.has(name)) parameters.set(name, value);
  return Object.fromEntries(parameters);
}
