import { withoutMissingEmoji } from '#shared/scenes/text/emoji.ts';
import { hasGlyph } from '#shared/scenes/text/glyphs.ts';

/** Scripts by the name people know them by; whatever else no font has counts as `Symbols`. */
const SCRIPTS = [
  'Arabic',
  'Armenian',
  'Bengali',
  'Cyrillic',
  'Devanagari',
  'Ethiopic',
  'Georgian',
  'Greek',
  'Gujarati',
  'Gurmukhi',
  'Han',
  'Hangul',
  'Hebrew',
  'Hiragana',
  'Kannada',
  'Katakana',
  'Khmer',
  'Lao',
  'Latin',
  'Malayalam',
  'Mongolian',
  'Myanmar',
  'Sinhala',
  'Tamil',
  'Telugu',
  'Thai',
  'Tibetan',
].map((name) => ({ name, pattern: new RegExp(`\\p{Script=${name}}`, 'u') }));

/** Control, private and unassigned characters, lone surrogates, and marks that show nothing; joiners shape letters, others emoji. */
const INVISIBLE =
  /[[\p{Cc}\p{Co}\p{Cn}\p{Cs}\p{Default_Ignorable_Code_Point}]--[\u{200c}\u{200d}\u{fe0f}\u{e0020}-\u{e007f}]]/gv;

/** Symbols that tell nothing: stars, bullets, ornaments. */
const ORNAMENT = /^\p{So}$/u;

/** Joiners of letters and parts of emoji that are never seen themselves. */
const UNSEEN = /\s|\u{200c}|\u{200d}|\u{fe0f}|[\u{e0020}-\u{e007f}]/u;

/** Whether a character needs no glyph or has one. */
function canDraw(character: string): boolean {
  return UNSEEN.test(character) || hasGlyph(character);
}

/** A text without what is not drawn: emoji and ornaments that no font has, invisible characters; white space collapsed. */
function cleaned(text: string): string {
  const plain = withoutMissingEmoji(text.replace(/[^\S\u{a0}\u{202f}\u{feff}]/gu, ' ')).replace(
    INVISIBLE,
    '',
  );
  const shown = [...plain].filter((character) => !ORNAMENT.test(character) || hasGlyph(character));
  return shown.join('').replace(/ +/gu, ' ').trim();
}

/** The first character of a text that would be drawn as an empty box, exactly as the text is; undefined when there is none. */
export function undrawable(text: string): string | undefined {
  return [...text.replace(INVISIBLE, '')].find((character) => !canDraw(character));
}

/** Names of the scripts in `text` that our fonts cannot draw, sorted; emoji and ornaments do not count. */
export function missingScripts(text: string): string[] {
  const missing = new Set<string>();
  for (const character of cleaned(text)) {
    if (canDraw(character)) continue;
    missing.add(SCRIPTS.find(({ pattern }) => pattern.test(character))?.name ?? 'Symbols');
  }
  return [...missing].sort();
}

/**
 * A text as it can be drawn: without emoji and ornaments that no font has and control characters, white space collapsed. Empty when it has a
 * letter that our fonts lack: what is left of such a text says something else than the text ("7月から9月" is not "79").
 */
export function drawableText(text: string): string {
  const shown = cleaned(text);
  return [...shown].every(canDraw) ? shown : '';
}

/** Whether a text runs from right to left: its first letter is of such a script. */
export function isRightToLeft(text: string): boolean {
  const letter = /\p{L}/u.exec(text)?.[0];
  return (
    letter !== undefined &&
    /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(letter)
  );
}
