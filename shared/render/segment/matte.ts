import type { FrameSize } from '#shared/scenes/frame.ts';

/** Luma of black and white in limited range, and chroma of all greys. */
const [BLACK, WHITE, GREY] = [16, 235, 128];
const RANGE = WHITE - BLACK;

/** Bytes of a yuva420p frame: luma, chroma of a quarter each, and the alpha of luma. */
export function matteBytes({ width, height }: FrameSize): number {
  return (width * height * 5) / 2;
}

/**
 * Finds what lies over a ground from the same picture over black and over white (yuv420p, BT.709 limited range): where they
 * differ the ground is seen through (a difference matte; A. R. Smith and J. Blinn, "Blue Screen Matting", SIGGRAPH 1996,
 * theorem 4). Writes yuva420p with straight alpha, which is how VP9 and ProRes have it: colours are not
 * multiplied by it, and black where nothing is. Alpha has 220 steps.
 */
export function writeMatte(
  overBlack: Uint8Array,
  overWhite: Uint8Array,
  target: Uint8Array,
  { width, height }: FrameSize,
): void {
  const pixels = width * height;
  const alphaAt = (pixels * 3) / 2;
  for (let i = 0; i < pixels; i++) {
    const seen = overBlack[i] as number;
    const covered = Math.min(RANGE, Math.max(0, RANGE - ((overWhite[i] as number) - seen)));
    target[alphaAt + i] = Math.round((covered * 255) / RANGE);
    // Of the black behind it, what is seen through is taken away.
    const own = seen - (BLACK * (RANGE - covered)) / RANGE;
    target[i] = covered === 0 ? BLACK : bounded((own * RANGE) / covered, BLACK, WHITE);
  }
  const columns = width / 2;
  for (let plane = 0; plane < 2; plane++) {
    const at = pixels + (plane * pixels) / 4;
    for (let y = 0; y < height / 2; y++) {
      for (let x = 0; x < columns; x++) {
        const upper = alphaAt + 2 * y * width + 2 * x;
        const lower = upper + width;
        const alpha =
          ((target[upper] as number) +
            (target[upper + 1] as number) +
            (target[lower] as number) +
            (target[lower + 1] as number)) /
          (4 * 255);
        const i = at + y * columns + x;
        const own = (overBlack[i] as number) - GREY * (1 - alpha);
        target[i] = alpha === 0 ? GREY : bounded(own / alpha, BLACK, 240);
      }
    }
  }
}

function bounded(value: number, least: number, most: number): number {
  return Math.round(Math.min(most, Math.max(least, value)));
}
