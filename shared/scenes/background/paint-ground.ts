import type { SKRSContext2D } from '@napi-rs/canvas';
import { beams } from '#shared/scenes/background/beams.ts';
import { blueprint } from '#shared/scenes/background/blueprint.ts';
import { bubbles } from '#shared/scenes/background/bubbles.ts';
import { contours } from '#shared/scenes/background/contours.ts';
import { cutOuts } from '#shared/scenes/background/cut-outs.ts';
import { paintGrain } from '#shared/scenes/background/grain.ts';
import { hatching } from '#shared/scenes/background/hatching.ts';
import { lightLeaks } from '#shared/scenes/background/light-leaks.ts';
import { modules } from '#shared/scenes/background/modules.ts';
import type { Motif } from '#shared/scenes/background/motif.ts';
import { orbits } from '#shared/scenes/background/orbits.ts';
import { shutters } from '#shared/scenes/background/shutters.ts';
import { paintVignette } from '#shared/scenes/background/vignette.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';
import { oneOf, seeded } from '#shared/scenes/seeded.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';

const MOTIFS: { readonly [M in StyleSheet['motif']]: Motif } = {
  none: () => undefined,
  orbits,
  'cut-outs': cutOuts,
  beams,
  modules,
  'light-leaks': lightLeaks,
  blueprint,
  bubbles,
  hatching,
  shutters,
  contours,
};

/**
 * Fills an image with a style's ground. The seed of the film picks the colours, so that they stay the same from scene to
 * scene; `variant`, any text that tells the scenes apart, moves the shapes. Same arguments, same pixels.
 */
export function paintGround(
  context: SKRSContext2D,
  size: FrameSize,
  style: StyleSheet,
  { seed, variant }: { seed: number; variant: string },
): void {
  const ground = oneOf(seeded(`colours ${seed}`), style.grounds);
  const base = context.createLinearGradient(0, 0, size.width * 0.6, size.height);
  base.addColorStop(0, ground.from);
  base.addColorStop(1, ground.to);
  context.fillStyle = base;
  context.fillRect(0, 0, size.width, size.height);
  MOTIFS[style.motif](context, size, ground, seeded(`shapes ${seed} ${variant}`), style);
  paintVignette(context, size, style.vignette);
  paintGrain(context, size, style.grain);
}
