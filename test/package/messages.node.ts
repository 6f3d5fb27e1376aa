import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const src = fileURLToPath(new URL('../../src/', import.meta.url));

/** What a user reads is a paragraph of the page, and may be longer than a line of the console. */
const forUsers = /^i18n[\\/]|texts\.ts$|^callback\.ts$/;

/** Every call that takes a message for developers. */
const speakers = new Set(['misconfigured', 'FlinksLinkError', 'warn', 'invalid']);

/** The text of a literal as it is written, without what a template fills in. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => literal.text).join('');
}

/** Messages for developers: what such a call is given, and every other sentence, as in a table of messages. */
function messagesIn(code: string): string[] {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && speakers.has(node.expression.getText()))
      for (const text of node.arguments?.map(textOf) ?? []) if (text) found.add(text);
    const text = textOf(node);
    if (text && /\s\S+\.$/.test(text)) found.add(text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('x.ts', code, ts.ScriptTarget.Latest, true));
  return [...found];
}

const isOneLine = (text: string): boolean => text.length <= 120 && !/[\r\n]/.test(text);

describe('a message for developers', () => {
  it('is one line of at most 120 characters', () => {
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' });
    const messages = files
      .filter(file => file.endsWith('.ts') && !forUsers.test(file))
      .flatMap(file => messagesIn(readFileSync(src + file, 'utf8')));
    assert.ok(messages.length > 60, `${messages.length} are found`);
    assert.deepEqual(
      messages.filter(text => !isOneLine(text)),
      [],
    );
  });

  it('is found wherever it stands', () => {
    const long = 'x'.repeat(121);
    for (const code of [
      `warn('${long}')`,
      `throw misconfigured(\`\${setting} \${other}${long}\`)`,
      `new FlinksLinkError('offline', "${long}")`,
      `const failures = { silent: ['load-timeout', 'Too ${long}.'] };`,
      'warn(`two\nlines`)',
    ])
      assert.equal(messagesIn(code).filter(text => !isOneLine(text)).length, 1, code);
  });
});
