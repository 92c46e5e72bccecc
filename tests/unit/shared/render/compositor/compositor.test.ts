import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { createCompositor } from '#shared/render/compositor/compositor.ts';
import { createArena } from '#shared/render/compositor/kernels.ts';
import { type Planes, planesFromRgba } from '#shared/render/compositor/planes.ts';

const [WIDTH, HEIGHT] = [320, 180];
const SIZE = { width: WIDTH, height: HEIGHT };

function drawn(
  width: number,
  height: number,
  hasAlpha: boolean,
  paint: (pen: SKRSContext2D) => void,
): Planes {
  const canvas = createCanvas(width, height);
  paint(canvas.getContext('2d'));
  return planesFromRgba(createArena(), canvas.data(), { width, height, hasAlpha });
}

function plain(colour: string): Planes {
  return drawn(400, 226, false, (pen) => {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 400, 226);
  });
}

const still = { scale: 1, x: 0.5, y: 0.5, overlays: [] };

test.each([
  ['zoom', SIZE, (t: number) => ({ ...still, scale: 1.12 ** t })],
  ['pan', { width: 480, height: 180 }, (t: number) => ({ ...still, x: 0.5 - t / 5 })],
] as const)('a %s moves without jitter: at most 0.05 px rms', (_, extent, poseAt) => {
  // Prepare: a soft dot away from the fixed point.
  const [width, height] = [extent.width * 1.25, 226];
  const background = drawn(width, height, false, (pen) => {
    pen.fillStyle = '#000000';
    pen.fillRect(0, 0, width, height);
    pen.fillStyle = '#ffffff';
    pen.beginPath();
    pen.arc(300, 70, 9, 0, 2 * Math.PI);
    pen.fill();
  });
  const compositor = createCompositor(SIZE, [{ background, extent, overlays: [] }]);

  // Act: the centre of the dot's light in each frame.
  const centres = Array.from({ length: 120 }, (_, i) => {
    const frame = compositor.frame([poseAt(i / 119)]);
    let [sum, sx, sy] = [0, 0, 0];
    for (let y = 0; y < HEIGHT; y++) {
      for (let x = 0; x < WIDTH; x++) {
        const light = (frame[y * WIDTH + x] as number) - 16;
        sum += light;
        sx += light * x;
        sy += light * y;
      }
    }
    return [sx / sum, sy / sum] as const;
  });

  // Assess: second differences, which are next to nothing for a smooth motion.
  for (const axis of [0, 1] as const) {
    const jumps = centres.slice(2).map((c, i) => {
      const [a, b] = [centres[i], centres[i + 1]];
      return c[axis] - 2 * (b?.[axis] ?? 0) + (a?.[axis] ?? 0);
    });
    const rms = Math.sqrt(jumps.reduce((sum, jump) => sum + jump * jump, 0) / jumps.length);
    expect(rms).toBeLessThan(0.05);
  }
  expect((centres.at(-1)?.[0] ?? 0) - (centres[0]?.[0] ?? 0)).toBeGreaterThan(5);
});

test('the point of a zoom stays where it is', () => {
  const background = drawn(400, 226, false, (pen) => {
    pen.fillStyle = '#202020';
    pen.fillRect(0, 0, 400, 226);
    pen.fillStyle = '#ffffff';
    pen.fillRect(100 - 6, 169.5 - 6, 12, 12);
  });
  const compositor = createCompositor(SIZE, [{ background, overlays: [] }]);
  for (const scale of [1, 1.3, 1.9]) {
    const frame = compositor.frame([{ ...still, scale, x: 0.25, y: 0.75 }]);
    expect(frame[135 * WIDTH + 80]).toBeGreaterThan(220);
  }
});

