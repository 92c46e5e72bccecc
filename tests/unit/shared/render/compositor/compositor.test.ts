import { expect, test } from 'vitest';
import { TRANSITIONS } from '#shared/domain/timeline.ts';
import { createCompositor } from '#shared/render/compositor/compositor.ts';
import { createArena } from '#shared/render/compositor/kernels.ts';
import {
  centreOfLight,
  drawn,
  jitter,
  openStage,
  PLACED,
  plain,
  SIZE,
  STILL,
} from '#tests/unit/shared/render/compositor/film-stage.ts';

const { width: WIDTH, height: HEIGHT } = SIZE;
const still = { ...STILL, overlays: [] };

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
  const stage = openStage([{ background, extent }]);

  // Act: the centre of the dot's light in each frame.
  const centres = Array.from({ length: 120 }, (_, i) => centreOfLight(stage.frame(poseAt(i / 119))));

  // Assess
  for (const axis of [0, 1] as const)
    expect(jitter(centres.map((centre) => centre[axis]))).toBeLessThan(0.05);
  expect((centres.at(-1)?.[0] ?? 0) - (centres[0]?.[0] ?? 0)).toBeGreaterThan(5);
});

test('the point of a zoom stays where it is', () => {
  const background = drawn(400, 226, false, (pen) => {
    pen.fillStyle = '#202020';
    pen.fillRect(0, 0, 400, 226);
    pen.fillStyle = '#ffffff';
    pen.fillRect(100 - 6, 169.5 - 6, 12, 12);
  });
  const stage = openStage([{ background }]);
  for (const scale of [1, 1.3, 1.9]) {
    const frame = stage.frame({ ...still, scale, x: 0.25, y: 0.75 });
    expect(frame[135 * WIDTH + 80]).toBeGreaterThan(220);
  }
});

