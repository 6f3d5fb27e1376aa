// Makes the manifest tell of the package as it is published: one class with everything that is public, as a user meets it.
import type { ClassMember, CustomElementDeclaration, Export, Package } from 'custom-elements-manifest';
import { classTypes, type MemberTypes } from './class-types.ts';
import { gapsOf } from './gaps.ts';
import { sourceFacts } from './source-facts.ts';

/** The class with every flow, as it is published. */
const className = 'FlinksLink';
const tagName = 'flinks-link';
/** The class that has all its members. */
const source = { path: 'src/element/flinks-link.ts', className: 'FlinksLinkElement' };

/** Called by the browser, never by a page. */
const isReaction = ({ name }: ClassMember) => /Callback$/.test(name) || name === 'formAssociated';
const isPublic = (member: ClassMember) =>
  member.privacy !== 'private' && member.privacy !== 'protected' && !isReaction(member);

/** A description on one line. */
const onOneLine = (description: string | undefined) =>
  description === undefined ? {} : { description: description.replace(/\s*\n\s*/g, ' ') };

/** A member with its types. What it was inherited from is not exported. */
function typed(
  { inheritedFrom: _, ...member }: ClassMember,
  { text, result, parameters }: MemberTypes,
): ClassMember {
  if (member.kind === 'method')
    return {
      ...member,
      ...onOneLine(member.description),
      parameters: parameters.map(({ name, text, optional }) => ({
        name,
        ...onOneLine(member.parameters?.find(documented => documented.name === name)?.description),
        type: { text },
        ...(optional && { optional }),
      })),
      return: { ...member.return, ...(result !== undefined && { type: { text: result } }) },
    };
  const field = { ...member, ...onOneLine(member.description), type: { text } };
  // What the build fills in is no default that a reader knows.
  if (/^__\w+__$/.test(field.default ?? '')) delete field.default;
  return field;
}

function element(declaration: CustomElementDeclaration): CustomElementDeclaration {
  const typeOf = classTypes(source.path, source.className);
  const members = (declaration.members ?? []).filter(isPublic);
  return {
    ...declaration,
    name: className,
    tagName,
    superclass: { name: 'LitElement', package: 'lit' },
    members: members.map(member => typed(member, typeOf(member.name, member.static))),
    attributes: (declaration.attributes ?? []).map(({ inheritedFrom: _, type: __, ...attribute }) => {
      const text = attribute.fieldName && typeOf(attribute.fieldName).attribute;
      return {
        ...attribute,
        ...onOneLine(attribute.description),
        ...(text && { type: { text } }),
      };
    }),
  };
}

/** Plugin of the analyzer. Fails, and names what is missing, where something public is not documented. */
export const publicApi = () => ({
  name: 'public-api',
  packageLinkPhase({ customElementsManifest }: { customElementsManifest: Package }) {
    const declaration = customElementsManifest.modules
      .find(({ path }) => path === source.path)
      ?.declarations?.find(({ name }) => name === source.className);
    if (declaration?.kind !== 'class' || !('customElement' in declaration))
      throw new Error(`${source.path} has no element ${source.className}.`);
    const described = element(declaration);
    const gaps = gapsOf(described, sourceFacts());
    if (gaps.length) throw new Error(`The class docs have gaps:\n- ${gaps.join('\n- ')}`);

    const at = 'dist/element.js';
    const reference = { name: className, module: at };
    const exports: Export[] = [{ kind: 'js', name: className, declaration: reference }];
    const definition: Export = { kind: 'custom-element-definition', name: tagName, declaration: reference };
    customElementsManifest.modules = [
      { kind: 'javascript-module', path: at, declarations: [described], exports },
      { kind: 'javascript-module', path: 'dist/index.js', declarations: [], exports: [definition] },
    ];
  },
});
