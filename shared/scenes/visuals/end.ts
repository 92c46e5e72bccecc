import { around, blockTop, textOverlay } from '#shared/scenes/visuals/blocks.ts';
import { draw, fade, rise } from '#shared/scenes/visuals/entrances.ts';
import { fitTitle } from '#shared/scenes/visuals/fit-title.ts';
import type { Overlay, VisualKind } from '#shared/scenes/visuals/visual-kind.ts';

/** Length and thickness of the rule between title and line, in units. */
const RULE = { length: 14, thickness: 0.7 };

/** The last card: the film's title and a line to take along, in the middle, calm. */
export const endVisual: VisualKind<'end'> = {
  kind: 'end',
  draw(visual, { area, unit, style, text, frame, fit }) {
    const wide = frame.width > frame.height;
    const width = area.width * (wide ? 0.86 : 1);
    const x = area.x + (area.width - width) / 2;
    const line = fit(text(visual.line ?? ''), style.body, {
      width: width * (wide ? 0.86 : 1),
      height: area.height * 0.3,
      max: unit * (wide ? 5.4 : 5.8),
      min: unit * 2.6,
      maxLines: 4,
    });
    const ruleRoom = unit * (line.height === 0 ? 4 : 7);
    const titleBox = {
      width,
      height: area.height - ruleRoom - line.height,
      max: unit * (wide ? 16 : 13.5),
      min: unit * 4,
    };
    const title = fitTitle(text(visual.title), style.display, titleBox, fit);
    const top = blockTop(area, title.height + ruleRoom + line.height);
    const place = { x, width, align: 'centre' } as const;
    const overlays: Overlay[] = [textOverlay(title, { ...place, y: top, colour: style.ink }, rise())];
    const rule = {
      x: area.x + (area.width - RULE.length * unit) / 2,
      y: top + title.height + unit * 3.5 - (RULE.thickness * unit) / 2,
      width: RULE.length * unit,
      height: RULE.thickness * unit,
    };
    overlays.push({
      area: around(rule, 1),
      entrance: draw('wipe-right', 0, 1, 240),
      paint: (context) => {
        context.fillStyle = style.accent;
        context.fillRect(rule.x, rule.y, rule.width, rule.height);
      },
    });
    if (line.height > 0) {
      const y = top + title.height + ruleRoom;
      overlays.push(textOverlay(line, { ...place, y, colour: style.muted }, fade(0, 1, 420)));
    }
    return { overlays, description: [visual.title, visual.line].filter(Boolean).join('. ') };
  },
};
