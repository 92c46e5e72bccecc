import { createCanvas } from '@napi-rs/canvas';
import { between, seeded } from '#shared/scenes/seeded.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';

/** Colours of a sky from above to the horizon, of its sun, and of the land from the distance to the front. */
const SKIES = [
  { sky: ['#26365f', '#e08a5a', '#ffd9a0'], sun: '#fff1cf', land: ['#6a5a78', '#41405f', '#232741'] },
  { sky: ['#2f7fb5', '#a9d8e6', '#f3efdc'], sun: '#ffffff', land: ['#7fa59a', '#4d7a63', '#274a38'] },
  { sky: ['#3b2a52', '#a8577e', '#f2b39b'], sun: '#ffe3c7', land: ['#7a4a6c', '#4c2f53', '#241a33'] },
] as const;

/** A landscape with a low sun as PNG, 1600 × 1000: what stands for a person's picture on a contact sheet. */
export async function samplePicture(number: 0 | 1 | 2): Promise<Uint8Array> {
  const [width, height] = [1600, 1000];
  const { sky, sun, land } = SKIES[number];
  const next = seeded(`landscape ${number}`);
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const air = context.createLinearGradient(0, 0, 0, height * 0.75);
  sky.forEach((colour, index) => void air.addColorStop(index / (sky.length - 1), colour));
  context.fillStyle = air;
  context.fillRect(0, 0, width, height);
  const [x, y] = [width * between(next, 0.55, 0.72), height * 0.5];
  const glow = context.createRadialGradient(x, y, 0, x, y, width * 0.36);
  glow.addColorStop(0, withAlpha(sun, 0.9));
  glow.addColorStop(0.14, withAlpha(sun, 0.45));
  glow.addColorStop(1, withAlpha(sun, 0));
  context.fillStyle = glow;
  context.fillRect(0, 0, width, height);
  land.forEach((colour, index) => {
    const base = height * (0.58 + index * 0.13);
    const waves = [1, 2.3, 5.1].map((rate) => ({ rate, shift: next() * 6, rise: (90 - index * 14) / rate }));
    context.fillStyle = colour;
    context.beginPath();
    context.moveTo(0, height);
    for (let at = 0; at <= width; at += 8) {
      const rise = waves.reduce(
        (sum, wave) => sum + Math.sin((at / width) * 6 * wave.rate + wave.shift) * wave.rise,
        0,
      );
      context.lineTo(at, base - rise);
    }
    context.lineTo(width, height);
    context.fill();
  });
  return await canvas.encode('png');
}
