import { fitText } from '#shared/scenes/text/fit-text.ts';
import { blockTop, textOverlay } from '#shared/scenes/visuals/blocks.ts';
import { rise } from '#shared/scenes/visuals/entrances.ts';
import type { VisualKind } from '#shared/scenes/visuals/visual-kind.ts';

/** One sentence, large, its key words stressed; the lines come in one after the other. */
export const statementVisual: VisualKind<'statement'> = {
  kind: 'statement',
  draw(visual, { area, unit, style, text, frame }) {
    const fitted = fitText(
      text(visual.text),
      { ...style.display, leading: style.display.leading + 0.1 },
      {
        width: area.width,
        height: area.height * 0.94,
        max: unit * (frame.width > frame.height ? 11.5 : 10),
        min: unit * 3.6,
        stress: visual.emphasis,
      },
    );
    const top = blockTop(area, fitted.height);
    const overlays = fitted.lines.map((line, index) =>
      textOverlay(
        { ...fitted, lines: [line], height: fitted.lineHeight },
        {
          x: area.x,
          y: top + index * fitted.lineHeight,
          width: area.width,
          colour: style.ink,
          style,
        },
        rise(index, fitted.lines.length),
      ),
    );
    return { overlays, description: visual.text };
  },
};
