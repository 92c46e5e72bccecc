import type { Motif } from '#shared/scenes/background/motif.ts';
import { between, oneOf } from '#shared/scenes/seeded.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';

/** A slanted field of tint on one side, the dots of printed paper, and a band of colour along the upper edge. */
export const hatching: Motif = (context, { width, height }, ground, next, { accent, ink }) => {
  const short = Math.min(width, height);
  const slant = height * 0.3;
  const start = width * between(next, 0.66, 0.78);
  ground.tints.forEach(({ colour, alpha }, index) => {
    const left = start + index * width * between(next, 0.09, 0.14);
    context.fillStyle = withAlpha(colour, alpha);
    context.beginPath();
    context.moveTo(left + slant, 0);
    context.lineTo(width, 0);
    context.lineTo(width, height);
    context.lineTo(left - slant * 0.4, height);
    context.closePath();
    context.fill();
  });
  const pitch = short * 0.019;
  const low = oneOf(next, [true, false]);
  const { colour, alpha } = ground.tints[ground.tints.length - 1] ?? { colour: ink, alpha: 0.1 };
  context.fillStyle = withAlpha(colour, Math.min(1, alpha * 1));
  for (let row = 0; row * pitch < height; row += 1) {
    const down = (row * pitch) / height;
    const share = low ? (down - 0.55) / 0.45 : (0.4 - down) / 0.4;
    if (share <= 0) continue;
    for (let column = 0; column * pitch < width * 0.6; column += 1) {
      const fade = share * (1 - (column * pitch) / (width * 0.6));
      if (fade <= 0.04) continue;
      context.beginPath();
      const shift = row % 2 ? pitch / 2 : 0;
      context.arc(column * pitch + shift, row * pitch, pitch * 0.36 * Math.sqrt(fade), 0, Math.PI * 2);
      context.fill();
    }
  }
  context.fillStyle = accent;
  context.fillRect(0, 0, width, short * 0.014);
  context.fillStyle = ink;
  context.fillRect(width * 0.07, 0, short * 0.16, short * 0.03);
};
