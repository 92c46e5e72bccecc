/** Emoji and what builds them: selectors, joiners, skin tones, flags, keycaps, tags. Digits, # and * are only parts. */
const EMOJI =
  /[0-9#*]\u{FE0F}?\u{20E3}|[[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]--[©®™↔]]|[\u{FE0F}\u{E0020}-\u{E007F}]/gv;
/** Stars, bullets and ornaments, but for those that all our fonts together have: others would be empty boxes. */
const ORNAMENT =
  /[\p{So}--[©®°№™℗℠\u{2195}\u{2197}-\u{2199}■□▪△▷▼◁◆◇○●★☆✓✗\u{60e}\u{60f}\u{6de}\u{6e9}\u{fdfd}]]/gv;
/** A joiner binds emoji but also shapes letters of Persian or Hindi, where it stays. */
const LOOSE_JOINER = /(?<!\p{L}\p{M}*)\u200D|\u200D(?!\p{L})/gu;
/** Line and paragraph separators count as white space below; overrides could turn the text after a word around. */
const CONTROLS = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/**
 * A word as a caption can show it: in one line, without control characters and lone surrogates, and without emoji and
 * ornaments, which libass would draw as empty boxes. May be empty.
 */
export function captionText(word: string): string {
  return word
    .toWellFormed()
    .replace(/\uFFFD/g, '')
    .replace(/\s+/g, ' ')
    .replace(EMOJI, '')
    .replace(ORNAMENT, '')
    .replace(LOOSE_JOINER, '')
    .replace(CONTROLS, '')
    .trim();
}
