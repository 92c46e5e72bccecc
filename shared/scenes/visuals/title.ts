import { isRightToLeft } from '#shared/scenes/text/scripts.ts';
import { blockTop, textOverlay } from '#shared/scenes/visuals/blocks.ts';
import { fade, rise } from '#shared/scenes/visuals/entrances.ts';
import { fitTitle } from '#shared/scenes/visuals/fit-title.ts';
import { MARK_HEIGHT, paintMark } from '#shared/scenes/visuals/mark.ts';
import type { Overlay, VisualKind } from '#shared/scenes/visuals/visual-kind.ts';

/** Largest letters in units: of a title of at most so many characters, and of a longer one. */
const SHORT = 12;
const LARGEST = { short: { wide: 26, other: 22 }, long: { wide: 18.5, other: 16.5 } };

/** The film's or a chapter's title: as large as fits, with a line below. */
export const titleVisual: VisualKind<'title'> = {
  kind: 'title',
  draw(visual, { area, unit, style, text, frame, fit }) {
    const wide = frame.width > frame.height;
    const width = area.width * (wide ? 0.88 : 1);
    const below = visual.subtitle === undefined ? '' : text(visual.subtitle);
    const subtitle = fit(below, style.body, {
      width: width * (wide ? 0.8 : 1),
      height: area.height * 0.24,
      max: unit * 4.8,
      min: unit * 2.6,
      maxLines: 4,
    });
    const markRoom = unit * (MARK_HEIGHT + 2.6);
    const gap = below === '' ? 0 : unit * 3;
    const largest = [...visual.title].length <= SHORT ? LARGEST.short : LARGEST.long;
    const titleBox = {
      width,
      height: area.height - markRoom - gap - subtitle.height,
      max: unit * (wide ? largest.wide : largest.other),
      min: unit * 4,
      maxLines: wide ? 4 : 7,
    };
    const title = fitTitle(text(visual.title), style.display, titleBox, fit);
    const toLeft = isRightToLeft(visual.title);
    const x = toLeft ? area.x + area.width - width : area.x;
    const top = blockTop(area, markRoom + title.height + gap + subtitle.height);
    const markBox = { x: area.x, y: top, width: area.width, height: unit * MARK_HEIGHT };
    const overlays: Overlay[] = [
      {
        area: markBox,
        entrance: fade(),
        paint: (context) => paintMark(context, style, { ...markBox, unit, toLeft }),
      },
      textOverlay(title, { x, y: top + markRoom, width, colour: style.ink }, rise()),
    ];
    if (below !== '') {
      const y = top + markRoom + title.height + gap;
      overlays.push(textOverlay(subtitle, { x, y, width, colour: style.muted }, fade(0, 1, 420)));
    }
    return { overlays, description: [visual.title, visual.subtitle].filter(Boolean).join('. ') };
  },
};
