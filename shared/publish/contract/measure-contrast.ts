import type { Area } from '#shared/scenes/frame.ts';
import { contrast, type Rgb } from '#shared/scenes/styles/colour.ts';

/** Pixels of a frame, RGBA. */
export interface FramePixels {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** Distance in RGB up to which a pixel is ink: encoding shifts colours of thin strokes. */
const INK = 72;
/** Distance beyond which it surely is none. */
const GROUND = 100;
/** Parts in which a line is looked at: on a photograph the ground differs from word to word. */
const PARTS = 8;
/** A part with fewer pixels of ink or ground says nothing. */
const LEAST_PIXELS = 6;
/** The part of a box that ink fills at least. */
export const LEAST_INK = 0.004;

/** What is seen of a text on a frame. */
export interface TextContrast {
  /** Contrast with what is around its letters, in the part of the line where it is worst: 1 to 21 (WCAG 2.2, 1.4.3). */
  ratio: number;
  /** Part of the box that has the colour of the letters, 0 to 1. */
  ink: number;
}

/** Which pixels of a box are letters (1) and which are none (2); 0 is between them: an edge. */
export interface InkMap {
  box: Area;
  kinds: Uint8Array;
}

/** Tells the letters of a text from their ground by their colour, in a box of a frame and `reach` pixels around it. */
export function inkByColour(frame: FramePixels, around: Area, colour: Rgb, reach: number): InkMap {
  const box = clipped(around, reach, frame);
  const kinds = new Uint8Array(box.width * box.height);
  for (let at = 0; at < kinds.length; at += 1) {
    const distance = apart(frame.data, offset(frame, box, at), colour);
    kinds[at] = distance <= INK * INK ? 1 : distance > GROUND * GROUND ? 2 : 0;
  }
  return { box, kinds };
}

/**
 * Measures how well letters stand out on a frame: the middle colour of their pixels against the middle colour of those that are
 * none within `reach` pixels. Letters of another colour than these are not seen as ink.
 */
export function measureContrast(
  frame: FramePixels,
  { box, kinds }: InkMap,
  colours: readonly Rgb[],
  reach: number,
): TextContrast {
  const near = widened(kinds, box.width, box.height, reach);
  const parts = Array.from({ length: PARTS }, () => ({
    letters: new MiddleColour(),
    ground: new MiddleColour(),
  }));
  let ink = 0;
  for (let at = 0; at < kinds.length; at += 1) {
    const part = parts[Math.floor(((at % box.width) * PARTS) / box.width)];
    const pixel = offset(frame, box, at);
    if (kinds[at] === 1) {
      part?.letters.add(frame.data, pixel);
      if (colours.some((colour) => apart(frame.data, pixel, colour) <= INK * INK)) ink += 1;
    } else if (kinds[at] === 2 && near[at] === 1) part?.ground.add(frame.data, pixel);
  }
  const ratios = parts.flatMap(({ letters, ground }) => {
    if (letters.count < LEAST_PIXELS) return [];
    return [ground.count < LEAST_PIXELS ? 1 : contrast(letters.colour(), ground.colour())];
  });
  return { ratio: ratios.length === 0 ? 1 : Math.min(...ratios), ink: ink / kinds.length };
}

function clipped(box: Area, reach: number, frame: FramePixels): Area {
  const [x, y] = [Math.max(0, Math.floor(box.x - reach)), Math.max(0, Math.floor(box.y - reach))];
  return {
    x,
    y,
    width: Math.max(1, Math.min(frame.width, Math.ceil(box.x + box.width + reach)) - x),
    height: Math.max(1, Math.min(frame.height, Math.ceil(box.y + box.height + reach)) - y),
  };
}

/** Where the bytes of a pixel of a box begin. */
function offset(frame: FramePixels, { x, y, width }: Area, at: number): number {
  return ((y + Math.floor(at / width)) * frame.width + x + (at % width)) * 4;
}

/** The square of the distance of a pixel to a colour. */
function apart(data: Uint8ClampedArray, at: number, [red, green, blue]: Rgb): number {
  const [r, g, b] = [(data[at] ?? 0) - red, (data[at + 1] ?? 0) - green, (data[at + 2] ?? 0) - blue];
  return r * r + g * g + b * b;
}

/** 1 where ink lies within `reach` pixels, along rows and then along columns. */
function widened(kinds: Uint8Array, width: number, height: number, reach: number): Uint8Array {
  const spread = (
    source: Uint8Array,
    count: number,
    length: number,
    line: number,
    step: number,
  ): Uint8Array => {
    const result = new Uint8Array(source.length);
    for (let row = 0; row < count; row += 1) {
      let last = Number.NEGATIVE_INFINITY;
      const visit = (index: number) => {
        const at = row * line + index * step;
        if (source[at] === 1) last = index;
        if (Math.abs(index - last) <= reach) result[at] = 1;
      };
      for (let index = 0; index < length; index += 1) visit(index);
      last = Number.POSITIVE_INFINITY;
      for (let index = length - 1; index >= 0; index -= 1) visit(index);
    }
    return result;
  };
  return spread(spread(kinds, height, width, width, 1), width, height, 1, width);
}

/** The median of each channel over many pixels. */
class MiddleColour {
  count = 0;
  readonly #seen = [new Uint32Array(256), new Uint32Array(256), new Uint32Array(256)] as const;

  add(data: Uint8ClampedArray, at: number): void {
    this.count += 1;
    this.#seen.forEach((seen, channel) => {
      const value = data[at + channel] ?? 0;
      seen[value] = (seen[value] ?? 0) + 1;
    });
  }

  colour(): Rgb {
    const [red, green, blue] = this.#seen.map((seen) => {
      let below = 0;
      return seen.findIndex((count) => {
        below += count;
        return below * 2 >= this.count;
      });
    }) as [number, number, number];
    return [red, green, blue];
  }
}
