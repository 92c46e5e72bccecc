import type { Motif } from '#shared/scenes/background/motif.ts';
import { between, oneOf } from '#shared/scenes/seeded.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';

/** Distant lights at the edges, fine circles around one of them, a few stars. */
export const orbits: Motif = (context, { width, height }, ground, next) => {
  const reach = Math.hypot(width, height);
  const [right, low] = [next() < 0.7, next() < 0.5];
  const centre = {
    x: width * (right ? between(next, 0.78, 1.02) : between(next, -0.02, 0.14)),
    y: height * (low ? between(next, 0.72, 1) : between(next, 0, 0.24)),
  };
  ground.tints.forEach(({ colour, alpha }, index) => {
    const x = index === 0 ? centre.x : width * between(next, 0, 1);
    const y = index === 0 ? centre.y : height * oneOf(next, [-0.08, 0.08, 0.94, 1.08]);
    const radius = reach * between(next, 0.38, 0.56);
    const light = context.createRadialGradient(x, y, 0, x, y, radius);
    light.addColorStop(0, withAlpha(colour, alpha));
    light.addColorStop(0.35, withAlpha(colour, alpha * 0.52));
    light.addColorStop(0.7, withAlpha(colour, alpha * 0.13));
    light.addColorStop(1, withAlpha(colour, 0));
    context.fillStyle = light;
    context.fillRect(0, 0, width, height);
  });
  const first = reach * between(next, 0.1, 0.16);
  const gap = reach * between(next, 0.045, 0.065);
  for (let ring = 0; ring < 8; ring += 1) {
    context.beginPath();
    context.arc(centre.x, centre.y, first + ring * gap, 0, Math.PI * 2);
    context.lineWidth = reach * 0.0009;
    context.strokeStyle = withAlpha('#ffffff', 0.17 * (1 - ring / 8.5));
    context.stroke();
    const angle = between(next, 0, Math.PI * 2);
    const radius = first + ring * gap;
    context.beginPath();
    context.arc(
      centre.x + Math.cos(angle) * radius,
      centre.y + Math.sin(angle) * radius,
      reach * between(next, 0.0016, 0.0036),
      0,
      Math.PI * 2,
    );
    context.fillStyle = withAlpha('#ffffff', 0.26);
    context.fill();
  }
  for (let star = 0; star < 46; star += 1) {
    context.beginPath();
    context.arc(next() * width, next() * height, reach * between(next, 0.0004, 0.0011), 0, Math.PI * 2);
    context.fillStyle = withAlpha('#ffffff', between(next, 0.08, 0.28));
    context.fill();
  }
};
