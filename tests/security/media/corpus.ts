import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { HOSTILE_FILMS } from '#tests/security/media/hostile-films.ts';
import type { OddFile } from '#tests/security/media/odd-file.ts';
import { ODD_FILMS } from '#tests/security/media/odd-films.ts';

/** All of them; those that others are made from come first. */
export const CORPUS: readonly OddFile[] = [...ODD_FILMS, ...HOSTILE_FILMS];

/** Writes the whole corpus into `folder`. */
export async function makeCorpus(program: string, folder: string): Promise<void> {
  for (const { name, make } of CORPUS) {
    if ('from' in make) {
      writeFileSync(path.join(folder, name), make.change(readFileSync(path.join(folder, make.from))));
    } else {
      await promisify(execFile)(program, ['-v', 'error', '-y', ...make, name], { cwd: folder });
    }
  }
}
