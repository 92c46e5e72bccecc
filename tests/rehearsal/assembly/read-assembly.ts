import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AssemblyStack, Template } from '#tests/rehearsal/assembly/template.ts';

/** The account of a stack that names none. */
export const SOME_ACCOUNT = '000000000000';

interface Artifact {
  type: string;
  environment?: string;
  dependencies?: string[];
  properties?: { templateFile?: string; stackName?: string; directoryName?: string };
}

interface AssetManifest {
  files?: Record<string, { source: { path?: string }; destinations: Record<string, { objectKey: string }> }>;
}

/** Reads the stacks of a cloud assembly, assemblies inside it too, in the order in which they are deployed. */
export function readAssembly(folder: string): AssemblyStack[] {
  const { artifacts = {} } = readJson(join(folder, 'manifest.json')) as {
    artifacts?: Record<string, Artifact>;
  };
  const nested = Object.values(artifacts).flatMap(({ type, properties }) =>
    type === 'cdk:cloud-assembly' && properties?.directoryName
      ? readAssembly(join(folder, properties.directoryName))
      : [],
  );
  const stacks = inOrder(artifacts)
    .filter(([, { type }]) => type === 'aws:cloudformation:stack')
    .map(([id, artifact]) => readStack(folder, id, artifact));
  return [...nested, ...stacks];
}

/** Artifacts after all that they depend on. */
function inOrder(artifacts: Record<string, Artifact>): [string, Artifact][] {
  const ordered = new Map<string, Artifact>();
  const visit = (id: string, above: readonly string[]): void => {
    const artifact = artifacts[id];
    if (artifact === undefined || ordered.has(id)) return;
    if (above.includes(id)) throw new Error(`Artifacts depend on each other: ${[...above, id].join(' → ')}.`);
    for (const dependency of artifact.dependencies ?? []) visit(dependency, [...above, id]);
    ordered.set(id, artifact);
  };
  for (const id of Object.keys(artifacts)) visit(id, []);
  return [...ordered];
}

function readStack(folder: string, id: string, artifact: Artifact): AssemblyStack {
  const { templateFile, stackName = id } = artifact.properties ?? {};
  if (templateFile === undefined) throw new Error(`The stack ${id} has no template.`);
  const [, account = '', region = ''] = /^aws:\/\/([^/]+)\/(.+)$/.exec(artifact.environment ?? '') ?? [];
  if (region === '' || region === 'unknown-region') throw new Error(`The stack ${id} names no region.`);
  return {
    name: stackName,
    account: /^\d{12}$/.test(account) ? account : SOME_ACCOUNT,
    region,
    template: readJson(join(folder, templateFile)) as Template,
    assets: readAssets(folder, id),
  };
}

function readAssets(folder: string, id: string): ReadonlyMap<string, string> {
  const path = join(folder, `${id}.assets.json`);
  if (!existsSync(path)) return new Map();
  const { files = {} } = readJson(path) as AssetManifest;
  return new Map(
    Object.values(files).flatMap(({ source, destinations }) =>
      Object.values(destinations).map(
        ({ objectKey }) => [objectKey, join(folder, source.path ?? '')] as const,
      ),
    ),
  );
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
