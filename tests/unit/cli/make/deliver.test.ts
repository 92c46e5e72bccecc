import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { deliver } from '#cli/make/deliver.ts';
import { FILM_FILES } from '#cli/make/film-files.ts';
import { healFolder } from '#cli/make/swap-files.ts';
import { armFaultPoints, type FaultPoint } from '#shared/engine/fault-points.ts';
import { listFiles } from '#shared/publish/list-files.ts';
import { TENANT } from '#tests/ids.ts';
import { openLocalPorts, temporaryFolder } from '#tests/local-ports.ts';

async function twoFilms() {
  const { assets } = await openLocalPorts();
  const keep = (text: string) => assets.put(TENANT, Buffer.from(text), 'video/mp4');
  return { assets, old: await keep('old'), fresh: await keep('fresh'), captions: await keep('captions') };
}

test('files are handed over whole, may be written to by their owner, and leave nothing beside them', async () => {
  const folder = await temporaryFolder();
  const { assets, fresh, captions } = await twoFilms();
  await deliver(
    [
      { name: 'film.mp4', ref: fresh },
      { name: 'captions.srt', ref: captions },
    ],
    folder,
    { tenant: TENANT, assets },
  );
  expect((await readdir(folder)).sort()).toEqual(['captions.srt', 'film.mp4']);
  expect((await stat(join(folder, 'film.mp4'))).mode & 0o200).toBe(0o200);
});

test('a delivery that fails half way leaves the earlier film as it was', async () => {
  const folder = await temporaryFolder();
  const { assets, old, fresh, captions } = await twoFilms();
  await deliver([{ name: 'film.mp4', ref: old }], folder, { tenant: TENANT, assets });
  const missing = { ...captions, hash: '0'.repeat(64) };
  const delivery = deliver(
    [
      { name: 'film.mp4', ref: fresh },
      { name: 'captions.srt', ref: missing },
    ],
    folder,
    {
      tenant: TENANT,
      assets,
    },
  );
  await expect(delivery).rejects.toMatchObject({ hint: expect.stringContaining('again') });
  expect(await readdir(folder)).toEqual(['film.mp4']);
  expect(await readFile(join(folder, 'film.mp4'), 'utf8')).toBe('old');
});

test('files of the person in the same folder stay', async () => {
  const folder = await temporaryFolder();
  const { assets, fresh } = await twoFilms();
  await writeFile(join(folder, 'notes.txt'), 'mine');
  await deliver([{ name: 'film.mp4', ref: fresh }], folder, { tenant: TENANT, assets });
  expect(await readFile(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
});

test('what an earlier crash left half delivered is cleared away', async () => {
  const folder = await temporaryFolder();
  const { assets, fresh } = await twoFilms();
  armFaultPoints((point) => {
    if (point === 'delivery.before-publish') throw new Error('struck');
  });
  await expect(
    deliver([{ name: 'film.mp4', ref: fresh }], folder, { tenant: TENANT, assets }),
  ).rejects.toThrow();
  armFaultPoints(undefined);
  await deliver([{ name: 'film.mp4', ref: fresh }], folder, { tenant: TENANT, assets });
  expect(await readdir(folder)).toEqual(['film.mp4']);
});

/** What a folder holds, by name; hidden folders too. */
function contentOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { withFileTypes: true });
  return Object.fromEntries(
    files.map((file) => [
      file.name,
      file.isFile() ? readFileSync(join(folder, file.name), 'utf8') : 'a folder',
    ]),
  );
}

const EARLIER = { 'film.mp4': 'old', 'captions.srt': 'old captions', 'notes.txt': 'mine' };
const LATER = { 'film.mp4': 'fresh', 'report.json': 'report', 'notes.txt': 'mine' };

/** A folder with an earlier film that has captions, and a delivery of one without but with a report. */
async function secondDelivery() {
  const folder = await temporaryFolder();
  for (const [name, text] of Object.entries(EARLIER)) await writeFile(join(folder, name), text);
  const { assets } = await openLocalPorts();
  const keep = (text: string) => assets.put(TENANT, Buffer.from(text), 'video/mp4');
  const files = [
    { name: 'film.mp4', ref: await keep('fresh') },
    { name: 'report.json', ref: await keep('report') },
  ];
  onTestFinished(() => armFaultPoints(undefined));
  return { folder, again: () => deliver(files, folder, { tenant: TENANT, assets }) };
}

test('a file of ours that the new film does not have goes with the earlier film', async () => {
  const { folder, again } = await secondDelivery();
  await again();
  expect(contentOf(folder)).toEqual(LATER);
});

test('a failure at any moment of the exchange leaves all of the earlier film and nothing of the new one', async () => {
  const { folder, again } = await secondDelivery();
  let moments = 0;
  for (let at = 1; ; at += 1) {
    let met = 0;
    armFaultPoints((point) => {
      if (point === 'delivery.amid-publish' && ++met === at) throw new Error('struck');
    });
    const failed = await again().then(
      () => false,
      () => true,
    );
    if (!failed) break;
    moments += 1;
    expect(contentOf(folder)).toEqual(EARLIER);
  }
  expect(moments).toBe(4);
  expect(contentOf(folder)).toEqual(LATER);
});

test('after a crash at any moment the folder is healed to one film or the other, never a mix', async () => {
  // Prepare: what the disk holds at every fault point of a delivery.
  const { folder, again } = await secondDelivery();
  const crashes = await temporaryFolder();
  const points: FaultPoint[] = [];
  armFaultPoints((point) => {
    points.push(point);
    cpSync(folder, join(crashes, String(points.length)), { recursive: true });
  });
  await again();
  armFaultPoints(undefined);
  expect(points).toHaveLength(6);
  for (const [at, point] of points.entries()) {
    // Act: twice, as by two commands one after the other.
    const crashed = join(crashes, String(at + 1));
    await healFolder(crashed);
    await healFolder(crashed);
    // Assess
    expect(contentOf(crashed), `${at} ${point}`).toEqual(
      point === 'delivery.after-publish' ? LATER : EARLIER,
    );
  }
});

test('every name under which files are handed over is known, so that none of an earlier film stays behind', () => {
  const ref = { hash: '0'.repeat(64), mediaType: 'video/mp4', bytes: 1 };
  const made = {
    film: ref,
    srt: ref,
    vtt: ref,
    ass: ref,
    translations: [],
    thumbnails: ['', '-2', '-3', '-4', '-5', '-6'].map((place) => ({ file: `thumbnail${place}.jpg`, ref })),
    scriptMarkdown: ref,
    timeline: ref,
    metadata: ref,
    report: ref,
  };
  const names = listFiles(made, 'burned').map(({ name }) => name);
  expect(FILM_FILES).toEqual(expect.arrayContaining(names));
});
