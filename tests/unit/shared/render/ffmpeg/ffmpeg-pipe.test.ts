import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { everyFrame, openFfmpegPipe } from '#shared/render/ffmpeg/ffmpeg-pipe.ts';
import { readFilm } from '#shared/render/join/film-facts.ts';
import { decodeLuma, never, testFfmpeg, testFolder } from '#tests/unit/shared/render/ffmpeg/make-media.ts';

const folder = testFolder();
const program = await testFfmpeg(folder);
const frames = { width: 64, height: 36, fps: 30 };
const BYTES = (64 * 36 * 3) / 2;
const open = (change: Partial<Parameters<typeof openFfmpegPipe>[0]> = {}) =>
  openFfmpegPipe({
    program,
    folder,
    frames,
    inputs: [],
    outputs: [{ file: 'out.mp4', options: ['-c:v', 'libx264', '-crf', '1'] }],
    timeoutMs: 20_000,
    signal: never,
    ...change,
  });

describe('frames through a pipe', () => {
  test('every frame written is in the file, in order, though one buffer serves them all', async () => {
    const pipe = await open();
    const frame = new Uint8Array(BYTES).fill(128);
    for (let n = 0; n < 60; n += 1) {
      frame.fill(40 + 3 * n, 0, 64 * 36);
      await pipe.write(frame);
    }
    await pipe.finish();
    const luma = await decodeLuma(folder, 'out.mp4');
    expect((await readFilm(path.join(folder, 'out.mp4'))).video.frames).toBe(60);
    for (let n = 0; n < 60; n += 1) {
      // Decoded to the full range: 16 becomes 0 and 235 becomes 255.
      const due = ((40 + 3 * n - 16) * 255) / 219;
      expect(Math.abs((luma[n * 64 * 36] ?? 0) - due), `frame ${n}`).toBeLessThan(1.5);
    }
  });

  test('a frame that is repeated is sent once and shown as often as it was repeated, also at the end', async () => {
    const pipe = await open({
      filterGraph: `[0:v]${everyFrame(30)}[v]`,
      outputs: [{ file: 'held.mp4', options: ['-map', '[v]', '-c:v', 'libx264', '-crf', '1'] }],
    });
    for (const [light, times] of [
      [40, 7],
      [90, 1],
      [140, 30],
    ] as const) {
      await pipe.write(new Uint8Array(BYTES).fill(light));
      for (let n = 1; n < times; n += 1) pipe.repeat();
    }
    await pipe.finish();
    const luma = await decodeLuma(folder, 'held.mp4');
    const shown = Array.from({ length: 38 }, (_, n) =>
      Math.round(((luma[n * 64 * 36] ?? 0) * 219) / 255 + 16),
    );
    expect(shown).toEqual([...new Array(7).fill(40), 90, ...new Array(30).fill(140)]);
    expect(luma).toHaveLength(38 * 64 * 36);
  });

  test('a slow reader holds the writer back', async () => {
    const slow = path.join(folder, 'slow');
    writeFileSync(slow, '#!/bin/sh\nsleep 0.4\ncat > /dev/null\n: > out.mp4\n', { mode: 0o755 });
    const pipe = await open({ program: slow });
    let written = 0;
    const writing = (async () => {
      for (; written < 400; written += 1) await pipe.write(new Uint8Array(BYTES));
    })();
    await sleep(150);
    expect(written).toBeLessThan(200);
    await writing;
    await pipe.finish();
  });

  test('a frame of the wrong size is refused and does not shift the ones after it', async () => {
    const pipe = await open();
    await expect(pipe.write(new Uint8Array(BYTES - 1))).rejects.toMatchObject({ code: 'INTERNAL' });
    await pipe.write(new Uint8Array(BYTES).fill(90));
    await pipe.finish();
    expect((await readFilm(path.join(folder, 'out.mp4'))).video.frames).toBe(1);
  });

  test('a child that dies fails the write that finds out and all later ones, with its own error', async () => {
    const dying = path.join(folder, 'dying');
    writeFileSync(dying, '#!/bin/sh\nhead -c 100000 > /dev/null\nkill -SEGV $$\n', { mode: 0o755 });
    const pipe = await open({ program: dying });
    const write = async () => {
      for (let n = 0; n < 2000; n += 1) await pipe.write(new Uint8Array(BYTES));
    };
    await expect(write()).rejects.toMatchObject({ code: 'TOOL_CRASHED' });
    await expect(pipe.write(new Uint8Array(BYTES))).rejects.toMatchObject({ code: 'TOOL_CRASHED' });
    await expect(pipe.finish()).rejects.toMatchObject({ code: 'TOOL_CRASHED' });
  });

  test('an aborted child is gone when abort resolves, and cancelling ends a waiting write', async () => {
    const pipe = await open();
    await pipe.write(new Uint8Array(BYTES));
    await pipe.abort();
    await expect(pipe.write(new Uint8Array(BYTES))).rejects.toMatchObject({ code: 'CANCELLED' });
    const controller = new AbortController();
    const stuck = path.join(folder, 'stuck');
    writeFileSync(stuck, '#!/bin/sh\nsleep 600\n', { mode: 0o755 });
    const other = await open({ program: stuck, signal: controller.signal });
    const writing = (async () => {
      for (;;) await other.write(new Uint8Array(BYTES));
    })();
    setTimeout(() => controller.abort(), 100);
    await expect(writing).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  test('when our own process is killed with -9, the child ends by itself', async () => {
    // Prepare
    const parent = path.join(folder, 'parent.ts');
    const from = path.resolve('shared/render/ffmpeg/ffmpeg-pipe.ts');
    const job = {
      program,
      folder,
      frames,
      inputs: [],
      outputs: [{ file: 'orphan.mp4', options: ['-c:v', 'libx264'] }],
      timeoutMs: 60_000,
    };
    writeFileSync(
      parent,
      `import { everyFrame, openFfmpegPipe } from ${JSON.stringify(from)};
       const pipe = await openFfmpegPipe({ ...${JSON.stringify(job)}, signal: new AbortController().signal });
       for (;;) { await pipe.write(new Uint8Array(${BYTES}).fill(90)); await new Promise((r) => setTimeout(r, 5)); }`,
    );
    const child = spawn(process.execPath, [parent], { stdio: 'ignore' });
    while (!existsSync(path.join(folder, 'orphan.mp4'))) await sleep(20);
    const orphans = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')
      .trim()
      .split(' ')
      .map(Number);
    expect(orphans).toHaveLength(1);
    // Act
    child.kill('SIGKILL');
    // Assess
    await expect.poll(() => existsSync(`/proc/${orphans[0]}`), { timeout: 5000 }).toBe(false);
  });
});
