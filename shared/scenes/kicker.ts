import type { Area } from '#shared/scenes/frame.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';
import { paintText } from '#shared/scenes/text/paint-text.ts';
import { isRightToLeft } from '#shared/scenes/text/scripts.ts';
import { around } from '#shared/scenes/visuals/blocks.ts';
import { fade } from '#shared/scenes/visuals/entrances.ts';
import type { Overlay, Stage } from '#shared/scenes/visuals/visual-kind.ts';

/** What a kicker's name stands on: the accent, a scrim where a picture lies behind, or nothing. */
function surfaceOf(style: StyleSheet, onPicture: boolean): string | undefined {
  if (style.mark === 'block') return style.accent;
  return onPicture ? withAlpha(style.scrim, 0.86) : undefined;
}

/** Largest letters in units, in broad frames and in others, which are watched on smaller screens; length of the rule before them. */
const SIZE = { broad: 3.3, other: 4.2 };
const RULE = 3.2;

/** The name of the chapter that begins, small at the top, and the area that is left below it. */
export function drawKicker(
  chapter: string,
  { area, unit, style, frame, fit }: Stage,
  onPicture: boolean,
): { overlay: Overlay; rest: Area } {
  const surface = surfaceOf(style, onPicture);
  const size = frame.width > frame.height ? SIZE.broad : SIZE.other;
  const pad = surface === undefined ? 0 : unit * size * 0.4;
  const ruled = style.mark !== 'block';
  const lead = ruled ? unit * (RULE + 1.4) : 0;
  const fitted = fit(
    chapter,
    { ...style.label, weight: 700, tracking: 0.02 },
    {
      width: area.width - 2 * pad - lead,
      height: unit * size * 1.4,
      max: unit * size,
      min: unit * size * 0.75,
      maxLines: 1,
    },
  );
  const toLeft = isRightToLeft(chapter);
  const width = fitted.width + 2 * pad + lead;
  const height = fitted.height + pad;
  const left = toLeft ? area.x + area.width - width : area.x;
  const used = height + unit * 2.4;
  return {
    overlay: {
      area: around({ x: left, y: area.y, width, height }, 2),
      entrance: fade(),
      paint: (context) => {
        if (surface !== undefined) {
          context.fillStyle = surface;
          context.beginPath();
          context.roundRect(left, area.y, width, height, Math.min(style.corner * height, unit * 1.6));
          context.fill();
        }
        if (ruled) {
          const rule = unit * RULE;
          context.fillStyle = style.accent;
          const x = toLeft ? left + width - pad - rule : left + pad;
          context.fillRect(x, area.y + height / 2 - unit * 0.18, rule, unit * 0.36);
        }
        const x = left + pad + (toLeft ? 0 : lead);
        const place = { x, y: area.y + pad / 2, width: fitted.width, align: 'left' } as const;
        paintText(context, fitted, { ...place, colour: ruled ? style.accent : style.onAccent });
      },
    },
    rest: { ...area, y: area.y + used, height: area.height - used },
  };
}
