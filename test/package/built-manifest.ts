import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import type { CustomElementDeclaration, CustomElementExport } from 'custom-elements-manifest';
import { isObject, listOf, objectOf, readJson } from '../support/json.ts';

/** The lists of the manifest, each of entries with a name. */
export const lists = [
  'members',
  'attributes',
  'events',
  'slots',
  'cssParts',
  'cssProperties',
  'cssStates',
] as const;

export type List = (typeof lists)[number];

type ElementDeclaration = CustomElementDeclaration & Required<Pick<CustomElementDeclaration, List>>;

const isNamed = (value: unknown) => isObject(value) && typeof value.name === 'string';

/** An element whose lists are there, each entry with a name. What else is in an entry is the analyzer's to keep. */
function isElement(value: unknown): value is ElementDeclaration {
  if (!isObject(value) || !('tagName' in value)) return false;
  return lists.every(list => listOf(value[list], list).every(isNamed));
}

const isDefinition = (value: unknown): value is CustomElementExport =>
  isObject(value) && value.kind === 'custom-element-definition';

const { modules } = readJson(fileURLToPath(new URL('../../dist/custom-elements.json', import.meta.url)));
const read = listOf(modules, 'the modules of the manifest').map(module => objectOf(module, 'a module'));
const found = read.flatMap(({ declarations }) => listOf(declarations, 'declarations')).find(isElement);
assert.ok(found, 'the manifest has an element');

/** The class, in the manifest of the build. */
export const element: ElementDeclaration = found;

/** What defines tags, and the module that does. */
export const definitions = read.flatMap(({ exports, path }) =>
  listOf(exports, 'exports')
    .filter(isDefinition)
    .map(({ name, declaration }) => ({ name, declaration, path })),
);

/** The names of a list. */
export const named = (list: List): string[] => element[list].map(({ name }) => name);
