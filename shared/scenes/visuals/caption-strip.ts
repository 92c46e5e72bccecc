import { withAlpha } from '#shared/scenes/styles/colour.ts';
import { paintText } from '#shared/scenes/text/paint-text.ts';
import { isRightToLeft } from '#shared/scenes/text/scripts.ts';
import { around } from '#shared/scenes/visuals/blocks.ts';
import { rise } from '#shared/scenes/visuals/entrances.ts';
import type { Overlay, Stage } from '#shared/scenes/visuals/visual-kind.ts';

/** A strip with what a picture shows at the lower edge of the area; undefined when there is nothing to say. */
export function captionStrip(caption: string | undefined, stage: Stage): Overlay | undefined {
  const { area, unit, style, frame, fit } = stage;
  const shown = caption === undefined ? '' : stage.text(caption);
  if (shown === '') return undefined;
  const pad = unit * 1.8;
  const fitted = fit(shown, style.body, {
    width: area.width - 2 * pad,
    height: area.height * 0.24,
    max: unit * (frame.width > frame.height ? 3.8 : 4.4),
    min: unit * 2.6,
    maxLines: 3,
  });
  const [width, height] = [fitted.width + 2 * pad, fitted.height + 1.3 * pad];
  const toLeft = isRightToLeft(shown);
  const box = {
    x: toLeft ? area.x + area.width - width : area.x,
    y: area.y + area.height - height,
    width,
    height,
  };
  return {
    area: around(box, 1),
    entrance: rise(0, 1, 300),
    paint: (context) => {
      context.fillStyle = withAlpha(style.scrim, 0.9);
      context.beginPath();
      context.roundRect(box.x, box.y, width, height, style.corner === 0 ? 0 : unit);
      context.fill();
      context.clip();
      context.fillStyle = style.accent;
      context.fillRect(toLeft ? box.x + width - unit * 0.6 : box.x, box.y, unit * 0.6, height);
      const place = { x: box.x + pad, y: box.y + 0.65 * pad, width: fitted.width };
      paintText(context, fitted, { ...place, colour: style.onScrim });
    },
  };
}
