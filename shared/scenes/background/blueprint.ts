import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Motif } from '#shared/scenes/background/motif.ts';
import { paintLight } from '#shared/scenes/background/paint-light.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';
import { between, oneOf, type Seeded } from '#shared/scenes/seeded.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';

/** Squared paper: every fifth line is stronger. */
function rule(context: SKRSContext2D, { width, height }: FrameSize, pitch: number, ink: string): void {
  const hair = pitch * 0.05;
  for (let at = 0; at * pitch <= Math.max(width, height); at += 1) {
    context.fillStyle = withAlpha(ink, at % 5 === 0 ? 0.11 : 0.045);
    context.fillRect(at * pitch - hair / 2, 0, hair, height);
    context.fillRect(0, at * pitch - hair / 2, width, hair);
  }
}

/** A part as a draughtsman draws it: circles about a middle, their axes, bores on a circle, and a measure. */
function part(context: SKRSContext2D, x: number, y: number, radius: number, next: Seeded): void {
  const circle = (cx: number, cy: number, r: number): void => {
    context.beginPath();
    context.arc(cx, cy, r, 0, Math.PI * 2);
    context.stroke();
  };
  const line = (x1: number, y1: number, x2: number, y2: number): void => {
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    context.stroke();
  };
  const rings = [1, between(next, 0.82, 0.9), between(next, 0.5, 0.62), between(next, 0.18, 0.3)];
  for (const ring of rings) circle(x, y, radius * ring);
  const bores = oneOf(next, [6, 8, 12]);
  const turn = between(next, 0, Math.PI);
  const on = radius * (((rings[1] ?? 0.86) + (rings[2] ?? 0.56)) / 2);
  for (let bore = 0; bore < bores; bore += 1) {
    const angle = turn + (bore / bores) * Math.PI * 2;
    circle(x + Math.cos(angle) * on, y + Math.sin(angle) * on, radius * 0.055);
  }
  context.setLineDash([radius * 0.1, radius * 0.03, radius * 0.02, radius * 0.03]);
  line(x - radius * 1.16, y, x + radius * 1.16, y);
  line(x, y - radius * 1.16, x, y + radius * 1.16);
  circle(x, y, on);
  context.setLineDash([]);
  const below = y + radius * 1.26;
  line(x - radius, y, x - radius, below + radius * 0.05);
  line(x + radius, y, x + radius, below + radius * 0.05);
  line(x - radius, below, x + radius, below);
  for (const side of [-1, 1]) {
    const tip = x + side * radius;
    line(tip, below, tip - side * radius * 0.06, below - radius * 0.022);
    line(tip, below, tip - side * radius * 0.06, below + radius * 0.022);
  }
}

/** Squared paper with the drawing of a part that runs off the edge. */
export const blueprint: Motif = (context, size, ground, next, { ink }) => {
  const { width, height } = size;
  const short = Math.min(width, height);
  const reach = Math.hypot(width, height);
  ground.tints.forEach((tint, index) => {
    const x = width * (index === 0 ? between(next, 0.5, 0.9) : oneOf(next, [0, 1]));
    const y = height * (index === 0 ? between(next, 0.1, 0.5) : oneOf(next, [0, 1]));
    paintLight(context, tint, { x, y, radius: reach * between(next, 0.45, 0.65) });
  });
  rule(context, size, short / 36, ink);
  context.strokeStyle = withAlpha(ink, 0.27);
  context.lineWidth = short * 0.0017;
  const low = next() < 0.5;
  part(
    context,
    width * between(next, 0.88, 0.98),
    height * (low ? between(next, 0.76, 0.95) : between(next, 0.04, 0.2)),
    short * between(next, 0.24, 0.34),
    next,
  );
};
