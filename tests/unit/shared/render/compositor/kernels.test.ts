import { readFile } from 'node:fs/promises';
import asc from 'assemblyscript/asc';
import { expect, test } from 'vitest';
import { createArena } from '#shared/render/compositor/kernels.ts';
import { seeded } from '#tests/unit/shared/render/seeded.ts';

const folder = 'shared/render/compositor';
const SOURCES = ['kernels.as.ts', 'mix.as.ts', 'convert.as.ts'];

test('the committed program is what its source compiles to', async () => {
  const committed = await readFile(`${folder}/kernels.wasm`);
  let built: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    [...SOURCES, '--config', 'asconfig.json', '--baseDir', folder, '-o', 'out.wasm'],
    {
      writeFile(name, bytes) {
        if (name.endsWith('out.wasm')) built = bytes as Uint8Array;
      },
    },
  );
  expect(error, stderr.toString()).toBeNull();
  expect(Buffer.from(built ?? []).equals(committed)).toBe(true);
});

const arena = createArena();
const { kernels } = arena;
function put(values: Uint8Array): number {
  const pointer = arena.take(values.byteLength);
  arena.view(pointer, values.byteLength).set(values);
  return pointer;
}

test.each([
  { width: 32, height: 18, scale: 1 },
  { width: 45, height: 31, scale: 1.07 },
  { width: 90, height: 20, scale: 1.5 },
])(
  'a view at scale $scale, $width wide, is the bilinear one to within one step',
  ({ width, height, scale }) => {
    // Prepare
    const random = seeded(width);
    const [sw, sh] = [Math.floor(width * 1.25), Math.floor(height * 1.25)];
    const source = Uint8Array.from({ length: sw * sh }, () => random() * 256);
    const [stepX, stepY] = [sw / (width * scale), sh / (height * scale)];
    const [x0, y0] = [0.3 * sw * (1 - 1 / scale) + stepX / 2 - 0.5, stepY / 2 - 0.5];
    const target = arena.take(width * height);
    const scratch = arena.take(kernels.zoomScratchBytes(width));

    // Act
    kernels.zoomPlane(put(source), sw, sh, target, width, width, height, x0, y0, stepX, stepY, scratch);

    // Assess
    const drawn = arena.view(target, width * height);
    const at = (x: number, y: number) => source[y * sw + x] as number;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const px = Math.min(Math.max(x0 + x * stepX, 0), sw - 1.004);
        const py = Math.min(Math.max(y0 + y * stepY, 0), sh - 1.004);
        const [i, j] = [Math.floor(px), Math.floor(py)];
        const [u, v] = [px - i, py - j];
        const top = at(i, j) * (1 - u) + at(i + 1, j) * u;
        const wanted = top * (1 - v) + (at(i, j + 1) * (1 - u) + at(i + 1, j + 1) * u) * v;
        // Weights have seven bits across: up to half a 128th of the contrast, and rounding.
        expect(Math.abs((drawn[y * width + x] as number) - wanted)).toBeLessThanOrEqual(1.6);
      }
    }
  },
);

test('an overlay is laid exactly as by whole-number arithmetic, for any width and alpha', () => {
  for (const width of [2, 15, 16, 17, 50]) {
    // Prepare
    const random = seeded(width);
    const [height, stride] = [5, 64];
    const alpha = Uint8Array.from({ length: width * height }, () => Math.max(0, random() * 400 - 100));
    const over = alpha.map((a) => Math.round((a * Math.floor(random() * 256)) / 255));
    const ground = Uint8Array.from({ length: stride * height }, () => random() * 256);
    const spans = new Int32Array(Array.from({ length: 2 * height }, (_, i) => (i % 2) * width));
    const target = put(ground);

    // Act
    const bytes = new Uint8Array(spans.buffer);
    kernels.blendPlane(put(over), put(alpha), put(bytes), width, height, 0, width, target, stride);

    // Assess
    const wanted = ground.map((d, i) => {
      const [x, y] = [i % stride, Math.floor(i / stride)];
      if (x >= width) return d;
      const k = y * width + x;
      return Math.min(255, Math.round((d * (255 - (alpha[k] as number))) / 255) + (over[k] as number));
    });
    expect(arena.view(target, stride * height)).toEqual(wanted);
  }
});

test('a cross-fade is the weighted mean, rounded, and reaches both ends', () => {
  const [a, b] = [Uint8Array.from({ length: 256 }, (_, i) => i), new Uint8Array(256).fill(200)];
  const target = arena.take(256);
  for (const weight of [0, 1, 128, 255]) {
    kernels.mixFrames(put(a), put(b), target, 256, weight);
    arena.view(target, 256).forEach((value, i) => {
      const wanted = i + ((200 - i) * weight) / 256;
      expect(Math.abs(value - wanted)).toBeLessThanOrEqual(0.52);
    });
  }
});
