import { fontOf } from '#shared/scenes/text/fonts.ts';
import { inkOf } from '#shared/scenes/text/measure.ts';
import { isRightToLeft } from '#shared/scenes/text/scripts.ts';
import { around, blockTop, textOverlay } from '#shared/scenes/visuals/blocks.ts';
import { fade, rise } from '#shared/scenes/visuals/entrances.ts';
import type { Overlay, VisualKind } from '#shared/scenes/visuals/visual-kind.ts';

/** A quote of at most so many characters is set larger. */
const SHORT = 48;
/** Height of the quotation mark and the room below it, in units. */
const MARK = { height: 8.5, room: 3.4 };

const bare = (quote: string): string => quote.replace(/^["'“”„«»‘’‚]+|["'“”„«»‘’‚]+$/gu, '').trim();

/** Somebody's words under a large mark, and who said them. */
export const quoteVisual: VisualKind<'quote'> = {
  kind: 'quote',
  draw(visual, { area, unit, style, text, frame, fit }) {
    const source = visual.source === undefined ? '' : text(visual.source);
    const by = fit(source && `— ${source}`, style.label, {
      width: area.width,
      height: area.height * 0.16,
      max: unit * 5,
      min: unit * 2.8,
      maxLines: 2,
    });
    const ink = inkOf('“', style.display);
    const markSize = (MARK.height * unit) / (ink.ascent + ink.descent);
    const markRoom = (MARK.height + MARK.room) * unit;
    const gap = source === '' ? 0 : unit * 3.6;
    const words = fit(
      bare(text(visual.text)),
      { ...style.heading, leading: 1.24 },
      {
        width: area.width * (frame.width > frame.height ? 0.92 : 1),
        height: area.height - markRoom - gap - by.height,
        max: unit * ([...visual.text].length <= SHORT ? 12 : 9.4),
        min: unit * 3,
      },
    );
    const top = blockTop(area, markRoom + words.height + gap + by.height);
    const toLeft = isRightToLeft(visual.text);
    const markBox = { x: area.x, y: top, width: area.width, height: MARK.height * unit };
    const overlays: Overlay[] = [
      {
        area: around(
          { ...markBox, width: unit * 18, x: toLeft ? area.x + area.width - unit * 18 : area.x },
          2,
        ),
        entrance: fade(),
        paint: (context) => {
          context.font = fontOf(style.display.weight, markSize, style.display.family);
          context.letterSpacing = '0px';
          context.fillStyle = style.accent;
          context.textAlign = 'left';
          // Set by its ink, not by its advance, so that it stands flush with the words.
          const x = toLeft ? area.x + area.width - ink.right * markSize : area.x + ink.left * markSize;
          context.fillText('“', x, top + ink.ascent * markSize);
        },
      },
      textOverlay(
        words,
        { x: area.x, y: top + markRoom, width: area.width, colour: style.ink },
        rise(0, 1, 160),
      ),
    ];
    if (source !== '') {
      const y = top + markRoom + words.height + gap;
      const place = { x: area.x, y, width: area.width, colour: style.muted } as const;
      overlays.push(textOverlay(by, { ...place, align: toLeft ? 'right' : 'start' }, fade(0, 1, 520)));
    }
    return {
      overlays,
      description: `“${bare(visual.text)}”${visual.source === undefined ? '' : ` — ${visual.source}`}`,
    };
  },
};
