import type { Parser, ParserOptions } from 'prettier';

/**
 * The tree of a text by one of prettier's parsers. The package has no types for trees: a reader looks at what it reads.
 *
 * @param name - the parser's, which it looks up in its options
 */
export async function parseWith(parser: Parser<unknown>, name: string, code: string): Promise<unknown> {
  // The other options are for the printer, which is not called here.
  const options = { parser: name, filepath: `block.${name}` } as ParserOptions;
  return parser.parse(code, options);
}