test('colours are those of BT.709 in limited range, also under a half-transparent overlay', () => {
  // Prepare
  const background = plain('rgb(220, 40, 60)');
  const planes = drawn(64, 32, true, (pen) => {
    pen.fillStyle = 'rgba(0, 0, 255, 0.5)';
    pen.fillRect(0, 0, 64, 32);
  });
  const compositor = createCompositor(SIZE, [{ background, overlays: [{ planes, x: 10, y: 20 }] }]);

  // Act
  const frame = compositor.frame([{ ...still, overlays: [{ opacity: 256, shift: 0 }] }]);

  // Assess
  const yuv = (r: number, g: number, b: number) => {
    const y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    return [
      16 + (219 * y) / 255,
      128 + (224 * (b - y)) / (1.8556 * 255),
      128 + (224 * (r - y)) / (1.5748 * 255),
    ];
  };
  const chroma = (x: number, y: number) => WIDTH * HEIGHT + (y / 2) * (WIDTH / 2) + x / 2;
  const at = (x: number, y: number) => [
    frame[y * WIDTH + x],
    frame[chroma(x, y)],
    frame[chroma(x, y) + (WIDTH * HEIGHT) / 4],
  ];
  const near = (found: (number | undefined)[], wanted: number[]) => {
    found.forEach((value, i) => {
      expect(Math.abs((value ?? 0) - (wanted[i] as number))).toBeLessThanOrEqual(1.5);
    });
  };
  near(at(200, 100), yuv(220, 40, 60));
  near(at(30, 30), yuv(110, 20, 157.5));
});

test('an entering overlay fades, stands lower, and is cut off by the edge of the frame, not wrapped', () => {
  // Prepare: two rows from the bottom, shifted beyond it.
  const planes = drawn(40, 20, true, (pen) => {
    pen.fillStyle = '#ffffff';
    pen.fillRect(0, 0, 40, 20);
  });
  const overlays = [{ planes, x: 276, y: 158 }];
  const compositor = createCompositor(SIZE, [{ background: plain('#000000'), overlays }]);
  const rowLight = (frame: Uint8Array, y: number) => frame[y * WIDTH + 300];

  // Act
  const half = Uint8Array.from(compositor.frame([{ ...still, overlays: [{ opacity: 128, shift: 5.5 }] }]));
  const gone = compositor.frame([{ ...still, overlays: [{ opacity: 256, shift: 30 }] }]);

  // Assess
  expect(rowLight(half, 162)).toBe(16);
  expect(rowLight(half, 163)).toBeCloseTo(16 + 219 / 4, -0.5);
  expect(rowLight(half, 164)).toBeCloseTo(16 + 219 / 2, -0.5);
  expect(half.slice(WIDTH * HEIGHT).every((value) => Math.abs(value - 128) <= 1)).toBe(true);
  expect(gone.subarray(0, WIDTH * HEIGHT).every((value) => value === 16)).toBe(true);
});

test('a frame that looks like the one before is the same memory; another one does not touch the one before', () => {
  const compositor = createCompositor(SIZE, [{ background: plain('#305070'), overlays: [] }]);
  const first = compositor.frame([still]);
  const copy = Uint8Array.from(first);
  expect(compositor.frame([{ ...still }])).toBe(first);
  const second = compositor.frame([{ ...still, scale: 1.1 }]);
  expect(second).not.toBe(first);
  expect(first).toEqual(copy);
});

test('a cross-fade goes evenly from one scene to the other', () => {
  const scenes = ['#000000', '#ffffff'].map((colour) => ({ background: plain(colour), overlays: [] }));
  const compositor = createCompositor(SIZE, scenes);
  const lights = [0, 64, 128, 192, 255].map((weight) => compositor.frame([still, still], weight)[5000]);
  expect(lights).toEqual([16, 71, 126, 180, 234]);
});

test.each([
  { width: 321, height: 180 },
  { width: 320, height: 16 },
])('frames of $width × $height are refused', (size) => {
  expect(() => createCompositor(size, [{ background: plain('#000000'), overlays: [] }])).toThrow(RangeError);
});
