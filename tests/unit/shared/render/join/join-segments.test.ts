import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';
import { FORMATS } from '#shared/render/formats/film-formats.ts';
import { firstIrregularFrame } from '#shared/render/join/check-uniform.ts';
import { concatList, joinSegments } from '#shared/render/join/join-segments.ts';
import {
  decodeLuma,
  encode,
  never,
  testFfmpeg,
  testFolder,
} from '#tests/unit/shared/render/ffmpeg/make-media.ts';

const folder = testFolder();
const WIDTH = 160;
const HEIGHT = 90;
const LENGTHS = [60, 12, 5, 61, 29];
const FRAMES = LENGTHS.reduce((sum, frames) => sum + frames, 0);

/** Frames `from` to `from + frames` of one moving picture, so that any frame out of place shows. */
function stretch(from: number, frames: number, size = `${WIDTH}x${HEIGHT}`): string {
  return `testsrc2=s=${size}:r=30:d=30,trim=start_frame=${from}:end_frame=${from + frames},setpts=PTS-STARTPTS,fps=30[v]`;
}

async function makeSegments(): Promise<string[]> {
  let from = 0;
  for (const [at, frames] of LENGTHS.entries()) {
    await encode(folder, `part-${at}.mp4`, stretch(from, frames));
    from += frames;
  }
  await encode(folder, 'sound.m4a', `sine=f=300:r=48000:d=${FRAMES / 30}[a]`);
  return LENGTHS.map((_, at) => `part-${at}.mp4`);
}

const segments = await makeSegments();
const join = async (change: Partial<Parameters<typeof joinSegments>[0]> = {}) =>
  joinSegments({
    program: await testFfmpeg(folder),
    folder,
    format: FORMATS.mp4,
    segments,
    audio: 'sound.m4a',
    title: 'A film',
    chapters: [],
    frames: FRAMES,
    film: 'film.mp4',
    signal: never,
    ...change,
  });

