/**
 * The parameters of an address, in their order; of a name that comes twice, the first value.
 *
 * @param {string} query
 * @returns {Record<string, string>}
 */
export function parametersOf(query) {
  /** @type {Map<string, string>} */
  const parameters = new Map();
  for (const [name, value] of new URLSearchParams(query))
    if (!parameters.has(name)) parameters.set(name, value);
  return Object.fromEntries(parameters);
}
