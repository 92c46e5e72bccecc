import { readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FfmpegGraph } from '#shared/render/ffmpeg/arguments.ts';
import type { ChildSettings } from '#shared/render/ffmpeg/child.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';
import { encode, never, testFfmpeg, testFolder } from '#tests/unit/shared/render/ffmpeg/make-media.ts';

const folder = testFolder();
const program = await testFfmpeg(folder);
const run = (job: Partial<FfmpegGraph & ChildSettings>) =>
  runFfmpeg({ program, folder, inputs: [], outputs: [], timeoutMs: 20_000, signal: never, ...job });

/** A program that does what the shell text says, in the place of ffmpeg. */
function script(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  return file;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

beforeAll(() => encode(folder, 'in.mp4', 'testsrc2=s=160x90:r=30:d=2[v];sine=r=48000:d=2[a]'));

describe('running ffmpeg', () => {
  test('options reach ffmpeg as they are, blanks and quotes included', async () => {
    const title = `It's "so" -y; $(id) 100% \\ [x]`;
    const options = ['-c', 'copy', '-metadata', `title=${title}`];
    await run({ inputs: [{ file: 'in.mp4', format: 'mov' }], outputs: [{ file: 'titled.mp4', options }] });
    const { log } = await run({
      inputs: [{ file: 'titled.mp4', format: 'mov' }],
      outputs: [{ file: null, options: ['-c', 'copy'] }],
    });
    expect(log).toContain(title);
  });

  test('progress is told in ms of output and never runs back', async () => {
    const told: number[] = [];
    await run({
      filterGraph: 'testsrc2=s=640x360:r=30:d=20[v]',
      outputs: [{ file: 'long.mp4', options: ['-map', '[v]', '-c:v', 'libx264', '-preset', 'veryfast'] }],
      onProgress: (timeMs) => told.push(timeMs),
    });
    expect(told).toEqual([...told].sort((one, other) => one - other));
    expect(told.at(-1)).toBeGreaterThan(19_800);
    expect(told.at(-1)).toBeLessThanOrEqual(20_000);
  });

  test('the same job gives the same bytes', async () => {
    const graph = 'testsrc2=s=160x90:r=30:d=1[v];sine=r=48000:d=1[a]';
    for (const file of ['one.mp4', 'two.mp4']) await encode(folder, file, graph);
    expect(readFileSync(path.join(folder, 'one.mp4'))).toEqual(readFileSync(path.join(folder, 'two.mp4')));
  });

  test('the child sees no environment but the one it is given', async () => {
    const show = script('show-environment', 'env >&2; exit 0');
    const { log } = await run({ program: show, environment: { FONTCONFIG_FILE: '/x/fonts.conf' } });
    expect(log).toContain('FONTCONFIG_FILE=/x/fonts.conf');
    expect(log).not.toMatch(/HOME=|AWS_|NODE_|VITEST/);
  });
});

describe('when ffmpeg fails', () => {
  test.each([
    ['a segmentation fault', 'kill -SEGV $$', 'TOOL_CRASHED'],
    ['a segmentation fault under a shell', 'exit 139', 'TOOL_CRASHED'],
    ['an abort', 'kill -ABRT $$', 'TOOL_CRASHED'],
    ['killed for lack of memory', 'kill -KILL $$', 'TOOL_CRASHED'],
    ['out of CPU time', 'kill -XCPU $$', 'TOOL_TIMEOUT'],
    [
      'a full disk',
      'echo "av_interleaved_write_frame(): No space left on device" >&2; exit 228',
      'STORE_FULL',
    ],
    ['damaged data', 'exit 183', 'MEDIA_INVALID'],
    ['too many errors', 'exit 69', 'MEDIA_INVALID'],
    ['a fault of ours', 'echo "Error parsing filterchain: Invalid argument" >&2; exit 234', 'TOOL_FAILED'],
  ])('%s has its own code', async (name, text, code) => {
    await expect(run({ program: script(name.replace(/\W/g, '-'), text) })).rejects.toMatchObject({ code });
  });

  test('a real fault in the graph, a missing encoder and a real bad file are told apart', async () => {
    const out = (options: string[]) => [{ file: 'x.mp4', options }];
    const inputs = [{ file: 'in.mp4', format: 'mov' as const }];
    await expect(
      run({ inputs, filterGraph: '[0:v]nosuchfilter[v]', outputs: out(['-map', '[v]']) }),
    ).rejects.toMatchObject({
      code: 'TOOL_FAILED',
    });
    await expect(run({ inputs, outputs: out(['-c:v', 'nosuchencoder']) })).rejects.toMatchObject({
      code: 'TOOL_FAILED',
    });
    writeFileSync(path.join(folder, 'noise.mp4'), 'noise '.repeat(100));
    const noise = [{ file: 'noise.mp4', format: 'mov' as const }];
    await expect(run({ inputs: noise, outputs: out([]) })).rejects.toMatchObject({ code: 'MEDIA_INVALID' });
  });

  test.each(['rawvideo', 'mp4'])('a disk that is really full is STORE_FULL, writing %s', async (format) => {
    const file = `full-${format}`;
    symlinkSync('/dev/full', path.join(folder, file));
    const outputs = [{ file, options: ['-map', '[v]', '-f', format] }];
    await expect(run({ filterGraph: 'testsrc2=s=64x36:r=30:d=1[v]', outputs })).rejects.toMatchObject({
      code: 'STORE_FULL',
    });
  });

  test('the log goes to the cause, never into the message', async () => {
    const leak = script(
      'leak',
      'echo "/srv/films/secret: Invalid data found when processing input" >&2; exit 1',
    );
    const error = await run({ program: leak }).catch((e: Error) => e);
    expect(error).toMatchObject({ code: 'MEDIA_INVALID', cause: { log: expect.stringContaining('secret') } });
    expect((error as Error).message).not.toContain('secret');
  });

  test('a program that is not there is TOOL_MISSING', async () => {
    await expect(run({ program: path.join(folder, 'nothing') })).rejects.toMatchObject({
      code: 'TOOL_MISSING',
    });
  });

  test('an output beyond its limit fails, although ffmpeg calls it a success', async () => {
    const outputs = [{ file: 'big.raw', options: ['-map', '[v]', '-f', 'rawvideo'], maxBytes: 100_000 }];
    const running = run({ filterGraph: 'testsrc2=s=640x360:r=30:d=20[v]', outputs });
    await expect(running).rejects.toMatchObject({ code: 'TOOL_FAILED' });
    expect(statSync(path.join(folder, 'big.raw')).size).toBeLessThan(2_000_000);
  });
});

describe('ending ffmpeg', () => {
  const pids = () => readFileSync(path.join(folder, 'pids'), 'utf8').trim().split('\n').map(Number);
  const hang = () =>
    script('hang', `sleep 600 & echo $! > ${folder}/pids; echo $$ >> ${folder}/pids; sleep 600`);

  test('a child that hangs is killed at the deadline together with its own children', async () => {
    await expect(run({ program: hang(), timeoutMs: 300 })).rejects.toMatchObject({ code: 'TOOL_TIMEOUT' });
    await sleep(50);
    expect(pids().map(isAlive)).toEqual([false, false]);
  });

  test('a cancelled child is killed together with its own children', async () => {
    const controller = new AbortController();
    const running = run({ program: hang(), signal: controller.signal });
    await sleep(200);
    controller.abort();
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
    await sleep(50);
    expect(pids().map(isAlive)).toEqual([false, false]);
  });

  test('nothing is started once the work is cancelled', async () => {
    const signal = AbortSignal.abort();
    const started = script('started', `touch ${folder}/was-started`);
    await expect(run({ program: started, signal })).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(() => statSync(path.join(folder, 'was-started'))).toThrow('ENOENT');
  });

  test('an endless encoding ends at its deadline', async () => {
    const outputs = [{ file: 'endless.mp4', options: ['-map', '[v]', '-c:v', 'libx264'] }];
    const running = run({ filterGraph: 'testsrc2=s=1280x720:r=30[v]', outputs, timeoutMs: 400 });
    await expect(running).rejects.toMatchObject({ code: 'TOOL_TIMEOUT' });
  });
});
