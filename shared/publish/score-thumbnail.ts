import { createCanvas } from '@napi-rs/canvas';
import type { ThumbnailScore } from '#shared/domain/production-report.ts';
import { inkByColour, measureContrast } from '#shared/publish/contract/measure-contrast.ts';
import type { DrawnPoster } from '#shared/publish/draw-thumbnail.ts';
import type { UserPicture } from '#shared/scenes/picture/decode-picture.ts';
import { interestOf } from '#shared/scenes/picture/interest.ts';
import { type Colour, contrast, type Rgb, rgbOf } from '#shared/scenes/styles/colour.ts';

/** A list of results shows thumbnails this wide, in pixels. */
const SMALL = 120;
/** Height of an em there below which nothing can be read, and from which on all can. */
const EM = { least: 6, good: 15 };
/** Contrast of the title at full size that is as good as any, and of what is left of it when small. */
const GOOD = { large: 7, small: 4.5 };
/** A poster without a picture has no subject but its words; a large figure is one. */
const WITHOUT_PICTURE = 0.3;
const WITH_FIGURE = 0.55;
/** Lines up to which a title is taken in at a glance, and what each more costs. */
const LINES = { good: 3, cost: 0.15 };
const SHORTENED = 0.6;
const BROKEN = 0.3;
/** How much each counts: what cannot be read small is not looked at. */
const WEIGHTS = { contrast: 0.2, legibility: 0.35, subject: 0.25, fit: 0.2 };

type Parts = Omit<ThumbnailScore, 'file' | 'layout' | 'score'>;

/** Scores a poster, each part from 0 to 1: contrast, legibility at 120 pixels, subject and fit of the title, and all together. */
export function scoreThumbnail(
  poster: DrawnPoster,
  picture: UserPicture | undefined,
): Parts & { score: number } {
  const parts: Parts = {
    contrast: round(contrastOf(poster)),
    legibility: round(legibility(poster)),
    subject: round(subjectOf(poster, picture)),
    fit: round(fitOf(poster)),
  };
  const score = Object.entries(WEIGHTS).reduce(
    (sum, [name, weight]) => sum + weight * parts[name as keyof Parts],
    0,
  );
  return { ...parts, score: round(score) };
}

function contrastOf({ canvas, lettering }: DrawnPoster): number {
  const { width, height } = canvas;
  const frame = { width, height, data: canvas.getContext('2d').getImageData(0, 0, width, height).data };
  const ratios = lettering.flatMap((line) => {
    if (line.colour === undefined) return [];
    const colour = rgbOf(line.colour as Colour);
    const reach = Math.round(line.size * 0.22);
    return [measureContrast(frame, inkByColour(frame, line, colour, reach), [colour], reach).ratio];
  });
  return ratios.length === 0 ? 0 : Math.min(...ratios) / GOOD.large;
}

/** How large the title's letters are when the poster is small, and how much of their contrast is left in their lines. */
function legibility({ canvas, lettering }: DrawnPoster): number {
  if (lettering.length === 0) return 0;
  const scale = SMALL / canvas.width;
  const height = Math.max(1, Math.round(canvas.height * scale));
  const context = createCanvas(SMALL, height).getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvas, 0, 0, SMALL, height);
  const smallest = Math.min(...lettering.map(({ size }) => size)) * scale;
  const size = Math.min(1, Math.max(0, (smallest - EM.least) / (EM.good - EM.least)));
  const ratios = lettering.map(({ x, y, width, height: high }) => {
    const [w, h] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(high * scale))];
    const { data } = context.getImageData(Math.round(x * scale), Math.round(y * scale), w, h);
    return spreadOf(data);
  });
  return Math.sqrt(size * Math.min(1, Math.min(...ratios) / GOOD.small));
}

/** Contrast of the lighter and the darker parts of a picture: of those that a tenth of its pixels pass on either side. */
function spreadOf(data: Uint8ClampedArray): number {
  const pixels: Rgb[] = [];
  for (let at = 0; at < data.length; at += 4)
    pixels.push([data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]);
  const light = ([red, green, blue]: Rgb) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  pixels.sort((one, other) => light(one) - light(other));
  const at = (part: number): Rgb => pixels[Math.floor((pixels.length - 1) * part)] ?? [0, 0, 0];
  return contrast(at(0.1), at(0.9));
}

/**
 * How much of what there is to see is seen beside the title: the share of the picture's interest that no line covers, weighed by
 * how much of the picture is in the frame. Faces are not looked for: that would need a model, which is none of what comes with us.
 */
function subjectOf(
  { canvas, lettering, crop, hasFigure }: DrawnPoster,
  picture: UserPicture | undefined,
): number {
  if (picture === undefined || crop === undefined) {
    return hasFigure ? WITH_FIGURE : WITHOUT_PICTURE;
  }
  const map = interestOf(picture);
  const box = titleBox(lettering);
  let [all, inFrame, seen] = [0, 0, 0];
  for (let row = 0; row < map.rows; row += 1) {
    for (let column = 0; column < map.columns; column += 1) {
      const value = map.values[row * map.columns + column] ?? 0;
      all += value;
      const x = (((column + 0.5) / map.columns - crop.x) / crop.width) * canvas.width;
      const y = (((row + 0.5) / map.rows - crop.y) / crop.height) * canvas.height;
      if (x < 0 || y < 0 || x >= canvas.width || y >= canvas.height) continue;
      inFrame += value;
      const covered = x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
      if (!covered) seen += value;
    }
  }
  return all === 0 || inFrame === 0 ? 0 : Math.sqrt((seen / inFrame) * (inFrame / all));
}

function titleBox(lettering: DrawnPoster['lettering']) {
  return {
    left: Math.min(...lettering.map(({ x }) => x)),
    right: Math.max(...lettering.map(({ x, width }) => x + width)),
    top: Math.min(...lettering.map(({ y }) => y)),
    bottom: Math.max(...lettering.map(({ y, height }) => y + height)),
  };
}

function fitOf({ title, canvas }: DrawnPoster): number {
  if (!title) return 0;
  const extra = Math.max(0, title.lines.length - LINES.good) * LINES.cost;
  const size = Math.min(1, title.size / (Math.min(canvas.width, canvas.height) * 0.14));
  return Math.max(0, size - extra - (title.shortened ? SHORTENED : 0) - (title.broken ? BROKEN : 0));
}

function round(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 100) / 100;
}
