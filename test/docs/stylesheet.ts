import assert from 'node:assert/strict';
import { parsers } from 'prettier/plugins/postcss';
import { listOf, objectOf, stringOf } from '../support/json.ts';
import { customProperties, parts, states } from './class-docs.ts';
import { parseWith } from './parse.ts';

/** What is read of a rule, an at-rule or a declaration. */
interface StyleNode {
  /** As it is written, for a rule. */
  selector: string;
  /** The property, for a declaration. */
  prop: string;
}

/** All nodes below one of a tree. */
function* nodesBelow(parent: unknown): Generator<StyleNode> {
  for (const child of listOf(objectOf(parent, 'a node of CSS').nodes ?? [], 'what is in a node of CSS')) {
    const { type, prop = '', raws } = objectOf(child, 'a node of CSS');
    // The node's own `selector` is a tree as well.
    const selector = type === 'css-rule' ? objectOf(raws, 'what a rule is written as').selector : '';
    yield { selector: stringOf(selector, 'a selector'), prop: stringOf(prop, 'a property') };
    yield* nodesBelow(child);
  }
}

/** Holds what a block of CSS names against what the element has. */
export async function checkStylesheet(code: string): Promise<void> {
  for (const { selector, prop } of nodesBelow(await parseWith(parsers.css, 'css', code))) {
    for (const [, part = ''] of selector.matchAll(/::part\(([\w-]+)\)/g))
      assert.ok(parts.includes(part), part);
    for (const [, state = ''] of selector.matchAll(/:state\(([\w-]+)\)/g))
      assert.ok(states.includes(state), state);
    if (prop.startsWith('--flinks')) assert.ok(customProperties.includes(prop), prop);
  }
}
