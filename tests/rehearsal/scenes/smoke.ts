import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { insist, type Scene } from '#tests/rehearsal/scenes/scene.ts';

const COMMAND = resolve(import.meta.dirname, '../../../cli/main.ts');

/** What checks a live installation finds everything as it should be here. */
export const smoke: Scene = {
  title: 'The command that checks a live installation finds nothing wrong',
  async play(desk) {
    const folder = await mkdtemp(join(tmpdir(), 'smoke-'));
    try {
      const token = join(folder, 'token');
      await writeFile(token, await desk.token('smoke'), { mode: 0o600 });
      const { http, live } = desk.studio;
      const given = ['--url', http.url, '--live', live.address, '--token-file', token, '--json'];
      const { stdout } = await promisify(execFile)(process.execPath, [COMMAND, 'smoke', ...given], {
        cwd: folder,
        env: { PATH: process.env.PATH },
      });
      const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
      insist(lines.length > 5, `It has made ${lines.length} checks.`);
      return [`${lines.length} checks hold`];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
