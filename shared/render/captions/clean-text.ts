/** Emoji and what builds them: selectors, joiners, skin tones, flags, keycaps, tags. Digits, # and * are only parts. */
const EMOJI =
  /[0-9#*]\u{FE0F}?\u{20E3}|[[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]--[©®™↔]]|[\u{FE0F}\u{E0020}-\u{E007F}]/gv;
/** A joiner binds emoji but also shapes letters of Persian or Hindi, where it stays. */
const LOOSE_JOINER = /(?<!\p{L}\p{M}*)\u200D|\u200D(?!\p{L})/gu;
/** Line and paragraph separators count as white space below; overrides could turn the text after a word around. */
const CONTROLS = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/**
 * A word as a caption can show it: in one line, without control characters and lone surrogates, and without emoji, which
 * libass draws as empty boxes. May be empty.
 */
export function captionText(word: string): string {
  return word
    .toWellFormed()
    .replace(/\uFFFD/g, '')
    .replace(/\s+/g, ' ')
    .replace(EMOJI, '')
    .replace(LOOSE_JOINER, '')
    .replace(CONTROLS, '')
    .trim();
}
