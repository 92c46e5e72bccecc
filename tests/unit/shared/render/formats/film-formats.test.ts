import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AssetRef } from '#shared/domain/asset.ts';
import { FILM_FORMATS, type FilmFormat } from '#shared/domain/film-format.ts';
import { TenantId } from '#shared/domain/identity.ts';
import type { SegmentSpec } from '#shared/domain/render-plan.ts';
import { FPS } from '#shared/domain/timeline.ts';
import { SOUNDS } from '#shared/render/audio/encode-sound.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';
import { CONTAINERS } from '#shared/render/formats/containers.ts';
import { FORMATS } from '#shared/render/formats/film-formats.ts';
import { readFilm } from '#shared/render/join/film-facts.ts';
import { joinFilm, SegmentList } from '#shared/render/join/step.ts';
import { renderSegmentStep } from '#shared/render/segment/render-segment-step.ts';
import { type Harness, openHarness } from '#tests/unit/shared/render/step-harness.ts';

const tenant = TenantId.parse('local');
const SIZE = { width: 320, height: 180 };
/** Odd lengths, and one of a single frame: no rounding of one segment fits the next. */
const LENGTHS = [7, 1, 17];
const FRAMES = 25;
/** Within the overlay, which is red and half transparent, and beside it. */
const [INSIDE, BESIDE] = [
  [100, 90],
  [300, 10],
] as const;

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
  return () => harness.close();
});

async function picture(width: number, height: number, colour: string): Promise<AssetRef> {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = colour;
  context.fillRect(0, 0, width, height);
  return await harness.assets.put(tenant, canvas.toBuffer('image/png'), 'image/png');
}

async function specs(format: FilmFormat): Promise<SegmentSpec[]> {
  const { codec, alpha } = FORMATS[format];
  const layers = [
    { image: await picture(320, 180, '#2040a0'), x: 0, y: 0, ...SIZE },
    { image: await picture(160, 100, 'rgba(220, 40, 60, 0.5)'), x: 40, y: 40, width: 160, height: 100 },
  ];
  let firstFrame = 0;
  return LENGTHS.map((frames) => {
    const scene = { layers, firstFrame, frames: FRAMES };
    firstFrame += frames;
    return {
      ...{ version: 3, ...SIZE, fps: FPS, quality: 'standard', frames, scenes: [scene] },
      ...(codec === 'h264' ? {} : { codec }),
      ...(alpha ? { alpha } : {}),
    } satisfies SegmentSpec;
  });
}

async function sound(format: FilmFormat): Promise<AssetRef> {
  const { container, mediaType, options } = SOUNDS[FORMATS[format].sound];
  const file = `tone-${format}.${container}`;
  await runFfmpeg({
    program: await harness.context.ports.tools.ffmpeg(),
    ...{ folder: harness.folder, timeoutMs: 20_000, signal: harness.context.signal },
    inputs: [],
    filterGraph: `sine=f=300:r=48000:d=${FRAMES / FPS},aformat=channel_layouts=stereo[a]`,
    outputs: [{ file, options: ['-map', '[a]', '-fflags', '+bitexact', ...options] }],
  });
  return await harness.assets.putFile(tenant, path.join(harness.folder, file), mediaType);
}

async function film(format: FilmFormat, heard: AssetRef): Promise<AssetRef> {
  const videos: AssetRef[] = [];
  for (const segment of await specs(format)) {
    videos.push((await renderSegmentStep.run({ segment }, harness.context)).video);
  }
  const segments = [await harness.context.writeJson(SegmentList, videos)];
  const joined = await joinFilm.run(
    {
      ...{ segments, audio: heard, title: 'A film', frames: FRAMES },
      ...(format === 'mp4' ? {} : { format }),
    },
    harness.context,
  );
  return joined.film;
}

