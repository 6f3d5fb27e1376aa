import assert from 'node:assert/strict';
import ts from 'typescript';
import { attributes, events, isBoolean, isNumber, properties, propertyOfAttribute } from './built-element.ts';
import type { Tag } from './markup.ts';

/** What a template says to the element: an event that it hears, or a property that it sets, with an expression. */
type Binding = { event: string; value: string } | { property: string; value: string };

/** What belongs to every element, or to the framework. */
const isForeign = (name: string) =>
  /^(?:id|class|className|style|slot|lang|dir|hidden|title|ref|key|v-if|bind:this|#\w+)$/.test(name);

const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const pascal = (name: string) => camel(`-${name}`);

function setting(property: string, value: string): Binding {
  assert.ok(properties.has(property), `${property} is no property of the element`);
  return { property, value };
}

function listener(event: string, value: string): Binding {
  assert.ok(events.includes(event), `${event} is no event of the element`);
  return { event, value };
}

/** An attribute that is written out. */
function written(name: string, value: string | null): Binding {
  assert.ok(attributes.includes(name), `${name} is no attribute of the element`);
  const property = propertyOfAttribute.get(name) ?? '';
  if (isBoolean(name)) {
    assert.ok(!value, `${name} is true whatever its value is: write it without one`);
    return { property, value: 'true' };
  }
  return { property, value: isNumber(name) ? String(Number(value)) : JSON.stringify(value ?? '') };
}

/** How each kind of template writes them. */
const dialects = {
  html: written,
  vue(name, value) {
    const [, sign, key = '', modifier] = /^([:@]?)([\w-]+)(\.prop)?$/.exec(name) ?? [];
    if (sign === '@') return listener(key, value ?? '');
    if (sign !== ':') return written(name, value);
    assert.ok(modifier, `${name}: without .prop it depends on when the tag is defined`);
    return setting(key, value ?? '');
  },
  svelte(name, value) {
    const [, expression] = /^\{(\w+)\}$/.exec(value ?? '') ?? [];
    if (!expression) return written(name, value);
    return name.startsWith('on') ? listener(name.slice(2), expression) : setting(name, expression);
  },
  angular(name, value) {
    const [, open, key = ''] = /^([[(])([\w-]+)[\])]$/.exec(name) ?? [];
    if (open === '(') return listener(key, `$event => component.${value}`);
    return open ? setting(key, `component.${value}`) : written(name, value);
  },
} satisfies Record<string, (name: string, value: string | null) => Binding>;

/**
 * What a tag binds.
 *
 * @throws AssertionError for whatever the element does not have
 */
export const bindingsOf = ({ attributes: given }: Tag, dialect: keyof typeof dialects): Binding[] =>
  given.filter(({ name }) => !isForeign(name)).map(({ name, value }) => dialects[dialect](name, value));

/** Statements that have the types of the element if the template has. */
export const statementsOf = (bindings: Binding[]): string =>
  [
    "\nconst its = document.createElement('flinks-link');",
    ...bindings.map(binding =>
      'event' in binding
        ? `its.addEventListener('${binding.event}', ${binding.value});`
        : `its.${binding.property} = ${binding.value};`,
    ),
  ].join('\n');

/** The element's tag in JSX, or its React component. */
function* jsxTags(node: ts.Node): Generator<ts.JsxOpeningLikeElement> {
  const isTag = ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node);
  if (isTag && ['flinks-link', 'FlinksLink'].includes(node.tagName.getText())) yield node;
  for (const child of node.getChildren()) yield* jsxTags(child);
}

/** The names that a statement brings in. */
function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  const named = ts.isImportDeclaration(statement) && statement.importClause?.namedBindings;
  return named && ts.isNamedImports(named) ? named.elements.map(({ name }) => name.getText()) : [];
}

/** What JSX binds; of expressions, only those that are names of the module itself. */
export function jsxBindings(code: string): { tags: number; bindings: Binding[] } {
  const source = ts.createSourceFile('block.tsx', code, ts.ScriptTarget.ES2022, true);
  const own = new Set(source.statements.flatMap(namesOf));
  const tags = [...jsxTags(source)];
  const bindings = tags.flatMap(tag =>
    tag.attributes.properties.flatMap(attribute => {
      assert.ok(ts.isJsxAttribute(attribute), 'Properties are spread: name them');
      const name = attribute.name.getText();
      if (isForeign(name)) return [];
      const { initializer } = attribute;
      if (!initializer || ts.isStringLiteral(initializer))
        return [jsxWritten(name, initializer?.text ?? null)];
      const expression = ts.isJsxExpression(initializer) ? (initializer.expression?.getText() ?? '') : '';
      const binding = jsxBound(name, expression, tag.tagName.getText() === 'FlinksLink');
      return own.has(expression) ? [binding] : [];
    }),
  );
  return { tags: tags.length, bindings };
}

function jsxWritten(name: string, value: string | null): Binding {
  const attribute = [...propertyOfAttribute].find(([, property]) => property === name)?.[0] ?? name;
  return written(attribute, value);
}

function jsxBound(name: string, value: string, isComponent: boolean): Binding {
  if (isComponent) {
    const event = events.find(each => name === `on${pascal(each)}`);
    return event ? listener(event, value) : setting(name, value);
  }
  const [, event] = /^on:?(flinks-[\w-]+)$/.exec(name) ?? [];
  return event ? listener(event, value) : setting(name.replace(/^prop:/, ''), value);
}
