import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { DeliveryCheck } from '#shared/domain/delivery-report.ts';
import type { Visual } from '#shared/domain/storyboard.ts';
import type { Timeline } from '#shared/domain/timeline.ts';
import {
  type CaptionReading,
  checkCaptionContrast,
  readCaption,
} from '#shared/publish/contract/check-caption-contrast.ts';
import { checkLegible, readTexts, type TextReading } from '#shared/publish/contract/check-lettering.ts';
import { checkUnlike, hashOfPicture, type PictureHash } from '#shared/publish/contract/check-unlike.ts';
import type { FramePixels } from '#shared/publish/contract/measure-contrast.ts';
import type { StandingFrame } from '#shared/publish/contract/standing-frames.ts';

/**
 * Looks at the frames of the finished film in which its scenes stand, one after the other: texts and captions that can be read, no
 * picture twice. `kinds` tells what each scene shows, where a storyboard is known. The fonts must have been registered.
 */
export async function lookAtFrames(
  jpegs: readonly Buffer[],
  standing: readonly StandingFrame[],
  timeline: Timeline,
  kinds: ReadonlyMap<string, Visual['kind']> | undefined,
): Promise<DeliveryCheck[]> {
  const texts: TextReading[] = [];
  const captions: CaptionReading[] = [];
  const pictures = new Map<string, PictureHash>();
  for (const [at, jpeg] of jpegs.entries()) {
    const place = standing[at];
    if (!place) break;
    const frame = await decode(jpeg);
    texts.push(...readTexts(frame, place));
    const caption = readCaption(frame, place, timeline);
    if (caption) captions.push(caption);
    const { scene } = place;
    if (!pictures.has(scene.id)) {
      const hash = hashOfPicture(frame, place, kinds?.get(scene.id));
      if (hash) pictures.set(scene.id, hash);
    }
  }
  return [checkLegible(texts), ...checkCaptionContrast(captions), checkUnlike([...pictures.values()])];
}

async function decode(jpeg: Buffer): Promise<FramePixels> {
  const image = await loadImage(jpeg);
  const { width, height } = image;
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}
