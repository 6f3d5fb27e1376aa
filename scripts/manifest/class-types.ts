// What the type checker knows of a class: the analyzer of the manifest reads one file at a time and infers nothing.
import ts from 'typescript';

const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;

/** The types of one member of a class, as text. */
export interface MemberTypes {
  text: string;
  /** What an attribute of this name takes; undefined for what only a property can hold. */
  attribute: string | undefined;
  /** What a method returns. */
  result: string | undefined;
  parameters: readonly { name: string; text: string; optional: boolean }[];
}

/** The program of the package, as it is built. */
function programOf(entry: string): ts.Program {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
  return ts.createProgram([entry, 'src/browser/globals.d.ts'], options);
}

/**
 * What an attribute can say: the texts, numbers and switches of a property's type. Functions and objects are for
 * properties.
 */
function attributeType(checker: ts.TypeChecker, type: ts.Type): string | undefined {
  const members = type.isUnion() ? type.types : [type];
  const texts = members
    .filter(member => member.flags & (ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike))
    .map(member => checker.typeToString(member, undefined, flags).replaceAll('"', "'"));
  if (texts.length) return [...new Set(texts)].join(' | ');
  return members.some(member => member.flags & ts.TypeFlags.BooleanLike) ? 'boolean' : undefined;
}

/**
 * Types of the members of a class, inherited ones included.
 *
 * @param file - TypeScript file that declares it
 */
export function classTypes(
  file: string,
  className: string,
): (name: string, isStatic?: boolean) => MemberTypes {
  const program = programOf(file);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  const declared = module && checker.getExportsOfModule(module).find(symbol => symbol.name === className);
  if (!declared) throw new Error(`${file} exports no ${className}.`);
  const sides = {
    static: checker.getTypeOfSymbol(declared),
    instance: checker.getDeclaredTypeOfSymbol(declared),
  };

  const textOf = (type: ts.Type) => checker.typeToString(type, source, flags);
  const isOptional = ({ valueDeclaration }: ts.Symbol) =>
    valueDeclaration !== undefined &&
    ts.isParameter(valueDeclaration) &&
    checker.isOptionalParameter(valueDeclaration);

  return (name, isStatic = false) => {
    const symbol = sides[isStatic ? 'static' : 'instance'].getProperty(name);
    if (!symbol) throw new Error(`${className} has no member ${name}.`);
    const type = checker.getTypeOfSymbol(symbol);
    const [signature] = type.getCallSignatures();
    return {
      text: textOf(type),
      attribute: attributeType(checker, type),
      result: signature && textOf(signature.getReturnType()),
      parameters: (signature?.parameters ?? []).map(parameter => ({
        name: parameter.name,
        text: textOf(checker.getTypeOfSymbol(parameter)),
        optional: isOptional(parameter),
      })),
    };
  };
}
