import type { Type } from '#shared/scenes/styles/style-sheet.ts';
import { isRightToLeft } from '#shared/scenes/text/scripts.ts';

/** Scripts whose letters reach higher above and lower below their line than Latin ones. */
const TALL = /[\p{Script=Arabic}\p{Script=Thai}\p{Script=Devanagari}\p{Script=Lao}\p{Script=Khmer}]/u;
/** Scripts whose signs fill a square: without more room between lines they become a wall. */
const SQUARE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
/** Leading that is added for these scripts, in em. */
const MORE_LEADING = { tall: 0.24, square: 0.12 };

/**
 * The type of a style as a script bears it: a style's negative tracking is meant for Latin letters and would tear joined ones
 * apart or push signs into each other, and its leading may be too tight.
 */
export function typeForScript(type: Type, text: string): Type {
  const [tall, square] = [TALL.test(text), SQUARE.test(text)];
  if (!tall && !square && !isRightToLeft(text)) return type;
  const more = tall ? MORE_LEADING.tall : square ? MORE_LEADING.square : 0;
  return { ...type, tracking: Math.max(0, type.tracking), leading: type.leading + more };
}
