import type { Entrance } from '#shared/domain/timeline.ts';
import type { Area } from '#shared/scenes/frame.ts';
import type { FittedText } from '#shared/scenes/text/fit-text.ts';
import { paintText, type TextPlace } from '#shared/scenes/text/paint-text.ts';
import type { Overlay } from '#shared/scenes/visuals/visual-kind.ts';

/** Room around a text for accents above, tails below and markers beside it, in parts of its size. */
const BLEED = 0.32;

/** The smallest whole-pixel box that holds `area` and `bleed` pixels around it. */
export function around(area: Area, bleed: number): Area {
  const x = Math.floor(area.x - bleed);
  const y = Math.floor(area.y - bleed);
  return {
    x,
    y,
    width: Math.ceil(area.x + area.width + bleed) - x,
    height: Math.ceil(area.y + area.height + bleed) - y,
  };
}

/** An overlay of one text. */
export function textOverlay(text: FittedText, place: TextPlace, entrance: Entrance): Overlay {
  const box = { x: place.x, y: place.y, width: place.width, height: text.height };
  return {
    area: around(box, text.size * BLEED),
    entrance,
    paint: (context) => paintText(context, text, place),
  };
}

/** Top of a block of the given height that stands in an area: a little above the middle, where the eye puts it. */
export function blockTop(area: Area, height: number): number {
  return area.y + Math.max(0, (area.height - height) * 0.46);
}

/** The part of an area below `height` pixels. */
export function below(area: Area, height: number): Area {
  return { ...area, y: area.y + height, height: area.height - height };
}
