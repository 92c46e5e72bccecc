import * as z from 'zod';

/** An opaque sRGB colour, `#rrggbb` in lower case. */
export const Colour = z.string().regex(/^#[0-9a-f]{6}$/);
export type Colour = z.infer<typeof Colour>;

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** The channels of `#rrggbb`. */
export function rgbOf(colour: Colour): Rgb {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** The colour as `#rrggbb`, each channel rounded. */
export function hexOf(rgb: Rgb): Colour {
  return `#${rgb.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;
}

/** What is seen of a colour `below` with another over it, whose opacity is 0 to 1. */
export function mixed(below: Rgb, over: Rgb, opacity: number): Rgb {
  const channel = (at: 0 | 1 | 2): number => below[at] + (over[at] - below[at]) * opacity;
  return [channel(0), channel(1), channel(2)];
}

/** The colour as CSS with the given opacity, 0 to 1. */
export function withAlpha(colour: Colour, alpha: number): string {
  return `rgba(${rgbOf(colour).join(',')},${alpha})`;
}

/** Relative luminance, 0 to 1 (WCAG 2.2, definition of relative luminance). */
function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours, 1 to 21 (WCAG 2.2, success criterion 1.4.3; body text needs 4.5). */
export function contrast(one: Rgb, other: Rgb): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}
