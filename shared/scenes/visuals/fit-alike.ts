import type { Type } from '#shared/scenes/styles/style-sheet.ts';
import type { FittedText, TextBox } from '#shared/scenes/text/fit-text.ts';
import type { Stage } from '#shared/scenes/visuals/visual-kind.ts';

/** Fits texts of one rank into boxes of one size, all as large as the one that needs the most room. Sizes in pixels. */
export function fitAlike(
  texts: readonly string[],
  type: Type,
  box: TextBox,
  { fit }: Pick<Stage, 'fit'>,
): FittedText[] {
  const alone = texts.map((text) => fit(text, type, box));
  const sizes = alone.filter(({ lines }) => lines.length > 0).map(({ size }) => size);
  const size = Math.min(box.max, ...sizes);
  return texts.map((text) => fit(text, type, { ...box, max: size, min: size }));
}
