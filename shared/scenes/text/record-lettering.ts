import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Lettering } from '#shared/domain/timeline.ts';

/** Where on the frame what is drawn on a canvas will stand: the number of its layer, and the layer's corner. */
interface LetteringPlace {
  layer: number;
  x: number;
  y: number;
}

/** Parts of a line that are nearer to one another than this, in em, are read as one. */
const WORD_GAP = 0.6;
/** What is painted more faintly than this is ornament. */
const LEAST_ALPHA = 0.5;
const OPAQUE = /^#[0-9a-f]{6}$/i;

/**
 * Keeps the place, size and colour of every text that is drawn on a canvas from now on, so that the finished film can be looked
 * at there. Words of one line are kept as one text.
 */
export function recordLettering(context: SKRSContext2D, place: LetteringPlace, kept: Lettering[]): void {
  const fillText = context.fillText.bind(context);
  context.fillText = (text, x, y, ...rest) => {
    fillText(text, x, y, ...rest);
    if (text.trim() === '' || context.globalAlpha < LEAST_ALPHA) return;
    const found = letteringOf(context, text, { x, y }, place);
    const line = kept.at(-1);
    if (line && continues(line, found)) kept[kept.length - 1] = joined(line, found);
    else kept.push(found);
  };
}

/** How much of a text's advance lies left of where it is set. */
const BEFORE: { readonly [A in CanvasTextAlign]?: number } = { right: 1, center: 0.5, start: 1 };

/** Where a text begins and ends across. What the canvas says of the ink of texts that run to the left is far off the frame. */
function reachOf(context: SKRSContext2D, metrics: TextMetrics, x: number): [left: number, right: number] {
  if (context.direction !== 'rtl') {
    return [x - metrics.actualBoundingBoxLeft, x + metrics.actualBoundingBoxRight];
  }
  const left = x - metrics.width * (BEFORE[context.textAlign] ?? 0);
  return [left, left + metrics.width];
}

function letteringOf(
  context: SKRSContext2D,
  text: string,
  at: { x: number; y: number },
  place: LetteringPlace,
): Lettering {
  const metrics = context.measureText(text);
  const { a, b, c, d, e, f } = context.getTransform();
  const [left, right] = reachOf(context, metrics, at.x);
  const [top, bottom] = [at.y - metrics.actualBoundingBoxAscent, at.y + metrics.actualBoundingBoxDescent];
  const corners = [left, right].flatMap((x) =>
    [top, bottom].map((y) => [a * x + c * y + e + place.x, b * x + d * y + f + place.y] as const),
  );
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const [x, y] = [Math.floor(Math.min(...xs)), Math.floor(Math.min(...ys))];
  const size = Number.parseFloat(/([\d.]+)px/.exec(context.font)?.[1] ?? '0') * Math.hypot(c, d);
  const { fillStyle } = context;
  return {
    layer: place.layer,
    text,
    x,
    y,
    width: Math.max(1, Math.ceil(Math.max(...xs)) - x),
    height: Math.max(1, Math.ceil(Math.max(...ys)) - y),
    size: Math.round(size * 10) / 10,
    ...(typeof fillStyle === 'string' && OPAQUE.test(fillStyle) ? { colour: fillStyle.toLowerCase() } : {}),
  };
}

/** Whether a text goes on in the line of the one before. */
function continues(line: Lettering, next: Lettering): boolean {
  const gap = Math.max(next.x - (line.x + line.width), line.x - (next.x + next.width));
  const shared = Math.min(line.y + line.height, next.y + next.height) - Math.max(line.y, next.y);
  return (
    line.layer === next.layer &&
    line.size === next.size &&
    line.colour === next.colour &&
    gap <= line.size * WORD_GAP &&
    shared > 0
  );
}

function joined(line: Lettering, next: Lettering): Lettering {
  const [x, y] = [Math.min(line.x, next.x), Math.min(line.y, next.y)];
  return {
    ...line,
    text: `${line.text} ${next.text}`,
    x,
    y,
    width: Math.max(line.x + line.width, next.x + next.width) - x,
    height: Math.max(line.y + line.height, next.y + next.height) - y,
  };
}
