/** Works on a small disk that is filled up, and says as JSON what became of each piece of work. Its own mount is its argument. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { FolderAssets } from '#local/assets.ts';
import { TenantId } from '#shared/domain/identity.ts';
import { toAppError } from '#shared/errors.ts';
import { EDITING_TOOLS } from '#shared/media/edit/editing-tools.ts';
import { normaliseAudio } from '#shared/media/normalise-audio.ts';
import { normaliseFootage } from '#shared/media/normalise-footage.ts';
import { probeMedia } from '#shared/media/probe-media.ts';
import { systemClock } from '#shared/node/clock.ts';
import { UlidIds } from '#shared/node/ids.ts';

const [, , disk = '', program = '', film = ''] = process.argv;
const { signal } = new AbortController();
const tenant = TenantId.parse('acme');
const folder = path.join(disk, 'job');
const job = { program, folder, file: 'film.mp4', signal };
const trim = EDITING_TOOLS.find(({ name }) => name === 'trim');

const assets = async () => await FolderAssets.open(path.join(disk, 'assets'), new UlidIds(systemClock));
/** Each piece of work and the file that it makes. */
const WORK: Record<string, [() => Promise<unknown>, string]> = {
  footage: [() => normaliseFootage({ ...job, name: 'made' }), 'made.mp4'],
  sound: [() => normaliseAudio({ ...job, target: 'made.wav' }), 'made.wav'],
  edit: [async () => trim?.run({ file: 'film.mp4', out: 'cut.mp4' }, { ...job, fontsConf: '' }), 'cut.mp4'],
  keep: [async () => (await assets()).put(tenant, Buffer.alloc(40_000, 1), 'video/mp4'), ''],
  'keep a file': [async () => (await assets()).putFile(tenant, film, 'video/mp4'), ''],
  copy: [() => copyFile(film, path.join(folder, 'copied')), ''],
};

const outcomes: string[] = [];
for (const free of [0, 4, 12, 40, 120, 800]) {
  for (const [name, [work, made]] of Object.entries(WORK)) {
    for (const old of readdirSync(disk)) rmSync(path.join(disk, old), { recursive: true });
    mkdirSync(folder);
    copyFileSync(film, path.join(folder, 'film.mp4'));
    fill(path.join(disk, 'filler'), free);
    const outcome = await work().then(
      () => 'done',
      (error: unknown) => toAppError(error).code,
    );
    rmSync(path.join(disk, 'filler'));
    const file = path.join(folder, made);
    const torn =
      made !== '' &&
      existsSync(file) &&
      (await probeMedia({ ...job, file: made }).catch(() => 'torn')) === 'torn';
    const half = readdirSync(folder).some((one) => /part|packets|heard/.test(one));
    const early = outcome !== 'done' && made !== '' && existsSync(file);
    outcomes.push(`${free} KiB, ${name}: ${torn || half || early ? 'something half made is left' : outcome}`);
  }
}
process.stdout.write(JSON.stringify(outcomes));

/** Leaves so many KiB of the disk. */
function fill(file: string, free: number): void {
  const block = Buffer.alloc(4096);
  try {
    for (;;) writeFileSync(file, block, { flag: 'a' });
  } catch {
    truncateSync(file, Math.max(0, statSync(file).size - free * 1024));
  }
}
