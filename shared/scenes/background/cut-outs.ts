import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Motif } from '#shared/scenes/background/motif.ts';
import { between, oneOf, type Seeded } from '#shared/scenes/seeded.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';

/** A closed curve through points around a circle whose distance varies: a shape as scissors make it. */
function pebble(context: SKRSContext2D, x: number, y: number, radius: number, next: Seeded): void {
  const count = 7;
  const points = Array.from({ length: count }, (_, index) => {
    const angle = ((index + between(next, -0.18, 0.18)) / count) * Math.PI * 2;
    const distance = radius * between(next, 0.78, 1.14);
    return { x: x + Math.cos(angle) * distance, y: y + Math.sin(angle) * distance };
  });
  const at = (index: number) => points[(index + count) % count] ?? { x, y };
  context.beginPath();
  for (let index = 0; index < count; index += 1) {
    const [before, from, to, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    if (index === 0) context.moveTo(from.x, from.y);
    context.bezierCurveTo(
      from.x + (to.x - before.x) / 6,
      from.y + (to.y - before.y) / 6,
      to.x - (after.x - from.x) / 6,
      to.y - (after.y - from.y) / 6,
      to.x,
      to.y,
    );
  }
  context.closePath();
}

/** Large shapes of coloured paper at the edges, each with a soft shadow, and a hatching of fine lines. */
export const cutOuts: Motif = (context, { width, height }, ground, next) => {
  const short = Math.min(width, height);
  const corners = oneOf(next, [
    [
      [1.0, 0.08],
      [0.86, 1.02],
      [-0.03, 0.95],
    ],
    [
      [1.02, 0.9],
      [0.8, -0.04],
      [0.0, 1.04],
    ],
    [
      [0.96, 0.5],
      [1.0, 1.04],
      [-0.02, -0.02],
    ],
    [
      [1.02, 0.12],
      [0.04, 1.02],
      [0.72, 1.08],
    ],
  ] as const);
  ground.tints.forEach(({ colour, alpha }, index) => {
    const [x = 1, y = 1] = corners[index % corners.length] ?? [];
    const radius = short * between(next, 0.26, 0.4) * (index === 0 ? 1.15 : 0.86);
    const centre = {
      x: (x + between(next, -0.03, 0.03)) * width,
      y: (y + between(next, -0.03, 0.03)) * height,
    };
    pebble(context, centre.x, centre.y, radius, next);
    context.save();
    context.shadowColor = withAlpha('#6b4f30', 0.16);
    context.shadowBlur = short * 0.03;
    context.shadowOffsetY = short * 0.008;
    context.fillStyle = withAlpha(colour, alpha);
    context.fill();
    context.restore();
    if (index !== 0) return;
    context.save();
    context.clip();
    context.strokeStyle = withAlpha('#3a2f24', 0.1);
    context.lineWidth = short * 0.0016;
    const slope = oneOf(next, [-1, 1]);
    for (let offset = -2 * radius; offset < 2 * radius; offset += short * 0.017) {
      context.beginPath();
      context.moveTo(centre.x + offset - slope * radius, centre.y - radius * 1.3);
      context.lineTo(centre.x + offset + slope * radius, centre.y + radius * 1.3);
      context.stroke();
    }
    context.restore();
  });
};
