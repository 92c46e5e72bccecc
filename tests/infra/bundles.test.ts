import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FunctionName, type FunctionRow, manifest } from '#functions/manifest.ts';
import { type Bundle, bundleEntry, bundleFunction, ROOT } from '#infra/bundling/bundle-function.ts';
import { CANVAS_LIBRARY, fillMediaLayer } from '#infra/bundling/media-layer.ts';
import { PACKAGE_VERSIONS } from '#shared/engine/package-versions.ts';
import { createMediaTools } from '#shared/node/media-tools.ts';

const run = promisify(execFile);
const NAMES = Object.keys(manifest) as FunctionName[];
const onLinux = process.platform === 'linux' && process.arch === 'x64';
const bundles = new Map<FunctionName, Bundle>();
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reelwright-bundles-test-'));
  for (const name of NAMES) bundles.set(name, await bundleFunction(name, join(folder, name)));
  if (onLinux) fillMediaLayer(ROOT, join(folder, 'layer'));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Loads a file in a fresh process, with what Lambda would set, and gives what an expression says of its `exports`. */
async function load(file: string, expression: string): Promise<string> {
  const script = `const exports = await import(${JSON.stringify(pathToFileURL(file))}); console.log(${expression});`;
  const env = {
    PATH: process.env.PATH,
    REELWRIGHT_STAGE: 'test',
    AWS_REGION: 'eu-central-1',
    NAPI_RS_NATIVE_LIBRARY_PATH: join(folder, 'layer/media', CANVAS_LIBRARY),
  };
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], { env });
  return stdout.trim();
}

const files = (root: string) =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

test('a bundle has at most 350 kB of JavaScript with one AWS client, and 560 kB in any case', () => {
  const sizes = [...bundles].map(([name, { scriptBytes, clients }]) => ({ name, scriptBytes, clients }));
  const tooLarge = sizes.filter(
    ({ scriptBytes, clients }) => scriptBytes > (clients.length > 1 ? 560_000 : 350_000),
  );
  expect(tooLarge).toEqual([]);
  // Some have no client, some one and some more: none of the limits stands there for nothing.
  expect(new Set(sizes.map(({ clients }) => Math.min(2, clients.length)))).toEqual(new Set([0, 1, 2]));
});

test('a bundle holds the clients of the services that its row reaches, and no others', () => {
  const clientsOf = (name: FunctionName) => bundles.get(name)?.clients;
  expect(clientsOf('api-list')).toEqual(['client-dynamodb']);
  expect(clientsOf('render-segments')).toEqual(['client-dynamodb', 'client-s3']);
  expect(clientsOf('brief-start')).toEqual(['client-dynamodb', 'client-sfn']);
  expect(clientsOf('api-health')).toEqual([]);
});

test.runIf(onLinux).each(NAMES)(
  'the bundle of %s loads in a process of its own, away from the project',
  async (name) => {
    const said = await load(join(folder, name, 'handler.mjs'), 'typeof exports.handler');
    expect(said).toBe('function');
  },
);

test('functions with the canvas have the media layer, where its native part is', () => {
  const withCanvas = NAMES.filter((name) => bundles.get(name)?.packages.includes('@napi-rs/canvas'));
  expect(withCanvas.length).toBeGreaterThan(0);
  for (const name of withCanvas) {
    const { ports }: FunctionRow = manifest[name];
    expect(ports.tools, name).toBe('use');
  }
});

test('the same sources give the same bytes', async () => {
  const digest = (root: string) => files(root).map((file) => [file.slice(root.length), hash(file)] as const);
  for (const name of ['agents-read', 'agents-narrate', 'render-segments'] as const) {
    const again = join(folder, `${name}-again`);
    await bundleFunction(name, again);
    expect(digest(again), name).toEqual(digest(join(folder, name)));
  }
});

test('a bundle knows the versions that keys of steps are made of', async () => {
  const target = join(folder, 'versions');
  await bundleEntry('shared/engine/package-versions.ts', [], target, 'versions.mjs');
  const said = await load(join(target, 'versions.mjs'), 'JSON.stringify(exports.PACKAGE_VERSIONS)');
  expect(JSON.parse(said)).toEqual(PACKAGE_VERSIONS);
});

test.runIf(onLinux)(
  'the media layer has the programs and fonts of this machine, so that frames are the same',
  async () => {
    const layer = createMediaTools({ cacheFolder: tmpdir(), mediaFolder: join(folder, 'layer/media') });
    const here = createMediaTools({ cacheFolder: tmpdir() });
    expect(await layer.version('ffmpeg')).toBe(await here.version('ffmpeg'));
    expect(await layer.version('fonts')).toBe(await here.version('fonts'));
  },
);

test.runIf(onLinux)('with the media layer, every bundle fits into the 250 MiB that Lambda unpacks', () => {
  const bytes = (root: string) => files(root).reduce((sum, file) => sum + statSync(file).size, 0);
  const layer = bytes(join(folder, 'layer'));
  const largest = Math.max(...NAMES.map((name) => bytes(join(folder, name))));
  expect(layer + largest).toBeLessThan(250 * 1024 ** 2);
});

function hash(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
