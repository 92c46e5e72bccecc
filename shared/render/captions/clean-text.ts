/** Stars, bullets and ornaments, but for emoji and for those that all our fonts together have: others would be empty boxes. */
const ORNAMENT =
  /[\p{So}--\p{Extended_Pictographic}--\p{Regional_Indicator}--[©®°№™℗℠\u{2195}\u{2197}-\u{2199}■□▪△▷▼◁◆◇○●★☆✓✗\u{60e}\u{60f}\u{6de}\u{6e9}\u{fdfd}]]/gv;
/** A joiner binds emoji but also shapes letters of Persian or Hindi, where it stays. */
const LOOSE_JOINER = /(?<![\p{L}\p{Emoji}]\p{M}*)\u200D|\u200D(?![\p{L}\p{Emoji}])/gu;
/** Line and paragraph separators count as white space below; overrides could turn the text after a word around. */
const CONTROLS = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/**
 * A word as a caption can show it: in one line, without control characters, lone surrogates and ornaments that would be empty
 * boxes. Emoji stay: which of them can be drawn is known where they are. May be empty.
 */
export function captionText(word: string): string {
  return word
    .toWellFormed()
    .replace(/\uFFFD/g, '')
    .replace(/\s+/g, ' ')
    .replace(ORNAMENT, '')
    .replace(LOOSE_JOINER, '')
    .replace(CONTROLS, '')
    .trim();
}
