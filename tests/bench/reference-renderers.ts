import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { type Canvas, createCanvas, type Image, loadImage } from '@napi-rs/canvas';
import type { SegmentScene, SegmentSpec } from '#shared/domain/render-plan.ts';
import { planCaptionPictures } from '#shared/render/captions/caption-pictures.ts';
import { type OverlayPose, poseAt } from '#shared/render/compositor/pose.ts';
import { imageWithin } from '#shared/scenes/image-pack.ts';
import { X264 } from '#tests/bench/render-film.ts';
import type { Harness } from '#tests/unit/shared/render/step-harness.ts';

/** The decoded pictures of a scene. */
type Images = Image[];

async function imagesOf({ assets, context }: Harness, { layers }: SegmentScene): Promise<Images> {
  return await Promise.all(
    layers.map(async (layer) => loadImage(imageWithin(await assets.get(context.tenant, layer.image), layer))),
  );
}

/** One ffmpeg for the whole film that is sent frames of `bytes` a pixel. */
async function encoder({ context, folder }: Harness, { width, height }: SegmentSpec, format: string) {
  const raw = ['-f', 'rawvideo', '-pix_fmt', format, '-video_size', `${width}x${height}`, '-framerate', '30'];
  const args = ['-nostdin', '-loglevel', 'error', '-y', ...raw, '-i', 'pipe:0', ...X264];
  const output = ['-pix_fmt', 'yuv420p', '-threads', '1', path.join(folder, 'reference.mp4')];
  const child = spawn(await context.ports.tools.ffmpeg(), [...args, ...output], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  return {
    write: (frame: Uint8Array) => new Promise<void>((resolve) => child.stdin.write(frame, () => resolve())),
    async end() {
      child.stdin.end();
      await once(child, 'close');
    },
  };
}

/** The part of the transition that is done at a frame of a segment, 0 to 1; every transition is a fade here. */
function passed({ scenes, transition }: SegmentSpec, frame: number): number {
  const at = (scenes[1]?.firstFrame ?? 0) + frame + 1;
  return transition ? Math.min(1, at / (transition.frames + 1)) : 1;
}

type Caption = { canvas: Canvas; x: number; y: number; fromFrame: number; toFrame: number };

/** The captions of a segment, each drawn once. */
function captionsOf({ captions, width, height, frames }: SegmentSpec): Caption[] {
  if (!captions) return [];
  return planCaptionPictures(captions, { width, height }, frames).map((picture) => {
    const canvas = createCanvas(picture.width, picture.height);
    const pen = canvas.getContext('2d');
    pen.translate(-picture.x, -picture.y);
    picture.paint(pen);
    return { ...picture, canvas };
  });
}

/** Makes the film as editly does: a canvas for each frame, whose RGBA ffmpeg converts and encodes. */
export async function renderAsEditly(harness: Harness, segments: readonly SegmentSpec[]): Promise<void> {
  const [first] = segments as [SegmentSpec, ...SegmentSpec[]];
  const { width, height } = first;
  const target = await encoder(harness, first, 'rgba');
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  for (const segment of segments) {
    const captions = captionsOf(segment);
    const loaded = await Promise.all(segment.scenes.map((scene) => imagesOf(harness, scene)));
    for (let frame = 0; frame < segment.frames; frame++) {
      const part = passed(segment, frame);
      for (const [index, { layers, firstFrame, frames }] of segment.scenes.entries()) {
        const comes = index === segment.scenes.length - 1;
        if (!comes && part === 1) continue;
        const images = loaded[index] as Images;
        const { scale, x, y, overlays } = poseAt(layers, firstFrame + frame, frames, { width, height });
        const fade = comes ? part : 1;
        pen.globalAlpha = fade;
        const [w, h] = [width * scale, height * scale];
        pen.drawImage(images[0] as Image, (width - w) * x, (height - h) * y, w, h);
        overlays.forEach((pose, i) => {
          const layer = layers[i + 1];
          if (!layer || pose.opacity === 0) return;
          pen.globalAlpha = (fade * pose.opacity) / 256;
          pen.drawImage(
            images[i + 1] as Image,
            layer.x + pose.dx,
            layer.y + pose.dy,
            layer.width,
            layer.height,
          );
        });
      }
      pen.globalAlpha = 1;
      for (const caption of captions) {
        if (caption.fromFrame <= frame && frame < caption.toFrame)
          pen.drawImage(caption.canvas, caption.x, caption.y);
      }
      await target.write(canvas.data());
    }
  }
  await target.end();
}

/** A picture as numpy has it: samples of red, green and blue, and a mask of 0 to 1. */
interface Clip {
  rgb: Uint8Array;
  mask: Float32Array;
  x: number;
  y: number;
  width: number;
  height: number;
}

function clipOf(source: Image | Canvas, x: number, y: number, width: number, height: number): Clip {
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').drawImage(source, 0, 0, width, height);
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  const rgb = new Uint8Array(width * height * 3);
  const mask = new Float32Array(width * height);
  for (let i = 0; i < mask.length; i++) {
    rgb.set(data.subarray(4 * i, 4 * i + 3), 3 * i);
    mask[i] = (data[4 * i + 3] ?? 0) / 255;
  }
  return { rgb, mask, x, y, width, height };
}

/** As `blit` of MoviePy: the clip's box times its mask, and what was there times the rest, in floats. */
function blit(
  frame: Uint8Array,
  stride: number,
  rows: number,
  clip: Clip,
  { opacity, dx, dy }: OverlayPose,
): void {
  const [left, top] = [Math.round(clip.x + dx), Math.round(clip.y + dy)];
  for (let y = Math.max(0, -top); y < clip.height && top + y < rows; y++) {
    let from = y * clip.width;
    let to = ((top + y) * stride + left) * 3;
    for (let x = 0; x < clip.width; x++, from++, to += 3) {
      const alpha = ((clip.mask[from] as number) * opacity) / 256;
      for (let c = 0; c < 3; c++) {
        frame[to + c] = alpha * (clip.rgb[3 * from + c] as number) + (1 - alpha) * (frame[to + c] as number);
      }
    }
  }
}

/**
 * Makes the film as MoviePy does: arrays of rgb24 laid over each other through float masks, which ffmpeg converts and encodes.
 * Grounds stand still and transitions cut, both to its advantage: zooming in Python costs many times the rest.
 */
export async function renderAsMoviePy(harness: Harness, segments: readonly SegmentSpec[]): Promise<void> {
  const [first] = segments as [SegmentSpec, ...SegmentSpec[]];
  const { width, height } = first;
  const target = await encoder(harness, first, 'rgb24');
  const rest: OverlayPose = { opacity: 256, dx: 0, dy: 0, scale: 1 };
  for (const segment of segments) {
    const { layers, firstFrame, frames } = segment.scenes.at(-1) as SegmentScene;
    const images = await imagesOf(harness, segment.scenes.at(-1) as SegmentScene);
    const ground = clipOf(images[0] as Image, 0, 0, width, height).rgb;
    const clips = layers
      .slice(1)
      .map((layer, i) => clipOf(images[i + 1] as Image, layer.x, layer.y, layer.width, layer.height));
    const captions = captionsOf(segment).map((caption) => ({
      ...caption,
      clip: clipOf(caption.canvas, caption.x, caption.y, caption.canvas.width, caption.canvas.height),
    }));
    for (let frame = 0; frame < segment.frames; frame++) {
      const picture = Uint8Array.from(ground);
      const { overlays } = poseAt(layers, firstFrame + frame, frames, { width, height });
      clips.forEach((clip, i) => {
        const pose = overlays[i];
        if (pose && pose.opacity > 0) blit(picture, width, height, clip, pose);
      });
      for (const { fromFrame, toFrame, clip } of captions) {
        if (fromFrame <= frame && frame < toFrame) blit(picture, width, height, clip, rest);
      }
      await target.write(picture);
    }
  }
  await target.end();
}
