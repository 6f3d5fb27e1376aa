// Makes the manifest tell of the package as it is published: one class with everything that is public, as a user meets it.
import { classTypes } from './class-types.js';
import { gapsOf } from './gaps.js';
import { sourceFacts } from './source-facts.js';

const className = 'FlinksLink';
const tagName = 'flinks-link';
const source = 'src/flinks-link.ts';

/** Called by the browser, never by a person. */
const isReaction = ({ name }) => /Callback$/.test(name) || name === 'formAssociated';
const isPublic = member => !['private', 'protected'].includes(member.privacy) && !isReaction(member);

const published = path => path.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js');
const oneLine = text => text?.replace(/\s*\n\s*/g, ' ');

/** A member with its types. What it was inherited from is not exported, and concerns nobody. */
function typed({ inheritedFrom: _, ...member }, typeOf) {
  const { text, result, parameters } = typeOf(member.name, member.static);
  const described = { ...member, description: oneLine(member.description) };
  // What the build fills in is no default that somebody can read.
  if (/^__\w+__$/.test(member.default)) delete described.default;
  if (member.kind !== 'method') return { ...described, type: { text } };
  return {
    ...described,
    parameters: Object.entries(parameters).map(([name, parameter]) => ({
      name,
      description: oneLine(member.parameters?.find(documented => documented.name === name)?.description),
      type: { text: parameter.text },
      ...(parameter.optional && { optional: true }),
    })),
    return: { ...member.return, type: { text: result } },
  };
}

function element(declaration) {
  const typeOf = classTypes(source, className);
  return {
    ...declaration,
    tagName,
    superclass: { name: 'LitElement', package: 'lit' },
    members: declaration.members.filter(isPublic).map(member => typed(member, typeOf)),
    attributes: declaration.attributes.map(({ inheritedFrom: _, ...attribute }) => ({
      ...attribute,
      description: oneLine(attribute.description),
      type: { text: typeOf(attribute.fieldName).attribute },
    })),
  };
}

/** Plugin of the analyzer. Fails, and names what is missing, where something public is not documented. */
export const publicApi = () => ({
  name: 'public-api',
  packageLinkPhase({ customElementsManifest }) {
    const module = name => customElementsManifest.modules.find(({ path }) => path === `src/${name}.ts`);
    const { declarations } = module(tagName);
    const declaration = element(declarations.find(({ name }) => name === className));
    const gaps = gapsOf(declaration, sourceFacts());
    if (gaps.length) throw new Error(`The class docs have gaps:\n- ${gaps.join('\n- ')}`);

    const at = published(source);
    const definition = {
      kind: 'custom-element-definition',
      name: tagName,
      declaration: { name: className, module: at },
    };
    customElementsManifest.modules = [
      {
        kind: 'javascript-module',
        path: at,
        declarations: [declaration],
        exports: [{ kind: 'js', name: className, declaration: { name: className, module: at } }],
      },
      { kind: 'javascript-module', path: 'dist/index.js', declarations: [], exports: [definition] },
    ];
  },
});
