import { createCanvas } from '@napi-rs/canvas';
import { beforeAll, expect, test } from 'vitest';
import { installCommand } from '#shared/scenes/text/font-packs.ts';
import { fontOf, registerFonts } from '#shared/scenes/text/fonts.ts';
import { drawableText, missingScripts } from '#shared/scenes/text/scripts.ts';
import { installed } from '#tests/unit/shared/scenes/scene-kit.ts';

beforeAll(() => registerFonts(installed));

/** Pixels of a text in white on black that are not grey. */
function coloured(text: string): number {
  const context = createCanvas(400, 80).getContext('2d');
  context.fillStyle = '#000';
  context.fillRect(0, 0, 400, 80);
  context.fillStyle = '#fff';
  context.font = fontOf(700, 48);
  context.fillText(text, 10, 60);
  const { data } = context.getImageData(0, 0, 400, 80);
  let count = 0;
  for (let at = 0; at < data.length; at += 4) {
    const [red, green, blue] = data.subarray(at, at + 3) as unknown as [number, number, number];
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > 40) count++;
  }
  return count;
}

test('with the pack of Japanese its letters are drawn', () => {
  expect(missingScripts('7月から9月の海')).toEqual([]);
  expect(drawableText('7月から9月の海')).toBe('7月から9月の海');
});

test('with the pack of emoji they are drawn whole and in colour, and stray parts of them are not', () => {
  for (const emoji of ['🚀', '👩‍👩‍👧‍👦', '👍🏽', '🇫🇷', '3️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿']) {
    expect(drawableText(`go ${emoji} on`)).toBe(`go ${emoji} on`);
  }
  for (const part of ['\u{1f3fd}', '\u{1f1eb}', '\u{fe0f}']) expect(drawableText(`a${part}b`)).toBe('ab');
  expect(coloured('🚀 👍🏽')).toBeGreaterThan(500);
  expect(coloured('rocket')).toBe(0);
});

test.each([
  [['Hangul'], 'ko', 'npm install --no-save @expo-google-fonts/noto-sans-kr'],
  [['Han'], 'zh-Hans', 'npm install --no-save @expo-google-fonts/noto-sans-sc'],
  [['Han', 'Hiragana'], 'ja', 'npm install --no-save @expo-google-fonts/noto-sans-jp'],
  [
    ['Han', 'Hangul'],
    'en',
    'npm install --no-save @expo-google-fonts/noto-sans-jp @expo-google-fonts/noto-sans-kr',
  ],
  [['Bengali', 'Han'], 'bn', undefined],
])('letters of %s in a film in %s: %s', (scripts, language, command) => {
  expect(installCommand(scripts, language)).toBe(command);
});
