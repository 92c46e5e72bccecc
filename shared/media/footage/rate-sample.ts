import type { Sample } from '#shared/media/footage/sample-frames.ts';

/** How good a frame is to look at, each from 0 to 1. */
export interface Rating {
  /** Fine detail against the contrast there is: blurred and shaken frames have little. */
  sharpness: number;
  /** Mean light; 0.2 to 0.8 is comfortable. */
  brightness: number;
  /** How much of the range between black and white is used. */
  contrast: number;
}

/** Brightness of each pixel by ITU-R BT.709, 0 to 255. */
export function lightOf({ rgb, columns, rows }: Sample): Float64Array {
  const light = new Float64Array(columns * rows);
  for (let at = 0; at < light.length; at += 1) {
    const [red = 0, green = 0, blue = 0] = rgb.subarray(at * 3, at * 3 + 3);
    light[at] = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }
  return light;
}

/**
 * Rates a small copy of a frame. Sharpness is the energy of the Laplacian over that of the picture (Pertuz et al., Analysis of
 * focus measure operators, 2013: LAP over grey-level variance): 1 for hard edges, near 0 for fog.
 */
export function rateSample(sample: Sample, light = lightOf(sample)): Rating {
  const { columns, rows } = sample;
  const mean = light.reduce((sum, value) => sum + value, 0) / light.length;
  const variance = light.reduce((sum, value) => sum + (value - mean) ** 2, 0) / light.length;
  let detail = 0;
  for (let y = 1; y < rows - 1; y += 1) {
    for (let x = 1; x < columns - 1; x += 1) {
      const at = y * columns + x;
      const around =
        (light[at - 1] ?? 0) + (light[at + 1] ?? 0) + (light[at - columns] ?? 0) + (light[at + columns] ?? 0);
      detail += (4 * (light[at] ?? 0) - around) ** 2;
    }
  }
  const deviation = Math.sqrt(variance);
  const laplacian = Math.sqrt(detail / Math.max(1, (columns - 2) * (rows - 2)));
  return {
    // On an even picture noise is all the detail there is.
    sharpness: deviation < 2 ? 0 : Math.min(1, laplacian / deviation),
    brightness: mean / 255,
    contrast: Math.min(1, deviation / 64),
  };
}

/** One figure for a frame, 0 to 1: sharp, neither dark nor glaring, and not flat. */
export function scoreOf({ sharpness, brightness, contrast }: Rating): number {
  const lit = Math.min(1, brightness / 0.2, (1 - brightness) / 0.2);
  return Math.max(0, lit) * (0.6 * sharpness + 0.4 * contrast);
}
