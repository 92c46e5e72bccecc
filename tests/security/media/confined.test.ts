import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { errorCode } from '#shared/errors.ts';
import { probeMedia } from '#shared/media/probe-media.ts';
import type { InputFormat } from '#shared/render/ffmpeg/arguments.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';
import { makeCorpus } from '#tests/security/media/corpus.ts';
import { disguisedTexts, withMagic } from '#tests/security/media/disguised-files.ts';
import { HOSTILE_FILMS } from '#tests/security/media/hostile-films.ts';
import { encode, never, testFfmpeg, testFolder } from '#tests/unit/shared/render/ffmpeg/make-media.ts';

const root = testFolder();
const folder = path.join(root, 'job');
mkdirSync(folder);
const pinned = await testFfmpeg(root);
const shipped = [pinned, ...optional('node-ffmpeg-linux-x64')];

function optional(name: string): string[] {
  try {
    const file = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return [path.join(path.dirname(file), 'ffmpeg')];
  } catch {
    return [];
  }
}

/** A program that does `before` and then becomes ffmpeg. */
function wrapped(name: string, before: string, program: string): string {
  const file = path.join(root, name);
  writeFileSync(file, `#!/bin/sh\n${before} '${program}' "$@"\n`);
  chmodSync(file, 0o755);
  return file;
}
const strace = ['/usr/bin/strace', '/bin/strace'].find((file) => existsSync(file));

describe('an ffmpeg that reads hostile files', () => {
  test.each(shipped)(
    '%s refuses every bomb in 200 MB of memory, all of its own included',
    async (program) => {
      if (!existsSync(path.join(folder, 'film.mp4'))) await makeCorpus(pinned, folder);
      const small = wrapped(`small-${shipped.indexOf(program)}`, 'ulimit -v 200000\nexec', program);
      const probe = (file: string) => probeMedia({ program: small, folder, file, signal: never });
      expect(await probe('film.mp4')).toMatchObject({ video: { frames: 30 } });
      const outcomes: string[] = [];
      for (const { name, expected } of HOSTILE_FILMS) {
        const outcome = await probe(name).then(() => 'fine', errorCode);
        // Some damage shows only when pictures are decoded.
        if (/bomb|thousand|billions|day|8k/.test(name)) outcomes.push(`${name} ${outcome}`);
        expect(['fine', 'MEDIA_INVALID'], `${name}: ${JSON.stringify(expected)}`).toContain(outcome);
      }
      for (const name of [
        'bomb.mov',
        'ten-thousand-tracks.mp4',
        'thousand-fps.mp4',
        'a-day.mp4',
        'beyond-8k.mp4',
      ]) {
        expect(outcomes).toContain(`${name} MEDIA_INVALID`);
      }
    },
    60_000,
  );

  test.runIf(strace).each(shipped)(
    '%s opens no other file and no socket, whatever 76 disguised files ask for: the system calls say so',
    async (program) => {
      // Prepare
      await encode(root, 'secret.mp4', 'testsrc2=s=64x36:r=10:d=0.2[v]');
      await encode(folder, 'neighbour.mp4', 'testsrc2=s=64x36:r=10:d=0.2[v]');
      const bait = {
        secret: path.join(root, 'secret.mp4'),
        neighbour: 'neighbour.mp4',
        server: 'http://127.0.0.1:9',
      };
      const calls = path.join(root, 'calls.log');
      const traced = wrapped(
        `traced-${shipped.indexOf(program)}`,
        `exec ${strace} -f -qq -A -e trace=open,openat,socket,connect,execve -o '${calls}'`,
        program,
      );
      rmSync(calls, { force: true });
      // Act
      let files = 0;
      for (const [at, text] of Object.values(disguisedTexts(bait)).entries()) {
        const kinds = Object.entries(withMagic(text));
        const [format, bytes] = kinds[at % kinds.length] ?? ['mov', Buffer.from(text)];
        for (const [kind, content] of [
          [format, bytes],
          ['mov', Buffer.from(text)],
        ] as const) {
          files += 1;
          writeFileSync(path.join(folder, 'attack.mp4'), content);
          await runFfmpeg({
            ...{ program: traced, folder, timeoutMs: 20_000, signal: never },
            inputs: [{ file: 'attack.mp4', format: kind as InputFormat }],
            outputs: [{ file: null, options: ['-map', '0'] }],
          }).catch(() => undefined);
        }
      }
      // Assess
      const log = readFileSync(calls, 'utf8');
      expect(files).toBeGreaterThanOrEqual(60);
      expect(log.split('attack.mp4"').length - 1).toBeGreaterThanOrEqual(files);
      expect(log).not.toMatch(/\bsocket\(|\bconnect\(/);
      const opened = [...log.matchAll(/\bopen(?:at)?\([^"]*"([^"]+)"/g)].map(([, file = '']) => file);
      const own =
        /^(?:attack\.mp4|\/(?:etc\/(?:ld\.so|localtime)|lib|usr\/(?:lib|share\/zoneinfo)|proc|sys|dev\/(?:null|u?random))\b.*)$/;
      expect([...new Set(opened.filter((file) => !own.test(file)))]).toEqual([]);
      // Each run starts one program, and that starts no other.
      expect(log.match(/\bexecve\(/g)).toHaveLength(files);
    },
    60_000,
  );

  test.runIf(strace)('the trace would show it: without our limits ffmpeg opens the neighbour', () => {
    const calls = path.join(root, 'bait.log');
    writeFileSync(path.join(folder, 'attack.mp4'), "ffconcat version 1.0\nfile 'neighbour.mp4'\n");
    execFileSync(
      String(strace),
      [
        '-f',
        '-qq',
        '-e',
        'trace=openat',
        '-o',
        calls,
        pinned,
        '-v',
        'quiet',
        '-i',
        'attack.mp4',
        '-f',
        'null',
        '-',
      ],
      { cwd: folder },
    );
    expect(readFileSync(calls, 'utf8')).toContain('neighbour.mp4"');
  });
});
