import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { listOf, objectOf, readJson, stringOf } from '../support/json.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

test('the bill of materials names the package, and what it is installed with as the lock file has it', t => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sbom-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'sbom.cdx.json');
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/sbom.ts', file], { cwd: root });

  const { bomFormat, metadata, components } = readJson(file);
  const packageJson = readJson(path.join(root, 'package.json'));
  const packages = objectOf(readJson(path.join(root, 'package-lock.json')).packages, 'the lock file');
  const { name, version } = objectOf(objectOf(metadata, 'the head').component, 'the package');
  assert.deepEqual([bomFormat, name, version], ['CycloneDX', packageJson.name, packageJson.version]);

  /** What is reached from the dependencies of a package. */
  const reach = (wanted: unknown, found: Set<string>) => {
    for (const dependency of Object.keys(objectOf(wanted ?? {}, 'dependencies'))) {
      if (found.has(dependency)) continue;
      found.add(dependency);
      reach(objectOf(packages[`node_modules/${dependency}`], dependency).dependencies, found);
    }
    return found;
  };
  const expected = [...reach(packageJson.dependencies, new Set())].map(
    dependency =>
      `${dependency}@${stringOf(objectOf(packages[`node_modules/${dependency}`], dependency).version, dependency)}`,
  );
  const listed = listOf(components, 'the components').map(component => {
    const each = objectOf(component, 'a component');
    return `${stringOf(each.name, 'a name')}@${stringOf(each.version, 'a version')}`;
  });
  assert.ok(listed.length > 1);
  assert.deepEqual(listed.sort(), expected.sort());
});
