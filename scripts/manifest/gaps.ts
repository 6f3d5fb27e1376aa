import type { CustomElementDeclaration } from 'custom-elements-manifest';
import { factLists, type SourceFacts } from './source-facts.ts';

/** What a declaration, or one of its parts, may lack. */
interface Described {
  description?: string;
  summary?: string;
  tagName?: string;
  fieldName?: string;
  type?: { text: string };
}

/**
 * What a reader of the manifest would miss, member by member; an empty list when nothing is missing.
 *
 * @param declaration - the class, in the manifest
 * @param facts - names that each list of the manifest must have, and no others
 */
export function gapsOf(declaration: CustomElementDeclaration, facts: SourceFacts): string[] {
  const { members = [], attributes = [], events = [], slots = [] } = declaration;
  const { cssParts = [], cssProperties = [], cssStates = [] } = declaration;
  const gaps: string[] = [];
  const need = (what: string, item: Described, ...keys: (keyof Described)[]) => {
    for (const key of keys) {
      const value = key === 'type' ? item.type?.text : item[key];
      if (!value) gaps.push(`${what} has no ${key}`);
    }
  };
  const lists = { events, slots, cssParts, cssProperties, cssStates };
  for (const list of factLists) {
    const documented = lists[list].map(({ name }) => name);
    for (const name of facts[list])
      if (!documented.includes(name)) gaps.push(`${list}: ${name || '(default)'} is not documented`);
    for (const name of documented)
      if (!facts[list].includes(name)) gaps.push(`${list}: ${name} does not exist`);
  }
  need(declaration.name, declaration, 'tagName', 'summary', 'description');
  for (const member of members) {
    const what = `${member.kind === 'method' ? 'method' : 'property'} ${member.name}`;
    need(what, member, 'description');
    if (member.kind === 'field') need(what, member, 'type');
    else {
      if (!member.return?.type?.text) gaps.push(`${what} has no return type`);
      for (const parameter of member.parameters ?? [])
        need(`parameter ${parameter.name} of ${what}`, parameter, 'type', 'description');
    }
  }
  for (const item of attributes) need(`attribute ${item.name}`, item, 'description', 'type', 'fieldName');
  for (const item of events) need(`event ${item.name}`, item, 'description', 'type');
  for (const item of slots) need(`slot ${item.name || '(default)'}`, item, 'description');
  for (const item of cssParts) need(`part ${item.name}`, item, 'description');
  for (const item of cssProperties) need(`custom property ${item.name}`, item, 'description');
  for (const item of cssStates) need(`CSS state ${item.name}`, item, 'description');
  return gaps;
}