/** All frames as RGBA, by a decoder that knows of alpha. */
async function decode(format: FilmFormat, ref: AssetRef): Promise<Buffer> {
  const { container, codec, alpha } = FORMATS[format];
  const file = `decode-${format}.${container}`;
  await harness.save(ref, path.join(harness.folder, file));
  await runFfmpeg({
    program: await harness.context.ports.tools.ffmpeg(),
    ...{ folder: harness.folder, timeoutMs: 20_000, signal: harness.context.signal, strict: true },
    inputs: [
      {
        file,
        format: CONTAINERS[container].demuxer,
        options: alpha && codec === 'vp9' ? ['-c:v', 'libvpx-vp9'] : [],
      },
    ],
    outputs: [
      {
        file: 'frames.raw',
        options: ['-map', '0:v', '-vf', 'format=rgba', '-fps_mode', 'passthrough', '-f', 'rawvideo'],
      },
    ],
  });
  return await readFile(path.join(harness.folder, 'frames.raw'));
}

/** The sound, decoded to 16 bits. */
async function samples(format: FilmFormat, ref: AssetRef): Promise<Buffer> {
  const { container } = FORMATS[format];
  await harness.save(ref, path.join(harness.folder, 'heard'));
  await runFfmpeg({
    program: await harness.context.ports.tools.ffmpeg(),
    ...{ folder: harness.folder, timeoutMs: 20_000, signal: harness.context.signal, strict: true },
    inputs: [{ file: 'heard', format: CONTAINERS[container].demuxer }],
    outputs: [{ file: 'heard.raw', options: ['-map', '0:a', '-c:a', 'pcm_s16le', '-f', 's16le'] }],
  });
  return await readFile(path.join(harness.folder, 'heard.raw'));
}

function pixel(frames: Buffer, frame: number, [x, y]: readonly [number, number]): number[] {
  return [...frames.subarray(4 * ((frame * 180 + y) * 320 + x)).subarray(0, 4)];
}

describe('a film in every form', () => {
  test.each(FILM_FORMATS)(
    '%s has every frame at its moment, its colours and its sound, and the same bytes twice',
    async (format) => {
      // Act
      const heard = await sound(format);
      const ref = await film(format, heard);
      const file = path.join(harness.folder, `film.${FORMATS[format].container}`);
      await harness.save(ref, file);
      const { video, audio, quickStart, tracks } = await readFilm(file);
      const frames = await decode(format, ref);

      // Assess
      expect(video.frames).toBe(FRAMES);
      for (const [at, time] of video.times.entries()) {
        expect(Math.abs(time - at / FPS), `frame ${at}`).toBeLessThan(video.tolerance);
      }
      expect(video.colour).toEqual({ primaries: 'bt709', transfer: 'bt709', matrix: 'bt709' });
      expect({ quickStart, tracks, alpha: video.alpha }).toEqual({
        quickStart: true,
        tracks: 2,
        alpha: FORMATS[format].alpha,
      });
      expect(audio?.codec).toBe(FORMATS[format].sound === 'opus' ? 'opus' : 'mp4a.40.2');
      const played = await samples(format, ref);
      expect(played.length).toBeGreaterThanOrEqual((FRAMES / FPS) * 48_000 * 4);
      expect(played.equals(await samples(format, heard))).toBe(true);
      expect(frames.length).toBe(FRAMES * 320 * 180 * 4);
      const wanted = FORMATS[format].alpha
        ? { inside: [220, 40, 60, 128], beside: [0, 0, 0, 0] }
        : { inside: [126, 52, 110, 255], beside: [32, 64, 160, 255] };
      for (let frame = 0; frame < FRAMES; frame++) {
        near(pixel(frames, frame, INSIDE), wanted.inside);
        near(pixel(frames, frame, BESIDE), wanted.beside);
      }
      expect((await film(format, heard)).hash).toBe(ref.hash);
    },
  );
});

function near(measured: number[], wanted: number[]): void {
  measured.forEach((value, i) => {
    expect(
      Math.abs(value - (wanted[i] as number)),
      `${measured} where ${wanted} was due`,
    ).toBeLessThanOrEqual(5);
  });
}