describe('joining segments', () => {
  test('a joined film shows every frame of its segments once, in order, none black, none doubled', async () => {
    // Prepare
    const parts = [];
    for (const segment of segments) parts.push(await decodeLuma(folder, segment));
    // Act
    await join();
    // Assess
    const film = await decodeLuma(folder, 'film.mp4');
    expect(film.length).toBe(FRAMES * WIDTH * HEIGHT);
    expect(film.equals(Buffer.concat(parts))).toBe(true);
  });

  test('a joined film looks like one that was encoded in one piece', async () => {
    await encode(folder, 'whole.mp4', stretch(0, FRAMES));
    await join();
    const whole = await decodeLuma(folder, 'whole.mp4');
    const film = await decodeLuma(folder, 'film.mp4');
    for (let frame = 0; frame < FRAMES; frame += 1) {
      const [from, to] = [frame * WIDTH * HEIGHT, (frame + 1) * WIDTH * HEIGHT];
      expect(
        meanDifference(whole.subarray(from, to), film.subarray(from, to)),
        `frame ${frame}`,
      ).toBeLessThan(4);
    }
  });

  test('the container tells colours, title and length, and its index comes first', async () => {
    const facts = await join({ title: 'Deep -y: "sea" = 100 %; #1\n\u0007' });
    expect(facts).toMatchObject({ title: 'Deep -y: "sea" = 100 %; #1', quickStart: true, tracks: 2 });
    expect(facts.video).toMatchObject({ frames: FRAMES, width: WIDTH, height: HEIGHT, fullRange: false });
    expect(facts.video.colour).toEqual({ primaries: 'bt709', transfer: 'bt709', matrix: 'bt709' });
    expect(facts.audio).toMatchObject({ codec: 'mp4a.40.2', sampleRate: 48_000, channels: 2 });
    expect(Math.abs((facts.audio?.endSeconds ?? 0) - FRAMES / 30)).toBeLessThan(1024 / 48_000);
  });

  test('four hundred segments join without a single timestamp off its grid', async () => {
    await encode(folder, 'odd-length.mp4', stretch(0, 7));
    await encode(folder, 'long.m4a', `sine=r=48000:d=${(400 * 7) / 30}[a]`);
    const many = Array.from({ length: 400 }, () => 'odd-length.mp4');
    const { video } = await join({ segments: many, audio: 'long.m4a', frames: 2800, film: 'many.mp4' });
    expect(firstIrregularFrame(video.times, 30)).toBeUndefined();
  });

  test('chapters are in the film under their titles, whatever these are made of, and move no frame', async () => {
    const odd = 'a=b; #c \\ [CHAPTER]\nEND=1 "q"';
    const chapters = [
      { title: odd, startFrame: 60 },
      { title: 'The end', startFrame: 120 },
      { title: 'Never', startFrame: FRAMES },
    ];
    const { video } = await join({ chapters, film: 'chapters.mp4' });
    expect(firstIrregularFrame(video.times, 30)).toBeUndefined();
    const { log } = await runFfmpeg({
      program: await testFfmpeg(folder),
      folder,
      inputs: [{ file: 'chapters.mp4', format: 'mov' }],
      outputs: [{ file: null, options: ['-map', '0:v', '-c', 'copy'] }],
      timeoutMs: 10_000,
      signal: never,
    });
    const input = log.slice(0, log.indexOf('Output #0'));
    expect(input.match(/Chapter #0:\d: start [\d.]+, end [\d.]+/g)).toEqual([
      'Chapter #0:0: start 0.000000, end 2.000000',
      'Chapter #0:1: start 2.000000, end 4.000000',
      'Chapter #0:2: start 4.000000, end 5.567000',
    ]);
    expect(input).toContain('a=b; #c \\ [CHAPTER] END=1 "q"');
  });

  test('joining twice gives the same bytes', async () => {
    await join({ film: 'one.mp4' });
    await join({ film: 'two.mp4' });
    const [one, two] = ['one.mp4', 'two.mp4'].map((file) => readFileSync(path.join(folder, file)));
    expect(one?.equals(two ?? Buffer.alloc(0))).toBe(true);
  });

  test.each([
    ['another size', stretch(0, 30, '320x180'), [], /frame size differs/],
    ['another preset', stretch(0, 30), ['-preset', 'ultrafast'], /encoding differs/],
    ['another profile', stretch(0, 30), ['-profile:v', 'main'], /encoding differs/],
    [
      'another frame rate',
      `testsrc2=s=${WIDTH}x${HEIGHT}:r=25:d=1[v]`,
      [],
      /encoding differs|not shown at 30/,
    ],
    ['full range', stretch(0, 30), ['-color_range', 'pc'], /encoding differs/],
    ['sound of its own', `${stretch(0, 30)};sine=r=48000:d=1[a]`, [], /more than a picture track/],
  ])('a segment with %s is refused before anything is joined', async (_, graph, options, reason) => {
    await encode(folder, 'odd.mp4', graph, options);
    await expect(join({ segments: [...segments, 'odd.mp4'] })).rejects.toMatchObject({
      code: 'MEDIA_INVALID',
      message: expect.stringMatching(reason),
    });
  });

  test('a film with a frame too few or with short sound is never handed on', async () => {
    await expect(join({ frames: FRAMES + 1 })).rejects.toMatchObject({
      code: 'TOOL_FAILED',
      message: expect.stringContaining(`${FRAMES} frames instead of ${FRAMES + 1}`),
    });
    await encode(folder, 'short.m4a', `sine=r=48000:d=${FRAMES / 30 - 0.1}[a]`);
    await expect(join({ audio: 'short.m4a' })).rejects.toMatchObject({ code: 'TOOL_FAILED' });
  });

  test('a segment whose file was cut off is refused', async () => {
    const whole = readFileSync(path.join(folder, 'part-0.mp4'));
    writeFileSync(path.join(folder, 'cut.mp4'), whole.subarray(0, whole.length / 2));
    await expect(join({ segments: ['cut.mp4'] })).rejects.toMatchObject({ code: 'MEDIA_INVALID' });
  });
});

describe('the list of segments', () => {
  test('rounding to microseconds never adds up, however many segments there are', () => {
    const list = concatList(Array.from({ length: 1000 }, (_, at) => ({ file: `s-${at}.mp4`, frames: 151 })));
    const total = [...list.matchAll(/^duration (\S+)$/gm)].reduce(
      (sum, [, text]) => sum + Math.round(Number(text) * 1e6),
      0,
    );
    expect(total).toBe(Math.round((151_000 / 30) * 1e6));
  });
});

function meanDifference(one: Buffer, two: Buffer): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += Math.abs((one[at] ?? 0) - (two[at] ?? 0));
  return sum / one.length;
}
