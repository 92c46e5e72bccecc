import type { Motif } from '#shared/scenes/background/motif.ts';
import { paintLight } from '#shared/scenes/background/paint-light.ts';
import { between, oneOf } from '#shared/scenes/seeded.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';

/** Warm light that has got into the camera at its edges, and a few discs out of focus. */
export const lightLeaks: Motif = (context, size, ground, next, { accent }) => {
  const { width, height } = size;
  const reach = Math.hypot(width, height);
  const right = next() < 0.75;
  const edge = right ? 1 : 0;
  const places = [
    { x: edge + between(next, -0.06, 0.08), y: between(next, 0.15, 0.5), radius: between(next, 0.42, 0.6) },
    { x: 1 - edge + between(next, -0.1, 0.1), y: 1.05, radius: between(next, 0.36, 0.5) },
    { x: edge * 0.6 + between(next, 0, 0.3), y: between(next, 0.98, 1.15), radius: between(next, 0.3, 0.46) },
  ];
  ground.tints.forEach((tint, index) => {
    const { x, y, radius } = places[index % places.length] ?? { x: 1, y: 0.5, radius: 0.5 };
    paintLight(context, tint, { x: x * width, y: y * height, radius: radius * reach });
  });
  // The leak itself, in the margin: no text reaches it.
  context.save();
  context.translate(edge * width, height * between(next, 0.2, 0.8));
  context.scale(width * 0.11, height * between(next, 0.45, 0.7));
  paintLight(context, { colour: accent, alpha: 0.34 }, { x: 0, y: 0, radius: 1 });
  context.restore();
  for (let disc = 0; disc < 9; disc += 1) {
    const { colour, alpha } = oneOf(next, ground.tints);
    const radius = reach * between(next, 0.012, 0.05);
    const x = width * (right ? between(next, 0.7, 1.03) : between(next, -0.03, 0.3));
    const y = height * between(next, -0.02, 1.02);
    const strength = alpha * between(next, 0.1, 0.3);
    const glow = context.createRadialGradient(x, y, radius * 0.2, x, y, radius);
    glow.addColorStop(0, withAlpha(colour, strength * 0.7));
    glow.addColorStop(0.86, withAlpha(colour, strength));
    glow.addColorStop(1, withAlpha(colour, 0));
    context.fillStyle = glow;
    context.beginPath();
    context.arc(x, y, radius, 0, Math.PI * 2);
    context.fill();
  }
};
