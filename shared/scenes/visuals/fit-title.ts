import type { Type } from '#shared/scenes/styles/style-sheet.ts';
import type { FittedText, TextBox } from '#shared/scenes/text/fit-text.ts';
import type { Stage } from '#shared/scenes/visuals/visual-kind.ts';

/** A title on fewer lines may be this much smaller: `The deep sea` reads better on one line than torn after its article. */
const FEWER_LINES = 0.76;

/** Fits a title as large as it can be, on fewer lines where those are hardly smaller. */
export function fitTitle(text: string, type: Type, box: TextBox, fit: Stage['fit']): FittedText {
  let best = fit(text, type, box);
  const least = best.size * FEWER_LINES;
  for (let maxLines = best.lines.length - 1; maxLines > 0; maxLines -= 1) {
    const fewer = fit(text, type, { ...box, maxLines, min: Math.max(box.min, least), whole: true });
    if (fewer.shortened || fewer.broken || fewer.size < least) break;
    best = fewer;
  }
  return best;
}
