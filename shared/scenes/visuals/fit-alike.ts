import type { Type } from '#shared/scenes/styles/style-sheet.ts';
import type { FittedText, TextBox } from '#shared/scenes/text/fit-text.ts';
import type { Stage } from '#shared/scenes/visuals/visual-kind.ts';

/** Lays a text out at one size, whatever a style makes of its type; it is cut short where the box is too small. */
export function fitAt(
  size: number,
  text: string,
  type: Type,
  box: Omit<TextBox, 'max' | 'min'>,
  { fit }: Pick<Stage, 'fit'>,
): FittedText {
  return fit(text, { ...type, scale: 1 }, { ...box, max: size, min: size });
}

/** Fits texts of one rank into boxes of one size, all as large as the one that needs the most room. Sizes in pixels. */
export function fitAlike(
  texts: readonly string[],
  type: Type,
  box: TextBox,
  stage: Pick<Stage, 'fit'>,
): FittedText[] {
  const alone = texts.map((text) => stage.fit(text, type, box));
  const sizes = alone.filter(({ lines }) => lines.length > 0).map(({ size }) => size);
  const size = sizes.length > 0 ? Math.min(...sizes) : box.max;
  return texts.map((text) => fitAt(size, text, type, box, stage));
}
