import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../.github/workflows/', import.meta.url));

/** Without comments but those of a line's end, which name versions. */
const read = (file: string) => readFileSync(folder + file, 'utf8').replace(/^\s*#.*\n/gm, '');

const workflows = readdirSync(folder).map(file => ({ file, text: read(file) }));

/** The jobs of a workflow: what stands deeper than their names, by name. */
function jobsOf(text: string): Map<string, string> {
  const [, jobs = ''] = text.split(/^jobs:\n/m);
  const found = [...jobs.matchAll(/^ {2}([\w-]+):\n((?: {4}.*\n|\n)*)/gm)];
  return new Map(found.map(([, name = '', body = '']) => [name, body]));
}

/** The actions that a job, or a workflow, uses. */
const actionsOf = (text: string) => [...text.matchAll(/\buses: *(\S.*)/g)].map(([, action = '']) => action);

/** The lines of shell that a job runs, in order. */
function commandsOf(job: string): string[] {
  return [...job.matchAll(/^( *)(?:- )?run: (?:\|\n((?:\1 .*\n)+)|(.*)\n)/gm)].flatMap(
    ([, , block, line = '']) => (block ?? line).split('\n').map(each => each.trim()),
  );
}

for (const { file, text } of workflows)
  describe(`the workflow ${file}`, () => {
    it('has jobs that this test can read', () => {
      assert.ok(jobsOf(text).size > 0);
      for (const job of jobsOf(text).values()) assert.ok(actionsOf(job).length > 0 && !job.includes('\t'));
    });

    it('uses each action at a commit, and says which version that is', () => {
      for (const action of actionsOf(text)) assert.match(action, /^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    });

    it('has no rights of its own but to read, and leaves no credentials in a checkout', () => {
      const [head = ''] = text.split(/^jobs:\n/m);
      assert.match(head, /^permissions:(?: \{\}|\n {2}contents: read)\n(?! )/m);
      const checkouts = text.match(/uses: actions\/checkout@[^]*?(?=\n *- |\n {0,2}\S|$)/g) ?? [];
      for (const checkout of checkouts) assert.match(checkout, /persist-credentials: false/);
    });
  });

describe('a release', () => {
  const jobs = jobsOf(read('release.yml'));
  const publish = jobs.get('publish') ?? '';
  const pack = jobs.get('pack') ?? '';

  it('gives the right to sign and publish to one job, which can do nothing else', () => {
    const able = workflows.flatMap(({ file, text }) =>
      [...jobsOf(text)].filter(([, job]) => job.includes('id-token')).map(([name]) => `${file}: ${name}`),
    );
    assert.deepEqual(able, ['release.yml: publish']);
    const [, permissions = ''] = /^ {4}permissions:\n((?: {6}.*\n)+)/m.exec(publish) ?? [];
    assert.deepEqual(permissions.trim().split(/\n\s*/), ['contents: read', 'id-token: write']);
    assert.match(publish, /^ {4}environment: npm$/m);
  });

  it('installs and runs nothing of this repository where it can publish', () => {
    assert.deepEqual(
      actionsOf(publish).map(action => action.split('@')[0]),
      ['actions/setup-node', 'actions/download-artifact'],
    );
    assert.doesNotMatch(publish, /\bcache:/);
    assert.deepEqual(commandsOf(publish), [
      'echo "$SHA256  $TARBALL" | sha256sum --check --strict',
      'npm publish "./$TARBALL" --provenance --access public --ignore-scripts',
    ]);
    for (const [name, output] of [
      ['SHA256', 'sha256'],
      ['TARBALL', 'tarball'],
    ] as const)
      assert.ok(publish.includes(`${name}: \${{ needs.pack.outputs.${output} }}`), name);
  });

  it('publishes the build that was tested', () => {
    assert.match(publish, /^ {4}needs: pack$/m);
    const commands = commandsOf(pack);
    const steps = [
      /^test "v\$\(node -p .*\)" = "\$GITHUB_REF_NAME"$/,
      /^npm ci$/,
      /^npm run build$/,
      /scripts\/release-integrity\.ts --check$/,
      /npm pack --ignore-scripts .*"\$RUNNER_TEMP\/built"$/,
      /npm run test:full$/,
      /^tarball=\$\(npm pack --ignore-scripts .*\)$/,
      /^cmp "release\/\$tarball" "\$RUNNER_TEMP\/built\/\$tarball"$/,
      /scripts\/sbom\.ts release\//,
      /sha256=\$\(sha256sum "release\/\$tarball"/,
    ].map(step => commands.findIndex(command => step.test(command)));
    assert.deepEqual(
      steps,
      [...steps].sort((a, b) => a - b),
      commands.join('\n'),
    );
    assert.ok(!steps.includes(-1), commands.join('\n'));
    // Nothing that fails is passed over.
    assert.doesNotMatch(pack + publish, /continue-on-error|if: *(?:always|failure)|\|\| true/);
  });
});

describe('the checks of security', () => {
  const jobs = jobsOf(read('security.yml'));

  it('review what a pull request adds to the dependencies, with the right to read alone', () => {
    const review = jobs.get('dependencies') ?? '';
    assert.match(review, /if: github\.event_name == 'pull_request'\n/);
    assert.match(review, /permissions:\n {6}contents: read\n(?! {6})/);
    assert.match(review, /uses: actions\/dependency-review-action@/);
  });

  it('scan the code and the workflows, and may write what they found and nothing else', () => {
    const scan = jobs.get('code') ?? '';
    assert.match(scan, /language: \[javascript-typescript, actions\]\n/);
    assert.deepEqual(scan.match(/\w[\w-]*: write/g), ['security-events: write']);
    for (const action of ['init', 'analyze'])
      assert.ok(scan.includes(`github/codeql-action/${action}@`), action);
  });
});
