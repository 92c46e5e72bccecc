import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { encode, testFfmpeg, testFolder } from '#tests/unit/shared/render/ffmpeg/make-media.ts';

const root = testFolder();
const program = await testFfmpeg(root);
const disk = path.join(root, 'disk');
mkdirSync(disk);

/** A disk of its own in a namespace of its own: nothing of it is left when the command ends. */
const onDisk = (kilobytes: number, command: string) =>
  `mount -t tmpfs -o size=${kilobytes}k none '${disk}' && ${command}`;
const mayMount = spawnSync('unshare', ['-rm', 'sh', '-c', onDisk(64, 'true')]).status === 0;

describe('a disk that is full', () => {
  test.runIf(mayMount)(
    'at any moment of normalising, editing and keeping: STORE_FULL, and nothing half made is left',
    async () => {
      await encode(root, 'film.mp4', 'testsrc2=s=64x36:r=30:d=0.5[v];sine=r=48000:d=0.5[a]');
      const script = path.resolve('tests/security/media/fill-disk.ts');
      const film = path.join(root, 'film.mp4');
      const command = `exec '${process.execPath}' '${script}' '${disk}' '${program}' '${film}'`;
      const printed = execFileSync('unshare', ['-rm', 'sh', '-c', onDisk(1_500, command)], {
        encoding: 'utf8',
      });
      const outcomes = JSON.parse(printed) as string[];
      expect(outcomes).toHaveLength(36);
      expect(outcomes.filter((one) => !/: (?:done|STORE_FULL)$/.test(one))).toEqual([]);
      for (const name of ['footage', 'sound', 'edit', 'keep', 'keep a file']) {
        expect(outcomes).toContain(`0 KiB, ${name}: STORE_FULL`);
        expect(outcomes).toContain(`800 KiB, ${name}: done`);
      }
    },
    60_000,
  );
});
