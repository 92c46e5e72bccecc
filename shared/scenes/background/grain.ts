import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { FrameSize } from '#shared/scenes/frame.ts';
import { seeded } from '#shared/scenes/seeded.ts';

const TILE = 256;
let tile: Canvas | undefined;

/** Black and white specks of random opacity, the same for every picture. */
function grainTile(): Canvas {
  if (tile !== undefined) return tile;
  tile = createCanvas(TILE, TILE);
  const context = tile.getContext('2d');
  const image = context.createImageData(TILE, TILE);
  const next = seeded('grain');
  for (let at = 0; at < image.data.length; at += 4) {
    const value = next() < 0.5 ? 0 : 255;
    image.data.set([value, value, value, Math.floor(next() * 256)], at);
  }
  context.putImageData(image, 0, 0);
  return tile;
}

/** Lays grain over the whole image: a gradient in 8 bits, seen through H.264, shows no bands then. */
export function paintGrain(context: SKRSContext2D, size: FrameSize, opacity: number): void {
  context.save();
  context.globalAlpha = opacity;
  context.fillStyle = context.createPattern(grainTile(), 'repeat');
  context.fillRect(0, 0, size.width, size.height);
  context.restore();
}
