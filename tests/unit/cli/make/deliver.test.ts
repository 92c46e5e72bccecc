import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deliver, prepareFolder } from '#cli/make/deliver.ts';
import { armFaultPoints } from '#shared/engine/fault-points.ts';
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

test.skipIf(process.getuid?.() === 0)(
  'a folder that cannot be written to is told before any work is done',
  async () => {
    const folder = await temporaryFolder();
    await chmod(folder, 0o500);
    await expect(prepareFolder(join(folder, 'film'))).rejects.toMatchObject({ code: 'OUTPUT_UNWRITABLE' });
  },
);

test('a file in the place of the folder is told before any work is done', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'film'), 'x');
  await expect(prepareFolder(join(folder, 'film'))).rejects.toMatchObject({ code: 'OUTPUT_UNWRITABLE' });
});
