import type { SKRSContext2D } from '@napi-rs/canvas';
import { captionFormat } from '#shared/render/captions/caption-format.ts';
import { planCaptionPictures } from '#shared/render/captions/caption-pictures.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';

const LINES = [
  ['Every', ' night', ' the', ' keeper'],
  ['climbed', ' 199', ' steps'],
];
/** Frames between two words, and the frame that is drawn: the third word is being said. */
const PER_WORD = 10;
const SHOWN = 24;

/** Draws a caption over a still, as it looks while its third word is heard. */
export function drawCaption(context: SKRSContext2D, frame: FrameSize, { captions }: StyleSheet): void {
  const { style } = captionFormat({ captionLook: captions, ...frame });
  const words = LINES.flat().map((text, index) => ({ text, startFrame: index * PER_WORD }));
  const lines = [words.slice(0, LINES[0]?.length), words.slice(LINES[0]?.length)];
  const cue = { startFrame: 0, endFrame: words.length * PER_WORD, lines, spoken: true };
  for (const picture of planCaptionPictures({ style, cues: [cue] }, frame, cue.endFrame)) {
    if (SHOWN < picture.fromFrame || SHOWN >= picture.toFrame) continue;
    context.save();
    context.beginPath();
    context.rect(picture.x, picture.y, picture.width, picture.height);
    context.clip();
    context.globalAlpha = (picture.opacityAt?.(SHOWN) ?? 256) / 256;
    picture.paint(context);
    context.restore();
  }
}
