import { createCanvas } from '@napi-rs/canvas';
import type { Motif } from '#shared/scenes/background/motif.ts';
import { paintLight } from '#shared/scenes/background/paint-light.ts';
import { between, oneOf } from '#shared/scenes/seeded.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';

/** The light is drawn this much smaller and enlarged, which makes its edges soft. */
const SOFT = 12;

/** Light that falls through the slats of a blind, out of the dark. */
export const shutters: Motif = (context, size, ground, next) => {
  const { width, height } = size;
  const reach = Math.hypot(width, height);
  const [shaft, ...glows] = ground.tints;
  const right = next() < 0.75;
  for (const glow of glows) {
    const x = width * (right ? between(next, 0.75, 1.05) : between(next, -0.05, 0.25));
    paintLight(context, glow, { x, y: height * oneOf(next, [0.1, 0.9]), radius: reach * 0.5 });
  }
  if (shaft === undefined) return;
  const small = createCanvas(Math.ceil(width / SOFT), Math.ceil(height / SOFT));
  const slats = small.getContext('2d');
  slats.scale(1 / SOFT, 1 / SOFT);
  slats.fillStyle = withAlpha(shaft.colour, shaft.alpha);
  const lean = height * between(next, 0.16, 0.3) * (right ? 1 : -1);
  const pitch = height * between(next, 0.1, 0.13);
  const first = -height * 0.4 + pitch * next();
  for (let slat = 0; slat < 17; slat += 1) {
    const top = first + slat * pitch;
    slats.beginPath();
    slats.moveTo(0, top + lean);
    slats.lineTo(width, top - lean);
    slats.lineTo(width, top - lean + pitch * 0.5);
    slats.lineTo(0, top + lean + pitch * 0.5);
    slats.closePath();
    slats.fill();
  }
  // The window is on one side, and its frame throws a shadow.
  slats.globalCompositeOperation = 'destination-in';
  const fall = slats.createLinearGradient(right ? width : 0, 0, right ? 0 : width, height * 0.2);
  fall.addColorStop(0, 'rgba(0,0,0,0.85)');
  fall.addColorStop(0.18, 'rgba(0,0,0,1)');
  fall.addColorStop(0.5, 'rgba(0,0,0,0.38)');
  fall.addColorStop(0.8, 'rgba(0,0,0,0.06)');
  fall.addColorStop(1, 'rgba(0,0,0,0)');
  slats.fillStyle = fall;
  slats.fillRect(0, 0, width, height);
  slats.globalCompositeOperation = 'destination-out';
  slats.fillStyle = 'rgba(0,0,0,0.9)';
  const post = width * (right ? between(next, 0.68, 0.78) : between(next, 0.22, 0.32));
  slats.fillRect(post, 0, width * 0.022, height);
  context.save();
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(small, 0, 0, small.width * SOFT, small.height * SOFT);
  context.restore();
};
