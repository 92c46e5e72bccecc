import type { Motif } from '#shared/scenes/background/motif.ts';
import { between, oneOf } from '#shared/scenes/seeded.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';

/** Places at the edges, in parts of the frame; the upper left, where titles begin, stays free. */
const PLACES = [
  [
    [1.0, 0.02],
    [0.04, 1.06],
    [0.92, 0.98],
    [0.52, 1.12],
  ],
  [
    [0.96, 0.96],
    [0.72, -0.08],
    [-0.02, 0.94],
    [1.04, 0.42],
  ],
  [
    [1.04, 0.5],
    [0.84, -0.04],
    [0.16, 1.1],
    [0.84, 1.06],
  ],
] as const;

/** Large round shapes of flat colour, rings, a wave and confetti. */
export const bubbles: Motif = (context, { width, height }, ground, next) => {
  const short = Math.min(width, height);
  const places = oneOf(next, PLACES);
  ground.tints.forEach(({ colour, alpha }, index) => {
    const [x = 1, y = 1] = places[index % places.length] ?? [];
    const radius = short * between(next, 0.24, 0.36) * (index === 0 ? 1.25 : 0.9);
    context.fillStyle = withAlpha(colour, alpha);
    context.beginPath();
    context.arc(x * width, y * height, radius, 0, Math.PI * 2);
    context.fill();
  });
  const tint = (): string => {
    const { colour, alpha } = oneOf(next, ground.tints);
    return withAlpha(colour, alpha);
  };
  const [ringX = 1, ringY = 1] = places[places.length - 1] ?? [];
  context.strokeStyle = tint();
  context.lineWidth = short * 0.035;
  context.beginPath();
  context.arc(ringX * width, ringY * height, short * between(next, 0.15, 0.22), 0, Math.PI * 2);
  context.stroke();
  context.strokeStyle = tint();
  context.lineWidth = short * 0.012;
  context.lineCap = 'round';
  context.beginPath();
  const [left, top] = [width * between(next, 0.62, 0.8), height * oneOf(next, [0.05, 0.955])];
  const [wave, rise] = [short * 0.035, short * 0.016];
  context.moveTo(left, top);
  for (let half = 0; half < 7; half += 1) {
    const x = left + half * wave;
    context.quadraticCurveTo(x + wave / 2, top + (half % 2 ? rise : -rise) * 2, x + wave, top);
  }
  context.stroke();
  context.lineCap = 'butt';
  for (let bit = 0; bit < 26; bit += 1) {
    const along = next();
    const edge = oneOf(next, ['right', 'bottom', 'top'] as const);
    const x = edge === 'right' ? between(next, 0.93, 0.99) : along;
    const y =
      edge === 'right' ? along : edge === 'top' ? between(next, 0.01, 0.06) : between(next, 0.95, 0.99);
    context.fillStyle = tint();
    context.save();
    context.translate(x * width, y * height);
    context.rotate(next() * Math.PI);
    const size = short * between(next, 0.008, 0.016);
    context.beginPath();
    if (bit % 2) context.roundRect(-size, -size * 0.4, size * 2, size * 0.8, size * 0.4);
    else context.arc(0, 0, size * 0.7, 0, Math.PI * 2);
    context.fill();
    context.restore();
  }
};
