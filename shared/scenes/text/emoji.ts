import { hasGlyph } from '#shared/scenes/text/glyphs.ts';

/** Emoji as people see them: whole, with joiners and skin tones, flags, keycaps; and parts of such that stand alone. */
const EMOJI =
  /\p{RGI_Emoji}|[\p{Extended_Pictographic}--[©®™↔]]\u{fe0f}?|[\p{Regional_Indicator}\p{Emoji_Modifier}\u{20e3}\u{fe0e}\u{fe0f}\u{e0020}-\u{e007f}]/gv;
/** Parts that mean nothing alone. */
const PART = /^[\p{Regional_Indicator}\p{Emoji_Modifier}\u{20e3}\u{fe0e}\u{fe0f}\u{e0020}-\u{e007f}]$/v;
/** What joins the parts of an emoji or says which of them is meant, and is never seen itself. */
const JOINER = /^[\u{200d}\u{fe0f}\u{e0020}-\u{e007f}]$/v;

/**
 * A text without the emoji that our fonts lack: none, where the pack of colour emoji is installed. Of a keycap the key stays. The
 * letters of our fonts must have been read.
 */
export function withoutMissingEmoji(text: string): string {
  return text.replace(EMOJI, (emoji) => {
    if (PART.test(emoji)) return '';
    if ([...emoji].every((part) => JOINER.test(part) || hasGlyph(part))) return emoji;
    return emoji.endsWith('\u{20e3}') ? emoji.charAt(0) : '';
  });
}
