import { createCanvas } from '@napi-rs/canvas';
import type { DeliveryCheck } from '#shared/domain/delivery-report.ts';
import { FPS, type Timeline } from '#shared/domain/timeline.ts';
import {
  type FramePixels,
  type InkMap,
  measureContrast,
  type TextContrast,
} from '#shared/publish/contract/measure-contrast.ts';
import type { StandingFrame } from '#shared/publish/contract/standing-frames.ts';
import { captionFormat } from '#shared/render/captions/caption-format.ts';
import { planCaptionPictures } from '#shared/render/captions/caption-pictures.ts';
import { cueText } from '#shared/render/captions/cue-text.ts';
import { captionArea } from '#shared/scenes/frame.ts';
import { rgbOf } from '#shared/scenes/styles/colour.ts';

/** WCAG 2.2, success criterion 1.4.3, less what encoding takes from an edge. */
const CONTRAST = 4.5;
const LOST = 0.93;
/** How far around letters their outline or panel is looked at, in em. */
const REACH = 0.1;
/** Of what was drawn as letters so much has their colour on the frame. */
const FOUND = 0.5;
/** Colours this near to that of the letters are drawn as letters. */
const SAME = 40;

/** What a burned-in caption came to. */
export interface CaptionReading extends TextContrast {
  text: string;
  frame: number;
  /** Its letters were not found where they should be. */
  missing: boolean;
}

/**
 * Measures a burned-in caption on a frame, at the pixels where its letters were drawn: on a bright picture nothing else can be taken
 * for them. The fonts must have been registered. Undefined where no caption stands.
 */
export function readCaption(
  pixels: FramePixels,
  { frame, cue }: StandingFrame,
  timeline: Timeline,
): CaptionReading | undefined {
  if (!cue) return undefined;
  const { style } = captionFormat(timeline);
  const colours = [rgbOf(style.fill as `#${string}`), rgbOf(style.highlight as `#${string}`)];
  const drawn = drawnInk(timeline, cue, frame, colours);
  if (!drawn) return undefined;
  const reach = Math.max(2, Math.round(style.fontSize * REACH));
  const letters = drawn.kinds.reduce((sum, kind) => sum + (kind === 1 ? 1 : 0), 0) / drawn.kinds.length;
  const measured = measureContrast(pixels, drawn, colours, reach);
  return { ...measured, text: cueText(cue), frame, missing: measured.ink < letters * FOUND };
}

/** Draws the caption once more, alone, and tells its letters from the rest; undefined while none is fully there. */
function drawnInk(
  timeline: Timeline,
  cue: NonNullable<StandingFrame['cue']>,
  frame: number,
  colours: readonly (readonly [number, number, number])[],
): InkMap | undefined {
  const { style } = captionFormat(timeline);
  const pictures = planCaptionPictures({ style, cues: [cue] }, timeline, timeline.frames).filter(
    ({ fromFrame, toFrame }) => fromFrame <= frame && frame < toFrame,
  );
  if (pictures.length === 0 || pictures.some(({ opacityAt }) => (opacityAt?.(frame) ?? 256) < 256))
    return undefined;
  const area = captionArea(timeline);
  const box = { x: area.x, y: area.y, width: Math.floor(area.width), height: Math.floor(area.height) };
  const context = createCanvas(box.width, box.height).getContext('2d');
  context.translate(-box.x, -box.y);
  for (const picture of pictures) {
    context.save();
    context.beginPath();
    context.rect(picture.x, picture.y, picture.width, picture.height);
    context.clip();
    picture.paint(context);
    context.restore();
  }
  const { data } = context.getImageData(0, 0, box.width, box.height);
  const kinds = new Uint8Array(box.width * box.height);
  for (let at = 0; at < kinds.length; at += 1) {
    const alpha = data[4 * at + 3] ?? 0;
    const distances = colours.map(([red, green, blue]) =>
      Math.hypot((data[4 * at] ?? 0) - red, (data[4 * at + 1] ?? 0) - green, (data[4 * at + 2] ?? 0) - blue),
    );
    const isInk = alpha > 250 && Math.min(...distances) <= SAME;
    kinds[at] = isInk ? 1 : alpha === 0 || Math.min(...distances) > 2 * SAME ? 2 : 0;
  }
  return kinds.includes(1) ? { box, kinds } : undefined;
}

/** Burned-in captions stand out from what is behind them, measured on the film's own frames; nothing where none is burned in. */
export function checkCaptionContrast(readings: readonly CaptionReading[]): DeliveryCheck[] {
  const [worst] = readings.toSorted((one, other) => worth(one) - worth(other));
  if (!worst) return [];
  const text = `“${worst.text.slice(0, 60)}”`;
  return [
    {
      promise: 'captions-legible',
      wanted: `a contrast of ${CONTRAST}`,
      measured: worst.missing ? `${text} cannot be seen` : `${text} has ${worst.ratio.toFixed(1)}`,
      ok: worth(worst) >= CONTRAST * LOST,
      atMs: Math.round((worst.frame * 1000) / FPS),
    },
  ];
}

function worth({ ratio, missing }: CaptionReading): number {
  return missing ? 0 : ratio;
}
