import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Scratch } from '#shared/ports/scratch.ts';
import type { MakeAdapter, UnderTest } from '#tests/contract/harness.ts';

/** What every scratch room must hold. */
export function describeScratch(name: string, makeAdapter: MakeAdapter<Scratch>): void {
  describe(`scratch: ${name}`, () => {
    let adapter: UnderTest<Scratch>;
    beforeEach(async () => {
      adapter = await makeAdapter();
    });
    afterEach(() => adapter.close());

    test('20 jobs at once each have an empty folder of their own, which is gone afterwards however they end', async () => {
      const folders = new Set<string>();
      const jobs = Array.from({ length: 20 }, (_, index) =>
        adapter.port.within(async (folder) => {
          expect(isAbsolute(folder)).toBe(true);
          expect(await readdir(folder)).toEqual([]);
          folders.add(folder);
          await mkdir(join(folder, 'deep', 'er'), { recursive: true });
          await writeFile(join(folder, 'deep', 'er', 'file'), 'x', { mode: 0o400 });
          if (index % 2) throw new Error(`failed ${index}`);
          return index;
        }),
      );
      const results = await Promise.allSettled(jobs);
      expect(folders.size).toBe(20);
      for (const [index, result] of results.entries()) {
        if (index % 2) expect(result).toMatchObject({ reason: { message: `failed ${index}` } });
        else expect(result).toEqual({ status: 'fulfilled', value: index });
      }
      for (const folder of folders) await expect(stat(folder)).rejects.toMatchObject({ code: 'ENOENT' });
    });
  });
}
