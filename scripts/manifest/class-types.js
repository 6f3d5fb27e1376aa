// What the type checker knows of a class: the analyzer of the manifest reads one file at a time and infers nothing.
import ts from 'typescript';

const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;

/** The program of the package, as it is built. */
function programOf(entry) {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
  return ts.createProgram([entry, 'src/globals.d.ts'], options);
}

/**
 * What an attribute can say: the texts, numbers and switches of a property's type. Functions and objects are for
 * properties.
 */
function attributeType(checker, type) {
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
 * @param {string} file - TypeScript file that declares it
 * @param {string} className
 * @returns {(name: string, isStatic?: boolean) => { text: string, attribute?: string, result?: string,
 *   parameters: Record<string, { text: string, optional: boolean }> }}
 */
export function classTypes(file, className) {
  const program = programOf(file);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const declared = checker
    .getExportsOfModule(checker.getSymbolAtLocation(source))
    .find(symbol => symbol.name === className);
  const sides = {
    static: checker.getTypeOfSymbol(declared),
    instance: checker.getDeclaredTypeOfSymbol(declared),
  };

  return (name, isStatic = false) => {
    const symbol = sides[isStatic ? 'static' : 'instance'].getProperty(name);
    if (!symbol) throw new Error(`${className} has no member ${name}.`);
    const type = checker.getTypeOfSymbol(symbol);
    const [signature] = type.getCallSignatures();
    const text = of => checker.typeToString(of, source, flags);
    return {
      text: text(type),
      attribute: attributeType(checker, type),
      result: signature && text(signature.getReturnType()),
      parameters: Object.fromEntries(
        (signature?.parameters ?? []).map(parameter => [
          parameter.name,
          {
            text: text(checker.getTypeOfSymbol(parameter)),
            optional: checker.isOptionalParameter(parameter.valueDeclaration),
          },
        ]),
      ),
    };
  };
}
