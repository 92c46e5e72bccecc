import type { DeliveryCheck } from '#shared/domain/delivery-report.ts';
import { FPS, type Lettering, type Timeline, type TimelineScene } from '#shared/domain/timeline.ts';
import type { FramePixels } from '#shared/publish/contract/measure-contrast.ts';
import { inkByColour, LEAST_INK, measureContrast } from '#shared/publish/contract/measure-contrast.ts';
import { type StandingFrame, stands } from '#shared/publish/contract/standing-frames.ts';
import { type Area, captionArea } from '#shared/scenes/frame.ts';
import { type Colour, rgbOf } from '#shared/scenes/styles/colour.ts';

/** WCAG 2.2, success criterion 1.4.3: body text, and large text. */
const CONTRAST = { body: 4.5, large: 3 };
/** A text is large whose em is higher than this part of the frame's short side. */
const LARGE = 1 / 18;
/** Encoding takes a little from every edge: what was drawn with 4.5 is measured with 4.2 or more. */
const LOST = 0.93;
/** Title-safe: 90 % of each side (SMPTE ST 2046-1). */
const SAFE_MARGIN = 0.05;
/** So far ink may reach out of its place, in parts of its em: rounding, and the tails of italics. */
const SLACK = 0.06;
/** How far around letters their ground is looked at, in em. */
const REACH = 0.22;
/** How far what stresses a word reaches beside it, and the least of a text that is looked at, in parts of its size. */
const BESIDE = 0.2;
const LEAST_LEFT = 0.6;

/** What one text came to on the frame where its scene stands. */
export interface TextReading {
  scene: TimelineScene;
  text: string;
  ratio: number;
  needed: number;
  /** Its letters were not found at all. */
  missing: boolean;
}

/** Texts of the pictures: inside the title-safe area, and not where captions are burned in. */
export function checkPlaces({ scenes, captions, width, height }: Timeline): DeliveryCheck {
  const wanted = `inside ${(1 - 2 * SAFE_MARGIN) * 100} % of the frame${captions === 'burned' ? ', above the captions' : ''}`;
  const safe = {
    x: width * SAFE_MARGIN,
    y: height * SAFE_MARGIN,
    width: width * (1 - 2 * SAFE_MARGIN),
    height: height * (1 - 2 * SAFE_MARGIN),
  };
  const strip = captionArea({ width, height });
  for (const scene of scenes) {
    for (const line of scene.lettering ?? []) {
      const fault = (measured: string): DeliveryCheck => ({
        promise: 'texts-in-place',
        wanted,
        measured: `“${line.text.slice(0, 60)}” in ${scene.id} ${measured}`,
        ok: false,
        atMs: Math.round((scene.startFrame * 1000) / FPS),
      });
      if (!contains(safe, line, line.size * SLACK)) return fault('reaches out of the safe area');
      const spoken = captions === 'burned' && scene.narration.words.length > 0;
      if (spoken && overlaps(strip, line, line.size * SLACK)) return fault('stands where captions do');
    }
  }
  return { promise: 'texts-in-place', wanted, measured: wanted, ok: true };
}

/** Measures every text that stands on a frame and has one colour. */
export function readTexts(frame: FramePixels, { frame: number, scene }: StandingFrame): TextReading[] {
  const shown = (scene.lettering ?? []).filter(({ layer }) =>
    stands(scene, layer, number - scene.startFrame),
  );
  return shown.flatMap((whole, index) => {
    const line = uncovered(whole, shown.slice(index + 1));
    if (line?.colour === undefined) return [];
    const colour = rgbOf(line.colour as Colour);
    const reach = Math.max(3, Math.round(line.size * REACH));
    const { ratio, ink } = measureContrast(frame, inkByColour(frame, line, colour, reach), [colour], reach);
    const large = line.size > Math.min(frame.width, frame.height) * LARGE;
    const needed = large ? CONTRAST.large : CONTRAST.body;
    return [{ scene, text: line.text, ratio, needed, missing: ink < LEAST_INK }];
  });
}

/** Texts that stand out from what is behind them, measured on the film's own frames. */
export function checkLegible(readings: readonly TextReading[]): DeliveryCheck {
  const wanted = `a contrast of ${CONTRAST.body}, of large letters ${CONTRAST.large}`;
  const margin = ({ ratio, needed, missing }: TextReading) => (missing ? 0 : ratio / needed);
  const [worst] = readings.toSorted((one, other) => margin(one) - margin(other));
  if (!worst) return { promise: 'texts-legible', wanted, measured: 'no text in the pictures', ok: true };
  const { scene, text, ratio, missing } = worst;
  const ok = margin(worst) >= LOST;
  const place = `“${text.slice(0, 60)}” in ${scene.id}`;
  return {
    promise: 'texts-legible',
    wanted,
    measured: missing ? `${place} cannot be seen` : `${place} has ${ratio.toFixed(1)}`,
    ok,
    atMs: Math.round((scene.startFrame * 1000) / FPS),
  };
}

function contains(outer: Area, { x, y, width, height }: Area, slack: number): boolean {
  return (
    x >= outer.x - slack &&
    y >= outer.y - slack &&
    x + width <= outer.x + outer.width + slack &&
    y + height <= outer.y + outer.height + slack
  );
}

function shared(one: Area, other: Area): { width: number; height: number } {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return { width: Math.max(0, width), height: Math.max(0, height) };
}

function overlaps(one: Area, other: Area, slack: number): boolean {
  const { width, height } = shared(one, other);
  return width > slack && height > slack;
}

/** The longest part of a text over which no later one is drawn, as a stressed word is over the plain one; undefined for next to nothing. */
function uncovered(line: Lettering, later: readonly Lettering[]): Lettering | undefined {
  const beside = line.size * BESIDE;
  const parts = later
    .filter((other) => overlaps(line, other, 0))
    .reduce(
      (left, { x, width }) =>
        left.flatMap(([from, to]) => [
          [from, Math.min(to, x - beside)] as const,
          [Math.max(from, x + width + beside), to] as const,
        ]),
      [[line.x, line.x + line.width] as const],
    );
  const [from, to] = parts.toSorted((one, other) => other[1] - other[0] - (one[1] - one[0]))[0] ?? [0, 0];
  if (to - from < line.size * LEAST_LEFT) return undefined;
  const x = Math.ceil(from);
  return { ...line, x, width: Math.max(1, Math.floor(to) - x) };
}
