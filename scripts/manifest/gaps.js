/**
 * What a reader of the manifest would miss, member by member; an empty list when nothing is missing.
 *
 * @param declaration - the class, in the manifest
 * @param {Record<string, string[]>} facts - names that each list of the manifest must have, and no others
 */
export function gapsOf(declaration, facts) {
  const gaps = [];
  const need = (what, item, ...keys) => {
    for (const key of keys) {
      const value = key === 'type' ? item.type?.text : item[key];
      if (!value) gaps.push(`${what} has no ${key}`);
    }
  };
  for (const [list, names] of Object.entries(facts)) {
    const documented = (declaration[list] ?? []).map(({ name }) => name);
    for (const name of names)
      if (!documented.includes(name)) gaps.push(`${list}: ${name || '(default)'} is not documented`);
    for (const name of documented) if (!names.includes(name)) gaps.push(`${list}: ${name} does not exist`);
  }
  need(declaration.name, declaration, 'tagName', 'summary', 'description');
  for (const { kind, ...item } of declaration.members) {
    const what = `${kind === 'method' ? 'method' : 'property'} ${item.name}`;
    need(what, item, 'description', ...(kind === 'field' ? ['type'] : []));
    if (kind !== 'method') continue;
    if (!item.return?.type?.text) gaps.push(`${what} has no return type`);
    for (const parameter of item.parameters ?? [])
      need(`parameter ${parameter.name} of ${what}`, parameter, 'type', 'description');
  }
  for (const item of declaration.attributes)
    need(`attribute ${item.name}`, item, 'description', 'type', 'fieldName');
  for (const item of declaration.events) need(`event ${item.name}`, item, 'description', 'type');
  for (const item of declaration.slots) need(`slot ${item.name || '(default)'}`, item, 'description');
  for (const item of declaration.cssParts) need(`part ${item.name}`, item, 'description');
  for (const item of declaration.cssProperties) need(`custom property ${item.name}`, item, 'description');
  for (const item of declaration.cssStates) need(`CSS state ${item.name}`, item, 'description');
  return gaps;
}
