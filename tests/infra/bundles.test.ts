import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FunctionRow } from '#functions/function-row.ts';
import { type FunctionName, manifest } from '#functions/manifest.ts';
import { type Bundle, bundleEntry, bundleFunction, ROOT } from '#infra/bundling/bundle-function.ts';
import { CANVAS_LIBRARY, fillMediaLayer } from '#infra/bundling/media-layer.ts';
import { readHtml } from '#shared/agents/reader/read-html.ts';
import { PACKAGE_VERSIONS } from '#shared/engine/package-versions.ts';
import { identifyLanguage } from '#shared/language/identify-language.ts';
import { createMediaTools } from '#shared/node/media-tools.ts';
import { createFliteSpeech } from '#shared/providers/speech/flite-speech.ts';

const run = promisify(execFile);
const NAMES = Object.keys(manifest) as FunctionName[];
const onLinux = process.platform === 'linux' && process.arch === 'x64';
const bundles = new Map<FunctionName, Bundle>();
let folder: string;
let loads = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reelwright-bundles-test-'));
  for (const name of NAMES) bundles.set(name, await bundleFunction(name, join(folder, name)));
  if (onLinux) fillMediaLayer(ROOT, join(folder, 'layer'));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Loads a file in a fresh process, with what Lambda would set, and gives what an expression says of its `exports`. */
async function load(file: string, expression: string): Promise<string> {
  // A file, for threads of the process take over options of the command line.
  const program = join(folder, `load-${loads++}.mjs`);
  writeFileSync(
    program,
    `const exports = await import(${JSON.stringify(pathToFileURL(file))}); console.log(${expression});`,
  );
  const env = {
    PATH: process.env.PATH,
    REELWRIGHT_STAGE: 'test',
    AWS_REGION: 'eu-central-1',
    NAPI_RS_NATIVE_LIBRARY_PATH: join(folder, 'layer/media', CANVAS_LIBRARY),
  };
  const { stdout } = await run(process.execPath, [program], {
    env,
    maxBuffer: 32 * 1024 ** 2,
  });
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

test('a bundle says, reads and tells languages as its sources do', async () => {
  const text = 'Half of the ocean floor lies deeper than three thousand meters.';
  const html =
    '<article><h1>Tides</h1><p>The sea rises &amp; falls twice a day, for the moon pulls at it.</p></article>';
  const module = (path: string) => bundleEntry(path, [], join(folder, path), 'module.mjs');
  await module('shared/providers/speech/flite-speech.ts');
  await module('shared/agents/reader/read-html.ts');
  await module('shared/language/identify-language.ts');
  const speech = createFliteSpeech();
  const { wav } = await speech.speak({ text, voice: 'flite-slt', language: 'en' });
  await speech.close();

  const spoken = await load(
    join(folder, 'shared/providers/speech/flite-speech.ts/module.mjs'),
    `Buffer.from((await exports.createFliteSpeech().speak({ text: ${JSON.stringify(text)}, voice: 'flite-slt', language: 'en' })).wav).toString('base64')`,
  );
  const readHere = await load(
    join(folder, 'shared/agents/reader/read-html.ts/module.mjs'),
    `JSON.stringify(exports.readHtml(${JSON.stringify(html)}))`,
  );
  const told = await load(
    join(folder, 'shared/language/identify-language.ts/module.mjs'),
    `exports.identifyLanguage(${JSON.stringify(text)})`,
  );

  expect(Buffer.from(spoken, 'base64').equals(wav)).toBe(true);
  expect(JSON.parse(readHere)).toEqual(JSON.parse(JSON.stringify(readHtml(html))));
  expect(told).toBe(identifyLanguage(text));
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
