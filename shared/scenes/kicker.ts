import type { Area } from '#shared/scenes/frame.ts';
import { fitText } from '#shared/scenes/text/fit-text.ts';
import { paintText } from '#shared/scenes/text/paint-text.ts';
import { isRightToLeft } from '#shared/scenes/text/scripts.ts';
import { around } from '#shared/scenes/visuals/blocks.ts';
import { fade } from '#shared/scenes/visuals/entrances.ts';
import type { Overlay, Stage } from '#shared/scenes/visuals/visual-kind.ts';

/** The name of the chapter that begins, small at the top, and the area that is left below it. */
export function drawKicker(chapter: string, { area, unit, style }: Stage): { overlay: Overlay; rest: Area } {
  const pad = style.mark === 'block' ? unit * 1.1 : 0;
  const lead = style.mark === 'block' ? 0 : unit * 3.6;
  const fitted = fitText(
    chapter,
    { ...style.label, weight: 700, tracking: 0.02 },
    {
      width: area.width - 2 * pad - lead,
      height: unit * 4,
      max: unit * 2.8,
      min: unit * 2.2,
      maxLines: 1,
    },
  );
  const toLeft = isRightToLeft(chapter);
  const width = fitted.width + 2 * pad + lead;
  const left = toLeft ? area.x + area.width - width : area.x;
  const height = fitted.height + pad;
  const textX = left + pad + (toLeft ? 0 : lead);
  return {
    overlay: {
      area: around({ x: left, y: area.y, width, height }, 2),
      entrance: fade(),
      paint: (context) => {
        context.fillStyle = style.accent;
        if (style.mark === 'block') context.fillRect(left, area.y, width, height);
        else {
          const rule = unit * 2.4;
          const ruleX = toLeft ? left + width - rule : left;
          context.fillRect(ruleX, area.y + height / 2 - unit * 0.18, rule, unit * 0.36);
        }
        const colour = style.mark === 'block' ? style.onAccent : style.accent;
        const place = { x: textX, y: area.y + pad / 2, width: fitted.width };
        paintText(context, fitted, { ...place, colour, align: 'left' });
      },
    },
    rest: { ...area, y: area.y + height + unit * 2.4, height: area.height - height - unit * 2.4 },
  };
}
