import { createCanvas } from '@napi-rs/canvas';
import { type Layer, MOVES } from '#shared/domain/timeline.ts';
import { createArena } from '#shared/render/compositor/kernels.ts';
import { movesAt } from '#shared/render/compositor/moves.ts';
import { type Planes, planesFromRgba } from '#shared/render/compositor/planes.ts';
import { type Measure, report } from '#tests/bench/measure.ts';
import { centreOfLight, openStage, plain, STILL } from '#tests/unit/shared/render/compositor/film-stage.ts';
import { VOICE } from '#tests/unit/shared/render/sample-film.ts';

const SIZE = { width: 640, height: 360 };
const GOAL = 0.05;
const FRAMES = 120;

/** A soft dot, with alpha or on black. */
function dot(width: number, height: number, hasAlpha: boolean, x: number, y: number): Planes {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  if (!hasAlpha) {
    pen.fillStyle = '#000000';
    pen.fillRect(0, 0, width, height);
  }
  pen.fillStyle = '#ffffff';
  pen.beginPath();
  pen.arc(x, y, 12, 0, 2 * Math.PI);
  pen.fill();
  return planesFromRgba(createArena(), canvas.data(), { width, height, hasAlpha });
}

/** How far the way of the light is from the way that was asked for: root mean square of second differences of the error, in pixels. */
function jitter(
  found: readonly (readonly [number, number])[],
  wanted: readonly (readonly [number, number])[],
): number {
  const errors = found.map(([x, y], i) => [x - (wanted[i]?.[0] ?? 0), y - (wanted[i]?.[1] ?? 0)] as const);
  const jumps = errors.slice(2).flatMap((error, i) => {
    const [one, two] = [errors[i] ?? [0, 0], errors[i + 1] ?? [0, 0]];
    return [error[0] - 2 * two[0] + one[0], error[1] - 2 * two[1] + one[1]];
  });
  return Math.sqrt(jumps.reduce((sum, jump) => sum + jump * jump, 0) / (jumps.length / 2));
}

/** A move of an overlay, slow enough that every part of a pixel is met. */
function ofMove(kind: (typeof MOVES)[number]): number {
  const [width, height] = [104, 104];
  const planes = dot(width, height, true, 38, 44);
  const [x, y] = [200, 120];
  const stage = openStage([{ background: plain('#000000', SIZE), overlays: [{ planes, x, y }] }], SIZE);
  const entrance = { kind, delayMs: 0, durationMs: (FRAMES * 1000) / 30 };
  const layer: Layer = { image: VOICE, x, y, width, height, entrance };
  const found: [number, number][] = [];
  const wanted: [number, number][] = [];
  for (let frame = 1; frame < FRAMES; frame++) {
    // What is half seen has its centre in the same place; at full strength it is measured best.
    const pose = { ...movesAt(layer, frame, FRAMES, SIZE), opacity: 256 };
    const [cx, cy] = centreOfLight(stage.frame({ ...STILL, overlays: [pose] }), SIZE);
    found.push([cx, cy]);
    const from = { x: x + width / 2, y: y + height / 2 };
    wanted.push([
      from.x + pose.dx + (x + 38 - from.x) * pose.scale,
      from.y + pose.dy + (y + 44 - from.y) * pose.scale,
    ]);
  }
  return jitter(found, wanted);
}

/** A view of a ground that changes evenly. */
function ofView(name: 'zoom' | 'pan'): number {
  const extent = name === 'pan' ? { width: 960, height: 360 } : SIZE;
  const oversize = 1.12;
  const [width, height] = [
    2 * Math.ceil((extent.width * oversize) / 2),
    2 * Math.ceil((extent.height * oversize) / 2),
  ];
  const stage = openStage([{ background: dot(width, height, false, 400, 150), extent }], SIZE);
  const found = Array.from({ length: FRAMES }, (_, i) => {
    const t = i / (FRAMES - 1);
    const view = name === 'pan' ? { ...STILL, x: 0.5 - t / 8 } : { ...STILL, scale: 1.12 ** t };
    return centreOfLight(stage.frame({ ...view, overlays: [] }), SIZE);
  });
  return jitter(found, []);
}

/** How evenly everything that moves goes: second differences of the centre of a dot, which nobody sees below a twentieth of a pixel. */
export function benchMotion(): Measure[] {
  const line = (name: string, figure: number): Measure => ({
    ...{ name: `jitter of a ${name}`, figure, goal: GOAL, unit: 'px rms', digits: 4, atMost: true },
  });
  const moving = MOVES.filter((kind) => /rise|drop|slide|pop/.test(kind));
  return [
    line('zoom', ofView('zoom')),
    line('pan', ofView('pan')),
    ...moving.map((kind) => line(kind, ofMove(kind))),
  ];
}

if (import.meta.main) report(benchMotion());
