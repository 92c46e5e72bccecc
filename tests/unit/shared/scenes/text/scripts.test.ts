import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { captionText } from '#shared/render/captions/clean-text.ts';
import { withoutMissingEmoji } from '#shared/scenes/text/emoji.ts';
import { drawableText, isRightToLeft, missingScripts, undrawable } from '#shared/scenes/text/scripts.ts';
import { withFonts } from '#tests/unit/shared/scenes/scene-kit.ts';

beforeAll(withFonts);

it.each([
  ['German', 'Größe, Übermut, Straße, „so“'],
  ['Vietnamese', 'Đại dương sâu thẳm ở đâu?'],
  ['Polish', 'Zażółć gęślą jaźń'],
  ['Russian', 'Глубина океана'],
  ['Greek', 'Τα βάθη των ωκεανών'],
  ['Hindi', 'समुद्र की गहराई, ३४५ मीटर।'],
  ['Arabic', 'عمق المحيط، ٣٤٥ مترًا؟'],
  ['Persian', 'می‌خواهم بدانم'],
  ['Hebrew', 'עומק הים הגדול'],
  ['Thai', 'ความลึกของมหาสมุทร'],
  ['signs', '10 % – 3 °C × 5 €/m² → “x” … ½'],
])('our own fonts draw %s', (_, text) => {
  expect(missingScripts(text)).toEqual([]);
  expect(drawableText(text)).toBe(text);
});

it.each([
  ['7月から9月', ['Han', 'Hiragana']],
  ['the word 海 (sea)', ['Han']],
  ['clay \u{12000}\u{12001} tablet', ['Symbols']],
  ['바다 and বাংলা', ['Bengali', 'Hangul']],
  ['Հայերեն', ['Armenian']],
])(
  'of a text with letters that no font has nothing is drawn, whatever the system has: %s',
  (text, scripts) => {
    expect(missingScripts(text)).toEqual(scripts);
    expect(drawableText(text)).toBe('');
    expect(undrawable(text)).toBeDefined();
  },
);

it('captions keep no ornament that would be an empty box', () => {
  for (let point = 0x80; point < 0x1fc00; point += 1) {
    const kept = withoutMissingEmoji(captionText(String.fromCodePoint(point)));
    if (/^\p{So}$/u.test(kept)) expect([kept, undrawable(kept)]).toEqual([kept, undefined]);
  }
});

it.each([
  ['a smiley', 'Hello 😀!', 'Hello !'],
  ['a family joined of four', '👩‍👩‍👧‍👦', ''],
  ['a flag', '🇫🇷 France', 'France'],
  ['a skin tone', 'ok 👍🏽 then', 'ok then'],
  ['a keycap', 'press 3️⃣', 'press 3'],
  ['digits and trade marks stay', '2024 #1 © ™', '2024 #1 © ™'],
  ['ornaments that no font has', '❧ Part 𝌆 one', 'Part one'],
])('emoji that no font has are left out without a notice: %s', (_, text, kept) => {
  expect(drawableText(text)).toBe(kept);
  expect(missingScripts(text)).toEqual([]);
});

it.each([
  ['controls', 'a\u{0}b\u{7}c', 'abc'],
  ['marks that turn direction', 'safe\u{202e}gpj.exe', 'safegpj.exe'],
  ['zero-width characters', 'a\u{200b}b\u{feff}c', 'abc'],
  ['lone surrogates', 'a\u{d800}b', 'ab'],
  ['line ends and tabs become spaces', 'a\r\n\tb', 'a b'],
])('%s do no harm', (_, text, kept) => {
  expect(drawableText(text)).toBe(kept);
});

it('what is drawable stays so, whatever the text was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      const kept = drawableText(text);
      expect(missingScripts(kept)).toEqual([]);
      expect(drawableText(kept)).toBe(kept);
    }),
    { numRuns: 150, seed: 9 },
  );
});

it('direction follows the first letter', () => {
  expect(isRightToLeft('123 שלום world')).toBe(true);
  expect(isRightToLeft('World שלום')).toBe(false);
  expect(isRightToLeft('123')).toBe(false);
});
