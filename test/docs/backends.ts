import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ensureInterpreter } from '../../scripts/ensure-interpreters.ts';
import { objectOf } from '../support/json.ts';
import { codeBlock } from './markdown.ts';

/** A backend of the documents that runs with an environment of its own. */
export interface Backend {
  /**
   * One of its functions, named as in Node. `{ session }` is the session of that name, `{ bytes }` are bytes,
   * `{ query }` is a parsed query; what it throws is thrown.
   */
  call: (name: string, ...args: unknown[]) => Promise<unknown>;
  close: () => void;
}

/** What calls the functions of a module line by line: `[name, args]` in, `{ value }` or `{ error }` out. */
const drivers = {
  node: `
const sessions = {};
const functions = {
  ...(await import('./flinks.js')), ...(await import('./outbound.js')), ...(await import('./webhook.js')),
  ...(await import('./custom.js')),
  begunBefore: (session, seconds) => {
    for (const attempt of Object.values({ ...session.attempts, ...session.customs })) attempt.at -= seconds * 1_000;
  },
  look: session => session,
};
const { createInterface } = await import('node:readline');
for await (const line of createInterface({ input: process.stdin })) {
  const [name, args] = JSON.parse(line);
  const given = args.map(each =>
    each?.session ? (sessions[each.session] ??= {}) : each?.bytes ? Buffer.from(each.bytes, 'base64')
    : each?.query ? new URLSearchParams(each.query) : each);
  let answer;
  try {
    answer = { value: await functions[name](...given) };
  } catch (error) {
    answer = { error: error.message };
  }
  console.log(JSON.stringify(answer));
}
`,
  python: `

import sys
from urllib.parse import parse_qs


def begun_before(session, seconds):
    for name in ("attempts", "customs"):
        session[name] = {state: at - seconds for state, at in session.get(name, {}).items()}


def look(session):
    return session


sessions = {}


def argument(given):
    if isinstance(given, dict) and "session" in given:
        return sessions.setdefault(given["session"], {})
    if isinstance(given, dict) and "bytes" in given:
        return base64.b64decode(given["bytes"])
    if isinstance(given, dict) and "query" in given:
        return parse_qs(given["query"], keep_blank_values=True)
    return given


for line in sys.stdin:
    name, args = json.loads(line)
    try:
        answer = {"value": globals()[name](*map(argument, args))}
    except Exception as error:
        answer = {"error": str(error)}
    print(json.dumps(answer), flush=True)
`,
  php: `

function begun_before(array &$session, int $seconds): void
{
    foreach (['attempts', 'customs'] as $name)
        foreach ($session[$name] ?? [] as $state => $at) $session[$name][$state] = $at - $seconds;
}

function look(array $session): array
{
    return $session;
}

$sessions = [];
while (($line = fgets(STDIN)) !== false) {
    [$name, $given] = json_decode($line, true);
    $args = [];
    foreach ($given as $index => $each) {
        if (is_array($each) && isset($each['session'])) {
            $sessions[$each['session']] ??= [];
            $args[$index] = &$sessions[$each['session']];
        } else $args[$index] = is_array($each) ? (isset($each['bytes']) ? base64_decode($each['bytes']) : $each['query'] ?? $each) : $each;
    }
    try {
        $answer = ['value' => call_user_func_array($name, $args)];
    } catch (Throwable $error) {
        $answer = ['error' => $error->getMessage()];
    }
    unset($args);
    echo json_encode($answer), "\\n";
}
`,
};

const snake = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);

export const languages = ['node', 'python', 'php'] as const;

export type Language = (typeof languages)[number];

/** How a backend of the documents is run. */
interface Runner {
  /** Undefined where this machine has none. */
  command: string | undefined;
  /** The last one is started. */
  files: () => Record<string, string>;
  /** The language's way to write the name of a function; as in Node by default. */
  named?: (name: string) => string;
}

const runners: Record<Language, Runner> = {
  node: {
    command: process.execPath,
    files: () => ({
      'package.json': '{ "type": "module" }',
      'flinks.js': codeBlock('docs/backend/node.md', '// flinks.js'),
      'outbound.js': codeBlock('docs/backend/node.md', '// outbound.js'),
      'webhook.js': codeBlock('docs/backend/node.md', '// webhook.js'),
      'custom.js': codeBlock('docs/backend/node.md', '// custom.js'),
      'main.js': drivers.node,
    }),
  },
  python: {
    command: ensureInterpreter('python'),
    files: () => ({ 'main.py': codeBlock('docs/backend/python.md', '# flinks.py') + drivers.python }),
    named: snake,
  },
  php: {
    command: ensureInterpreter('php'),
    files: () => ({ 'main.php': codeBlock('docs/backend/php.md', '// flinks.php') + drivers.php }),
    named: snake,
  },
};

export const canRun = (language: Language): boolean => runners[language].command !== undefined;

/** @param env - all that the backend is told, `PATH` aside */
export function startBackend(language: Language, env: Record<string, string>): Backend {
  const { command, files, named = name => name } = runners[language];
  assert.ok(command, `this machine runs no ${language}`);
  const folder = mkdtempSync(path.join(os.tmpdir(), `backend-${randomUUID()}`));
  const written = Object.entries(files());
  for (const [name, code] of written) writeFileSync(path.join(folder, name), code);
  const [name] = written.at(-1) ?? assert.fail('no file to start');
  const main = path.join(folder, name);
  const child = spawn(command, [main], {
    env: { PATH: process.env.PATH, ...env },
    cwd: folder,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async call(name, ...args) {
      child.stdin.write(`${JSON.stringify([named(name), args])}\n`);
      const { value: line, done } = await lines.next();
      if (done) throw new Error(`${language} ended in ${name}`);
      const { value, error } = objectOf(JSON.parse(line), 'its answer');
      if (error !== undefined) throw new Error(String(error));
      return value;
    },
    close() {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
