import { existsSync } from 'node:fs';
import ts from 'typescript';
import { root } from './markdown.ts';

/** What a page takes for granted. Each name is a block's own business as soon as it declares one like it. */
const ambient = `
import type { FlinksLink } from 'flinks-link';
declare global {
  /** The element, found as the quick start finds it. */
  const link: FlinksLink;
  /** The bridge of a native shell. */
  const shell: { openBrowser(url: string): void; onReturn: (url: string) => unknown };
  interface ParentNode {
    // The element is in the page that the script is in; the tests of HTML see to that.
    querySelector(selectors: 'flinks-link' | '#bank'): FlinksLink;
  }
}
`;

/** What the root need not have installed: what comes from there is not looked into then. */
const frameworks = ['@angular/core', '@vitejs/plugin-vue'];

const mayBeMissing = (module: string) =>
  frameworks.some(
    name => (module === name || module.startsWith(`${name}/`)) && !existsSync(`${root}node_modules/${name}`),
  );

const cannotFindModule = 2307;

function isExcused({ code, messageText }: ts.Diagnostic) {
  const [, module = ''] = /'([^']+)'/.exec(ts.flattenDiagnosticMessageText(messageText, ' ')) ?? [];
  return code === cannotFindModule && mayBeMissing(module);
}

/** As a new project has it. */
const options: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: [],
  allowJs: true,
  checkJs: true,
  jsx: ts.JsxEmit.ReactJSX,
  jsxImportSource: 'react',
  skipLibCheck: true,
  noEmit: true,
};

/** A module that is checked on its own. */
export interface Module {
  /**
   * Ends with `.ts`, `.tsx` or `.js`. In `.js` a call may leave arguments out, but a function that is assigned to a
   * property is not told the types of its parameters.
   */
  name: string;
  code: string;
  /** Without it, as JavaScript is: parameters and what is caught may be anything. */
  isTyped?: boolean;
}

interface TypeCheckOptions {
  /** The environment; else it is a page. */
  node?: boolean;
  jsxImportSource?: string;
}

/**
 * What TypeScript has to say about modules that stand in the root of this package, and so import it as its users do: by
 * its exports.
 *
 * @returns messages by name of the module
 */
export function typeCheck(
  modules: Module[],
  { node = false, jsxImportSource = 'react' }: TypeCheckOptions = {},
): Map<string, string[]> {
  const files = new Map(modules.map(({ name, code }) => [`${root}${name}`, code]));
  if (!node) files.set(`${root}ambient.d.ts`, ambient);
  const common: ts.CompilerOptions = { ...options, jsxImportSource, ...(node && { types: ['node'] }) };
  return new Map(
    [true, false].flatMap(isTyped => {
      const own = modules.filter(module => !!module.isTyped === isTyped);
      return own.length
        ? messagesOf(own, files, { ...common, noImplicitAny: isTyped, useUnknownInCatchVariables: isTyped })
        : [];
    }),
  );
}

function messagesOf(modules: Module[], files: Map<string, string>, compilerOptions: ts.CompilerOptions) {
  const host = ts.createCompilerHost(compilerOptions);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = name => files.get(name) ?? readFile(name);
  host.fileExists = name => files.has(name) || fileExists(name);
  host.getSourceFile = (name, ...rest) => {
    const code = files.get(name);
    return code === undefined ? getSourceFile(name, ...rest) : ts.createSourceFile(name, code, rest[0]);
  };
  host.getCurrentDirectory = () => root;
  const own = new Set(modules.map(({ name }) => `${root}${name}`));
  const names = [...files.keys()].filter(name => own.has(name) || name.endsWith('.d.ts'));
  const program = ts.createProgram(names, compilerOptions, host);
  return modules.map(({ name }) => {
    const source = program.getSourceFile(`${root}${name}`);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    const messages = found
      .filter(diagnostic => !isExcused(diagnostic))
      .map(({ file, start = 0, messageText, code }) => {
        const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
        return `line ${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')} (TS${code})`;
      });
    return [name, messages] as const;
  });
}
