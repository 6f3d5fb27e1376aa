import type { Node, PrivateIdentifier } from 'estree';
import { walk } from 'estree-walker';
import MagicString from 'magic-string';
import type { Plugin } from 'rollup';

/** The letters of minified code, the most frequent first. */
const letters = 'etsnirocalhdupfmgbwvykxjqz';

/** The shortest names, in the same order for every class: "e", "t", … "ee", "te", … */
function nameAt(index: number): string {
  const letter = letters[index % letters.length] ?? '';
  return index < letters.length ? letter : letter + nameAt(Math.floor(index / letters.length) - 1);
}

/** New names of a class's private members, by their old ones. Those of a class around it stay what they are inside. */
type Names = Map<string, string>;

/**
 * A rollup plugin that goes after the minifier, which gives each private name of a bundle a new name of its own. Here the
 * names start over in each class, so that all classes have the same few: a bundle compresses better by one percent.
 */
export const shortPrivateNames = (): Plugin => ({
  name: 'short-private-names',
  renderChunk(code) {
    const output = new MagicString(code);
    const classes: Names[] = [];
    const found: [PrivateIdentifier & { start: number; end: number }, readonly Names[]][] = [];
    walk(this.parse(code) as Node, {
      enter(node) {
        if (node.type === 'ClassBody') {
          const names: Names = new Map();
          const outer = classes.reduce((sum, { size }) => sum + size, 0);
          for (const member of node.body)
            if ('key' in member && member.key.type === 'PrivateIdentifier' && !names.has(member.key.name))
              names.set(member.key.name, nameAt(outer + names.size));
          classes.push(names);
        } else if (node.type === 'PrivateIdentifier') {
          found.push([node as (typeof found)[number][0], [...classes]]);
        }
      },
      leave(node) {
        if (node.type === 'ClassBody') classes.pop();
      },
    });
    for (const [{ name, start, end }, around] of found) {
      const short = around.findLast(names => names.has(name))?.get(name);
      if (!short) this.error(`#${name} is a member of no class.`);
      output.update(start, end, `#${short}`);
    }
    return { code: output.toString(), map: output.generateMap({ hires: true }) };
  },
});