test('colours are those of BT.709 in limited range, also under a half-transparent overlay', () => {
  // Prepare
  const planes = drawn(64, 32, true, (pen) => {
    pen.fillStyle = 'rgba(0, 0, 255, 0.5)';
    pen.fillRect(0, 0, 64, 32);
  });
  const stage = openStage([{ background: plain('rgb(220, 40, 60)'), overlays: [{ planes, x: 10, y: 20 }] }]);

  // Act
  const frame = stage.frame({ ...still, overlays: [PLACED] });

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

test('an overlay below its place is cut off by the edge of the frame, not wrapped', () => {
  // Prepare: two rows from the bottom, moved beyond it.
  const planes = drawn(40, 24, true, (pen) => {
    pen.fillStyle = '#ffffff';
    pen.fillRect(0, 2, 40, 20);
  });
  const stage = openStage([{ background: plain('#000000'), overlays: [{ planes, x: 276, y: 156 }] }]);
  const rowLight = (frame: Uint8Array, y: number) => frame[y * WIDTH + 300];

  // Act
  const half = Uint8Array.from(stage.frame({ ...still, overlays: [{ ...PLACED, opacity: 128, dy: 5.5 }] }));
  const gone = stage.frame({ ...still, overlays: [{ ...PLACED, dy: 30 }] });

  // Assess
  expect(rowLight(half, 162)).toBe(16);
  expect(rowLight(half, 163)).toBeCloseTo(16 + 219 / 4, -0.5);
  expect(rowLight(half, 164)).toBeCloseTo(16 + 219 / 2, -0.5);
  expect(half.slice(WIDTH * HEIGHT).every((value) => Math.abs(value - 128) <= 1)).toBe(true);
  expect(gone.subarray(0, WIDTH * HEIGHT).every((value) => value === 16)).toBe(true);
});

test('a frame that looks like the one before is the same memory; another one does not touch the one before', () => {
  const stage = openStage([{ background: plain('#305070') }]);
  const first = stage.frame(still);
  const copy = Uint8Array.from(first);
  expect(stage.frame({ ...still })).toBe(first);
  const second = stage.frame({ ...still, scale: 1.1 });
  expect(second).not.toBe(first);
  expect(first).toEqual(copy);
});

test('what is drawn again only where something changed is what would be drawn from nothing', () => {
  // Prepare: two overlays that cover each other in part, on a ground with a pattern.
  const background = drawn(400, 226, false, (pen) => {
    for (let x = 0; x < 400; x += 8) {
      pen.fillStyle = `hsl(${x} 60% 40%)`;
      pen.fillRect(x, 0, 8, 226);
    }
  });
  const box = (colour: string) =>
    drawn(104, 64, true, (pen) => {
      pen.fillStyle = colour;
      pen.fillRect(2, 2, 100, 60);
    });
  const overlays = [
    { planes: box('rgba(255, 255, 0, 0.6)'), x: 40, y: 30 },
    { planes: box('rgba(0, 40, 255, 0.7)'), x: 100, y: 60 },
  ];
  const stage = openStage([{ background, overlays }]);
  const poses = Array.from({ length: 12 }, (_, i) => [
    i < 6 ? { ...PLACED, dx: 6.3 - i, opacity: 40 * i } : PLACED,
    i < 4 ? { ...PLACED, scale: 0.9 + i / 40 } : { ...PLACED, opacity: i % 2 ? 256 : 200 },
  ]);

  for (const pose of poses) {
    // Act
    const frame = stage.frame({ ...still, overlays: pose });

    // Assess
    expect(frame).toEqual(openStage([{ background, overlays }]).frame({ ...still, overlays: pose }));
  }
});

test('a cross-fade goes evenly from one scene to the other', () => {
  const stage = openStage(['#000000', '#ffffff'].map((colour) => ({ background: plain(colour) })));
  const lights = [0, 0.25, 0.5, 0.75, 255 / 256].map((progress) => stage.passage(progress)[5000]);
  expect(lights).toEqual([16, 71, 126, 180, 234]);
});

test.each(TRANSITIONS)(
  'a %s begins with the one scene, ends with the other and only ever goes on',
  (kind) => {
    for (const size of [SIZE, { width: 90, height: 160 }, { width: 34, height: 34 }]) {
      // Prepare: a little larger than the frame, as grounds are.
      const larger = { width: 2 * Math.ceil(size.width * 0.6), height: 2 * Math.ceil(size.height * 0.6) };
      const scenes = ['#000000', '#ffffff'].map((colour) => ({ background: plain(colour, larger) }));
      const stage = openStage(scenes, size, kind);
      const pixels = size.width * size.height;

      // Act: the mean light.
      const light = (progress: number) =>
        stage
          .passage(progress)
          .subarray(0, pixels)
          .reduce((sum, value) => sum + value - 16, 0) / pixels;
      const lights = Array.from({ length: 13 }, (_, i) => light(i / 12));

      // Assess
      expect(lights[0]).toBe(0);
      expect(lights[12]).toBeGreaterThanOrEqual(218);
      lights.slice(1).forEach((value, i) => {
        expect(value).toBeGreaterThanOrEqual(lights[i] ?? 0);
      });
      expect(lights[6]).toBeGreaterThan(40);
      expect(lights[6]).toBeLessThan(180);
    }
  },
);

test('a push moves both scenes by the same way', () => {
  const half = (left: string, right: string) =>
    drawn(WIDTH, HEIGHT, false, (pen) => {
      pen.fillStyle = left;
      pen.fillRect(0, 0, WIDTH / 2, HEIGHT);
      pen.fillStyle = right;
      pen.fillRect(WIDTH / 2, 0, WIDTH / 2, HEIGHT);
    });
  const backgrounds = [half('#000000', '#555555'), half('#aaaaaa', '#ffffff')];
  const stage = openStage(
    backgrounds.map((background) => ({ background })),
    SIZE,
    'push-left',
  );
  const row = stage.passage(0.5).subarray(0, WIDTH);
  expect([0, 159, 160, 319].map((x) => row[x])).toEqual([89, 89, 162, 162]);
});

test.each([
  { width: 321, height: 180 },
  { width: 320, height: 16 },
])('frames of $width × $height are refused', (size) => {
  expect(() => createCompositor(createArena(), size)).toThrow(RangeError);
});
