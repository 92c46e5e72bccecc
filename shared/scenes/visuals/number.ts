import { fitText } from '#shared/scenes/text/fit-text.ts';
import { isRightToLeft } from '#shared/scenes/text/scripts.ts';
import { around, blockTop, textOverlay } from '#shared/scenes/visuals/blocks.ts';
import { fade, rise } from '#shared/scenes/visuals/entrances.ts';
import type { Overlay, VisualKind } from '#shared/scenes/visuals/visual-kind.ts';

/** The part of a whole that `71 %` or `12,5%` tells, 0 to 1; undefined for anything else. */
function shareOf(display: string): number | undefined {
  const digits = /^(\d{1,3}(?:[.,]\d+)?)\s*%$/.exec(display.trim())?.[1];
  const share = digits === undefined ? Number.NaN : Number(digits.replace(',', '.')) / 100;
  return share >= 0 && share <= 1 ? share : undefined;
}

/** One number as large as the frame allows, what it counts below, and a bar where it is a share of a whole. */
export const numberVisual: VisualKind<'number'> = {
  kind: 'number',
  draw(visual, { area, unit, style, text, frame }) {
    const wide = frame.width > frame.height;
    const share = shareOf(visual.display);
    const barRoom = share === undefined ? 0 : unit * 5.4;
    const label = fitText(text(visual.label), style.heading, {
      width: area.width * (wide ? 0.8 : 1),
      height: area.height * 0.34,
      max: unit * 5.4,
      min: unit * 3,
    });
    const gap = unit * 2.4;
    const number = fitText(
      text(visual.display),
      { ...style.display, leading: 1.02 },
      {
        width: area.width,
        height: area.height - label.height - gap - barRoom,
        max: unit * 36,
        min: unit * 4,
        maxLines: 2,
        whole: true,
      },
    );
    const top = blockTop(area, number.height + barRoom + gap + label.height);
    const toLeft = isRightToLeft(visual.label);
    const align = toLeft ? 'right' : 'left';
    const overlays: Overlay[] = [
      textOverlay(number, { x: area.x, y: top, width: area.width, colour: style.accent, align }, rise()),
    ];
    if (share !== undefined) {
      const bar = { x: area.x, y: top + number.height + unit * 1.6, width: area.width, height: unit * 1.5 };
      overlays.push({
        area: around(bar, 1),
        entrance: fade(0, 1, 260),
        paint: (context) => {
          context.fillStyle = style.ink;
          context.globalAlpha = 0.16;
          context.fillRect(bar.x, bar.y, bar.width, bar.height);
          context.globalAlpha = 1;
          context.fillStyle = style.accent;
          const filled = bar.width * share;
          context.fillRect(toLeft ? bar.x + bar.width - filled : bar.x, bar.y, filled, bar.height);
        },
      });
    }
    const y = top + number.height + barRoom + gap;
    overlays.push(
      textOverlay(label, { x: area.x, y, width: area.width, colour: style.ink, align }, fade(0, 1, 400)),
    );
    return { overlays, description: `${visual.display} — ${visual.label}` };
  },
};
