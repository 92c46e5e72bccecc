import { createCanvas } from '@napi-rs/canvas';
import { fontOf } from '#shared/scenes/text/fonts.ts';

/** Scripts by the name people know them by; whatever else is undrawable counts as `Symbols`. */
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

/** Emoji, their joiners, flags and skin tones; digits, `#` and `*` are letters here, and so are ©, ® and ™. */
const EMOJI =
  /(?:(?![©®™])\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u{fe0e}|\u{fe0f}|\u{20e3}|[\u{e0020}-\u{e007f}])\u{200d}?/gu;

/** Control, private and unassigned characters, lone surrogates, and marks that only steer direction. */
const INVISIBLE =
  /[\p{Cc}\p{Co}\p{Cn}\p{Cs}\u{200b}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2060}-\u{206f}\u{feff}]/gu;

const SIDE = 24;
const context = createCanvas(SIDE * 2, SIDE * 2).getContext('2d');
const drawable = new Map<string, boolean>();

function picture(character: string): Buffer {
  context.clearRect(0, 0, SIDE * 2, SIDE * 2);
  context.font = fontOf(400, SIDE);
  context.fillText(character, 4, SIDE * 1.5);
  return Buffer.from(context.getImageData(0, 0, SIDE * 2, SIDE * 2).data);
}

/** A code point that no font may have (a noncharacter): what it draws is what a missing glyph draws. */
let tofu: Buffer | undefined;

function canDraw(character: string): boolean {
  if (character <= '\u{24f}') return true;
  const known = drawable.get(character);
  if (known !== undefined) return known;
  tofu ??= picture('\u{10ffff}');
  const answer = /\p{M}|\p{Z}|\p{Cf}/u.test(character) || !picture(character).equals(tofu);
  drawable.set(character, answer);
  return answer;
}

/** Names of the scripts in `text` that no font at hand can draw, sorted; emoji do not count, they are left out. */
export function missingScripts(text: string): string[] {
  const missing = new Set<string>();
  for (const character of text.replace(EMOJI, '').replace(INVISIBLE, '')) {
    if (canDraw(character)) continue;
    missing.add(SCRIPTS.find(({ pattern }) => pattern.test(character))?.name ?? 'Symbols');
  }
  return [...missing].sort();
}

/**
 * The part of a text that can be drawn: without emoji, control characters and characters that would show as an empty
 * box, white space collapsed. May be empty.
 */
export function drawableText(text: string): string {
  const spaced = text
    .replace(/[\t\n\r\u{2028}\u{2029}]/gu, ' ')
    .replace(EMOJI, '')
    .replace(INVISIBLE, '');
  const kept = [...spaced].filter(canDraw).join('');
  return kept.replace(/[ \u{3000}]+/gu, ' ').trim();
}

/** Whether a text runs from right to left: its first letter is of such a script. */
export function isRightToLeft(text: string): boolean {
  const letter = /\p{L}/u.exec(text)?.[0];
  return (
    letter !== undefined &&
    /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(letter)
  );
}
