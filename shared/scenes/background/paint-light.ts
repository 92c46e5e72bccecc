import type { SKRSContext2D } from '@napi-rs/canvas';
import { withAlpha } from '#shared/scenes/styles/colour.ts';
import type { Ground } from '#shared/scenes/styles/style-sheet.ts';

/** Share of a light's strength at parts of its radius: it falls off as a bell does, so that no edge shows. */
const FALL = [
  [0, 1],
  [0.2, 0.82],
  [0.4, 0.48],
  [0.6, 0.2],
  [0.8, 0.05],
  [1, 0],
] as const;

/** Lays a soft round light of a tint over the image, strongest at its middle; lengths in pixels. */
export function paintLight(
  context: SKRSContext2D,
  { colour, alpha }: Ground['tints'][number],
  { x, y, radius }: { x: number; y: number; radius: number },
): void {
  const light = context.createRadialGradient(x, y, 0, x, y, radius);
  for (const [at, strength] of FALL) light.addColorStop(at, withAlpha(colour, alpha * strength));
  context.fillStyle = light;
  context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
}
