import { hasGlyph } from '#shared/scenes/text/glyphs.ts';

/** Emoji as people see them, with their joiners and skin tones, flags and keycaps; and parts of such that stand alone. */
export const EMOJI =
  /\p{RGI_Emoji}|[\p{Extended_Pictographic}--[©®™↔]]|[\p{Regional_Indicator}\p{Emoji_Modifier}\u{20e3}\u{fe0e}\u{fe0f}\u{e0020}-\u{e007f}]/gv;

const INVISIBLE = /^[\u{200d}\u{fe0e}\u{fe0f}]$/v;

/** A text without the emoji that our fonts lack: none is missing where the pack of colour emoji is installed. */
export function withoutMissingEmoji(text: string): string {
  return text.replace(EMOJI, (emoji) =>
    [...emoji].every((part) => INVISIBLE.test(part) || hasGlyph(part)) ? emoji : '',
  );
}
