import { STATEMENT_LAYOUTS } from '#shared/domain/storyboard.ts';
import { isPlainClaim } from '#shared/language/meaning-words.ts';
import { splitWords } from '#shared/language/words.ts';
import { oneOf, seeded } from '#shared/scenes/seeded.ts';
import {
  barred,
  centred,
  flush,
  keyed,
  low,
  type StatementLayout,
  type StatementText,
} from '#shared/scenes/visuals/statement-layouts.ts';
import type { VisualKind } from '#shared/scenes/visuals/visual-kind.ts';

/** Lengths in letters between which a name is worth standing alone. */
const KEYWORD = { least: 5, most: 14 };
/** A shorter sentence is hardly more than its name. */
const LEAST_WORDS = 6;
const CAPITAL = /^\p{Lu}/u;

/**
 * The name that may stand alone above its sentence: a stressed word with a capital that is no part of a longer name and no
 * figure, which would lose its unit. None where the sentence denies or limits what it says, or may do so for all we know:
 * a word that stands alone would say the contrary of it.
 */
function keywordOf({ text, emphasis }: StatementText, language: string): string | undefined {
  const words = splitWords(text);
  if (words.length < LEAST_WORDS || isPlainClaim(words, language) !== true) return undefined;
  return words.find(
    (word, index) =>
      index > 0 &&
      emphasis.includes(word) &&
      CAPITAL.test(word) &&
      /^[\p{L}\p{M}]+$/u.test(word) &&
      word.length >= KEYWORD.least &&
      word.length <= KEYWORD.most &&
      !(index > 1 && CAPITAL.test(words[index - 1] ?? '')) &&
      !CAPITAL.test(words[index + 1] ?? ''),
  );
}

/** The layout that a statement asks for, or else one of several by its words. */
function layoutOf(
  statement: StatementText,
  language: string,
  wanted: (typeof STATEMENT_LAYOUTS)[number] | undefined,
): StatementLayout {
  const keyword = keywordOf(statement, language);
  const last = keyword === undefined ? low : keyed(keyword);
  const layouts = { flush, centred, barred, low: last };
  return layouts[wanted ?? oneOf(seeded(`statement ${statement.text}`), STATEMENT_LAYOUTS)];
}

/** One sentence, large, its key words stressed; the lines come in one after the other. */
export const statementVisual: VisualKind<'statement'> = {
  kind: 'statement',
  draw({ text, emphasis, layout }, stage) {
    const statement = { text: stage.text(text), emphasis };
    return { overlays: layoutOf(statement, stage.language, layout)(statement, stage), description: text };
  },
};
