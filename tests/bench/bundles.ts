import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type FunctionName, manifest } from '#functions/manifest.ts';
import { bundleFunction, ROOT } from '#infra/bundling/bundle-function.ts';
import { CANVAS_LIBRARY, fillMediaLayer } from '#infra/bundling/media-layer.ts';
import { median } from '#tests/bench/cpu-seconds.ts';
import { type Measure, report } from '#tests/bench/measure.ts';

const ROUNDS = 5;
/** AWS clients within a script, by the name under which each calls itself to AWS. */
const CLIENTS = ['DynamoDB', 'S3', 'SQS', 'SFN', 'Batch', 'Secrets Manager', 'ApiGatewayManagementApi'];
/** What Lambda would give a function; nothing is called while it is imported. */
const ENVIRONMENT = { AWS_REGION: 'eu-central-1', REELWRIGHT_STAGE: 'bench', NODE_OPTIONS: '' };

const run = promisify(execFile);

/**
 * Time in ms that passes while a bundle is imported in a fresh process, without the start of Node itself. It is what a cold
 * start waits for; processor time would count V8's helping threads twice. Measure on a quiet machine.
 */
async function importMs(folder: string, media: string): Promise<number> {
  const script = `const before = performance.now(); await import(${JSON.stringify(join(folder, 'handler.mjs'))});
    process.stdout.write(String(performance.now() - before)); process.exit(0);`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...ENVIRONMENT, NAPI_RS_NATIVE_LIBRARY_PATH: join(media, CANVAS_LIBRARY) },
  });
  return Number(stdout);
}

/** Number of AWS clients that are in a script. */
function clientsIn(script: string): number {
  return CLIENTS.filter(
    (name) => script.includes(`serviceId:"${name}"`) || script.includes(`serviceId??"${name}"`),
  ).length;
}

interface Bundled {
  name: FunctionName;
  kilobytes: number;
  clients: number;
  importMs: number;
}

async function bundled(name: FunctionName, root: string, media: string): Promise<Bundled> {
  const folder = join(root, name);
  const { scriptBytes } = await bundleFunction(name, folder);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) times.push(await importMs(folder, media));
  const clients = clientsIn(await readFile(join(folder, 'handler.mjs'), 'utf8'));
  return { name, kilobytes: scriptBytes / 1000, clients, importMs: median(times) };
}

/** Sizes of the scripts of all functions, as they are deployed, and how long each takes to import. Kilobytes are of 1,000 bytes. */
export async function benchBundles(): Promise<Measure[]> {
  const root = await mkdtemp(join(tmpdir(), 'bundles-bench-'));
  try {
    fillMediaLayer(ROOT, root);
    const media = join(root, 'media');
    const all: Bundled[] = [];
    for (const name of Object.keys(manifest) as FunctionName[]) all.push(await bundled(name, root, media));
    const largest = (some: readonly Bundled[]) => some.reduce((a, b) => (b.kilobytes > a.kilobytes ? b : a));
    const oneClient = largest(all.filter(({ clients }) => clients <= 1));
    const any = largest(all);
    const line = (name: string, figure: number, goal: number, unit: string): Measure => ({
      name,
      figure,
      goal,
      unit,
      atMost: true,
    });
    return [
      ...all.map(({ name, kilobytes, clients, importMs }) =>
        line(
          `${name}, ${clients} clients, imported in ${Math.round(importMs)} ms`,
          kilobytes,
          clients <= 1 ? 350 : 560,
          'kB',
        ),
      ),
      line(`largest with one client: ${oneClient.name}`, oneClient.kilobytes, 350, 'kB'),
      line(`largest of all: ${any.name}`, any.kilobytes, 560, 'kB'),
      line('import, median of all, time that passes', median(all.map(({ importMs }) => importMs)), 60, 'ms'),
    ];
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

if (import.meta.main) report(await benchBundles());
