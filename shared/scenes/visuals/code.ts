import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Area } from '#shared/scenes/frame.ts';
import { contrast, rgbOf, withAlpha } from '#shared/scenes/styles/colour.ts';
import type { StyleSheet } from '#shared/scenes/styles/style-sheet.ts';
import { fontOf } from '#shared/scenes/text/fonts.ts';
import { measureOf } from '#shared/scenes/text/measure.ts';
import { around, blockTop } from '#shared/scenes/visuals/blocks.ts';
import { type CodeRow, codeRows, trimmedCode } from '#shared/scenes/visuals/code/code-rows.ts';
import { type Token, type TokenKind, tokenLines } from '#shared/scenes/visuals/code/tokens.ts';
import { draw, fade, rise } from '#shared/scenes/visuals/entrances.ts';
import type { Overlay, Stage, VisualKind } from '#shared/scenes/visuals/visual-kind.ts';
import { paintWindow, WINDOW_BAR } from '#shared/scenes/visuals/window.ts';

/** Rows that can be read in a scene, and sizes of letters in units. */
const MOST_ROWS = 14;
const LETTERS = { max: 4.2, min: 2.1 };
/** Smallest letters in frames that are not broad: lines go on in the next row rather than be too small. */
const LEAST_NARROW = 2.8;
/** Room about the code, in units. */
const PAD = 2.6;
/** Least part of the area's width that the window has. */
const LEAST_WIDTH = 0.62;
/** Contrast of text (WCAG 2.2, success criterion 1.4.3). */
const READABLE = 4.5;

/** Colours of tokens out of those of the style, as far as they can be read on its panels. */
function coloursOf({ series, ink, muted, panel }: StyleSheet): Readonly<Record<TokenKind, string>> {
  const readable = (colour: string) => contrast(rgbOf(colour), rgbOf(panel)) >= READABLE;
  const good = series.filter(readable);
  const pick = (index: number): string => good[index % Math.max(1, good.length)] ?? ink;
  const comment = readable(muted) ? muted : ink;
  return {
    plain: ink,
    keyword: pick(0),
    string: pick(2),
    number: pick(1),
    comment,
    name: pick(4),
    type: pick(3),
  };
}

interface Listing {
  rows: CodeRow[];
  size: number;
  lineHeight: number;
  /** Width of a character, and of the column of line numbers, in pixels. */
  advance: number;
  numbers: number;
}

/** The largest letters at which the listing fits into the room; longer lines go on in the next row only at the smallest. */
function layOut(lines: readonly Token[][], highlight: readonly number[], room: Area, stage: Stage): Listing {
  const { unit, style } = stage;
  const type = style.code;
  const longest = Math.max(
    1,
    ...lines.map((tokens) => tokens.reduce((sum, { text }) => sum + [...text].length, 0)),
  );
  const em = measureOf({ ...type, tracking: 0 })('0');
  const digits = String(lines.length).length + 2;
  const rowsWanted = Math.min(lines.length, MOST_ROWS);
  const wanted = Math.min(
    room.width / ((longest + digits) * em),
    room.height / (rowsWanted * type.leading),
    LETTERS.max * unit,
  );
  const least = stage.frame.width > stage.frame.height ? LETTERS.min : LEAST_NARROW;
  const size = Math.max(wanted, least * unit);
  const lineHeight = size * type.leading;
  const advance = em * size;
  const columns = Math.max(8, Math.floor(room.width / advance + 1e-6) - digits);
  const most = Math.max(1, Math.min(MOST_ROWS, Math.floor(room.height / lineHeight + 1e-6)));
  const rows = codeRows(lines, highlight, { columns, most });
  return { rows, size, lineHeight, advance, numbers: digits * advance };
}

function paintRows(
  context: SKRSContext2D,
  listing: Listing,
  corner: { x: number; y: number },
  { style }: Stage,
): void {
  const { rows, size, lineHeight, advance, numbers } = listing;
  const colours = coloursOf(style);
  const { weight, family } = style.code;
  context.font = fontOf(weight, size, family);
  context.letterSpacing = '0px';
  context.textBaseline = 'alphabetic';
  context.direction = 'ltr';
  rows.forEach(({ tokens, number }, index) => {
    const base = corner.y + (index + 0.5) * lineHeight + size * 0.34;
    if (number !== undefined) {
      context.textAlign = 'right';
      context.fillStyle = withAlpha(colours.comment, 0.75);
      context.fillText(String(number), corner.x + numbers - 2 * advance, base);
    }
    context.textAlign = 'left';
    let x = corner.x + numbers;
    for (const { text, kind } of tokens) {
      context.fillStyle = colours[kind];
      context.fillText(text, x, base);
      x += context.measureText(text).width;
    }
  });
}

/** A listing in a window, what is spoken of marked. */
export const codeVisual: VisualKind<'code'> = {
  kind: 'code',
  async draw(visual, stage) {
    const { area, unit, style, text } = stage;
    const { language, highlight = [] } = visual;
    const code = trimmedCode(visual.code);
    const bar = WINDOW_BAR * unit;
    const room = { ...area, width: area.width - 2 * PAD * unit, height: area.height - bar - 2 * PAD * unit };
    const listing = layOut(await tokenLines(code, language), highlight, room, stage);
    const { rows, lineHeight, advance, numbers } = listing;
    const longest = Math.max(
      ...rows.map(({ tokens }) => tokens.reduce((sum, token) => sum + [...token.text].length, 0)),
    );
    const width = Math.min(
      area.width,
      Math.max(area.width * LEAST_WIDTH, longest * advance + numbers + 2 * PAD * unit),
    );
    const height = bar + rows.length * lineHeight + 2 * PAD * unit;
    const box = { x: area.x + (area.width - width) / 2, y: blockTop(area, height), width, height };
    const corner = { x: box.x + PAD * unit, y: box.y + bar + PAD * unit };
    const bands = rows.flatMap(({ line }, index) => (highlight.includes(line) ? [index] : []));
    const overlays: Overlay[] = [
      {
        area: around(box, 1),
        entrance: rise(),
        paint: (context) => paintWindow(context, box, text(visual.title ?? ''), stage),
      },
    ];
    if (bands.length > 0) {
      overlays.push({
        area: around({ x: box.x, y: corner.y, width, height: rows.length * lineHeight }, 0),
        entrance: draw('wipe-right', 0, 1, 460),
        paint: (context) => {
          for (const index of bands) {
            const y = corner.y + index * lineHeight;
            context.fillStyle = withAlpha(style.accent, 0.16);
            context.fillRect(box.x, y, width, lineHeight);
            context.fillStyle = style.accent;
            context.fillRect(box.x, y, unit * 0.5, lineHeight);
          }
        },
      });
    }
    const listed = { ...box, y: corner.y, height: rows.length * lineHeight };
    overlays.push({
      area: around(listed, unit),
      entrance: fade(0, 1, 180),
      paint: (context) => paintRows(context, listing, corner, stage),
    });
    return { overlays, description: [visual.title, code].filter(Boolean).join(': ') };
  },
};
