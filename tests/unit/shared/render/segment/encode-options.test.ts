import { expect, test } from 'vitest';
import type { SegmentSpec } from '#shared/domain/render-plan.ts';
import { classifyExit } from '#shared/render/ffmpeg/classify-exit.ts';
import { encodeOptions } from '#shared/render/segment/encode-options.ts';

const spec = (change: Partial<SegmentSpec> = {}) =>
  ({ frames: 30, quality: 'standard', ...change }) as SegmentSpec;

const option = (options: readonly string[], name: string) => options[options.indexOf(name) + 1];

test('without an encoder the segment is encoded by x264 on one thread', () => {
  const options = encodeOptions(spec());
  expect(option(options, '-c:v')).toBe('libx264');
  expect(option(options, '-threads')).toBe('1');
  expect(options.join(' ')).not.toMatch(/nvenc|-cq/);
});

test('a segment for a GPU has the same profile, key frames and colours, and a bound on quality instead of a bit rate', () => {
  const options = encodeOptions(spec({ encoder: 'nvenc' }));
  const same = [
    '-profile:v',
    '-g',
    '-flags:v',
    '-pix_fmt',
    '-colorspace',
    '-video_track_timescale',
    '-frames:v',
  ];
  for (const name of same) expect(option(options, name)).toBe(option(encodeOptions(spec()), name));
  expect(options.join(' ')).toContain(
    '-c:v h264_nvenc -profile:v high -preset p5 -tune hq -rc vbr -cq 25 -b:v 0',
  );
  expect(options.join(' ')).not.toMatch(/-crf|-threads|8x8dct/);
});

test('a draft for a GPU is faster and coarser than the standard', () => {
  const draft = encodeOptions(spec({ encoder: 'nvenc', quality: 'draft' }));
  expect(option(draft, '-preset')).toBe('p1');
  expect(Number(option(draft, '-cq'))).toBeGreaterThan(25);
});

test.each([
  '[h264_nvenc @ 0x55] Cannot load libcuda.so.1',
  '[h264_nvenc @ 0x55] Cannot load libnvidia-encode.so.1',
  "Unknown encoder 'h264_nvenc'",
  '[h264_nvenc @ 0x55] No capable devices found',
])('ffmpeg that says "%s" lacks a GPU, whatever its exit code', (log) => {
  expect(classifyExit({ code: 234, signal: null, log })).toMatchObject({ code: 'TOOL_MISSING' });
});
