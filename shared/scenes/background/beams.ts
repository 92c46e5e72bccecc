import type { Motif } from '#shared/scenes/background/motif.ts';
import { between, oneOf } from '#shared/scenes/seeded.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';

/** Broad slanted beams, a large ring and a field of dots. */
export const beams: Motif = (context, { width, height }, ground, next) => {
  const short = Math.min(width, height);
  const lean = oneOf(next, [-1, 1]) * height * between(next, 0.28, 0.5);
  const start = between(next, 0.42, 0.6) * width;
  ground.tints.forEach(({ colour, alpha }, index) => {
    const breadth = width * between(next, 0.16, 0.3);
    const left = start + index * width * 0.2;
    const beam = context.createLinearGradient(left, 0, left + breadth, 0);
    beam.addColorStop(0, withAlpha(colour, alpha));
    beam.addColorStop(1, withAlpha(colour, alpha * 0.25));
    context.fillStyle = beam;
    context.beginPath();
    context.moveTo(left + lean, 0);
    context.lineTo(left + breadth + lean, 0);
    context.lineTo(left + breadth - lean, height);
    context.lineTo(left - lean, height);
    context.closePath();
    context.fill();
  });
  const centre = {
    x: width * between(next, 0.82, 1.02),
    y: height * oneOf(next, [between(next, 0, 0.16), between(next, 0.8, 1)]),
  };
  context.lineWidth = short * between(next, 0.05, 0.09);
  context.strokeStyle = withAlpha('#ffffff', 0.1);
  context.beginPath();
  context.arc(centre.x, centre.y, short * between(next, 0.24, 0.36), 0, Math.PI * 2);
  context.stroke();
  const pitch = short * 0.026;
  const [columns, rows] = [between(next, 8, 16) | 0, between(next, 6, 10) | 0];
  const corner = { x: width * between(next, 0.42, 0.74), y: next() < 0.5 ? height * 0.035 : height * 0.9 };
  context.fillStyle = withAlpha('#ffffff', 0.2);
  for (let dot = 0; dot < columns * rows; dot += 1) {
    context.beginPath();
    const x = corner.x + (dot % columns) * pitch;
    const y = corner.y + Math.floor(dot / columns) * pitch;
    context.arc(x, y, short * 0.0034, 0, Math.PI * 2);
    context.fill();
  }
};
