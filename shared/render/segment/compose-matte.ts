import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { SegmentScene, SegmentSpec } from '#shared/domain/render-plan.ts';
import { AppError } from '#shared/errors.ts';
import { composeSegment, type FrameSource } from '#shared/render/segment/compose-segment.ts';
import type { PictureLoader } from '#shared/render/segment/load-pictures.ts';
import { matteBytes, writeMatte } from '#shared/render/segment/matte.ts';
import type { FootageTools } from '#shared/render/segment/read-footage.ts';

/**
 * Gives the frames of a segment without the grounds of its scenes, as yuva420p with straight alpha: composed once over black and
 * once over white. Throws what `composeSegment` throws.
 */
export async function composeMatte(
  spec: SegmentSpec,
  load: PictureLoader,
  footage: FootageTools,
): Promise<FrameSource> {
  const bare = { ...spec, scenes: spec.scenes.map(withoutGround) as SegmentSpec['scenes'] };
  // Each reads the footage of overlays for itself, from files of its own.
  const over = async (luma: number, name: string) => {
    const folder = path.join(footage.folder, name);
    await mkdir(folder);
    return await composeSegment(bare, overPlain(load, luma), { ...footage, folder });
  };
  const black = await over(16, 'over-black');
  const white = await over(235, 'over-white');
  // What is sent to the encoder stays until the frame after the next is asked for: two take turns.
  const slots = [new Uint8Array(matteBytes(spec)), new Uint8Array(matteBytes(spec))] as const;
  let before: { black: Uint8Array; white: Uint8Array } | undefined;
  let last: 0 | 1 = 0;
  return {
    async frame(frame) {
      const shown = { black: await black.frame(frame), white: await white.frame(frame) };
      if (before?.black === shown.black && before.white === shown.white) return slots[last];
      before = shown;
      last = last === 0 ? 1 : 0;
      writeMatte(shown.black, shown.white, slots[last], spec);
      return slots[last];
    },
    async close() {
      await black.close();
      await white.close();
    },
  };
}

/** A scene whose ground stands still and is no footage: it is painted over. */
function withoutGround(scene: SegmentScene): SegmentScene {
  const [ground, ...rest] = scene.layers;
  if (!ground) throw new AppError('INTERNAL', 'A scene without layers came to the renderer.');
  const { motion: _, footage: __, ...plain } = ground;
  return { ...scene, layers: [plain, ...rest] };
}

/** Gives plain planes of a luma in the place of grounds. */
function overPlain(load: PictureLoader, luma: number): PictureLoader {
  return {
    ...load,
    async scene([ground, ...rest], frame) {
      const { overlays } = await load.overlays(rest, frame);
      const width = Math.max(frame.width, ground?.width ?? 0);
      const height = Math.max(frame.height, ground?.height ?? 0);
      const [even, high] = [2 * Math.ceil(width / 2), 2 * Math.ceil(height / 2)];
      const samples = new Uint8Array((even * high * 3) / 2).fill(128);
      samples.fill(luma, 0, even * high);
      return { background: { width: even, height: high, hasAlpha: false, samples }, overlays };
    },
  };
}
