import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { CaptionStyle, Cue } from '#shared/domain/render-plan.ts';
import { createMediaTools } from '#shared/node/media-tools.ts';
import { writeAss } from '#shared/render/captions/ass.ts';
import { captionFormat } from '#shared/render/captions/caption-format.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';
import { captionArea } from '#shared/scenes/frame.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { never, testFolder } from '#tests/unit/shared/render/ffmpeg/make-media.ts';

const folder = testFolder();
const tools = createMediaTools({ cacheFolder: path.join(folder, 'cache') });
const size = { width: 640, height: 360 };
const { style } = captionFormat({ captionLook: STYLE_SHEETS.midnight.captions, ...size });

/** RGB of frame `at` with nothing but the caption on black, as libass draws it; its words begin 10 frames apart. */
async function draw(lines: readonly string[], look: CaptionStyle, at = 0): Promise<Uint8Array> {
  let startFrame = -10;
  const words = lines.map((line) =>
    (line.match(/ ?\S+/g) ?? []).map((text) => {
      startFrame += 10;
      return { text, startFrame };
    }),
  );
  const cue: Cue = { startFrame: 0, endFrame: 90, lines: words, spoken: true };
  writeFileSync(path.join(folder, 'text.ass'), writeAss([cue], look, size, 90));
  await runFfmpeg({
    program: await tools.ffmpeg(),
    folder,
    environment: { FONTCONFIG_FILE: await tools.fontsConf() },
    inputs: [],
    filterGraph: `color=c=black:s=${size.width}x${size.height}:r=30:d=3,ass=filename=text.ass,select=eq(n\\,${at}),format=rgb24[v]`,
    outputs: [{ file: 'text.raw', options: ['-map', '[v]', '-frames:v', '1', '-f', 'rawvideo'] }],
    timeoutMs: 20_000,
    signal: never,
  });
  return readFileSync(path.join(folder, 'text.raw'));
}

/** What is brighter than half: how many pixels, between which rows, and how many of them are nearer to a colour than to white. */
function ink(rgb: Uint8Array, colour = '#f7c873') {
  const blue = Number.parseInt(colour.slice(5), 16);
  let [count, coloured, top, bottom] = [0, 0, size.height, 0];
  for (let at = 0; at < rgb.length; at += 3) {
    if ((rgb[at] as number) < 128) continue;
    const row = Math.floor(at / 3 / size.width);
    if ((rgb[at + 2] as number) < (blue + 255) / 2) coloured++;
    [count, top, bottom] = [count + 1, Math.min(top, row), Math.max(bottom, row + 1)];
  }
  return { count, coloured, top, bottom };
}

test.each([
  ['Latin', ['Ångström, Öl and Éa', 'more than 70% gypsy']],
  ['Arabic', ['قال العالم: «نعرف عن القمر', 'أكثر مما نعرف عن البحر 70٪ إِلَيْهِ»']],
  ['Hebrew', ['האוקיינוס מכסה יותר', 'מ־70% משטח כדור הארץ לךףץ']],
  ['Thai', ['มหาสมุทรปกคลุมพื้นผิวโลก', '70% ร่องลึกที่ญี่ปุ่น ฐู']],
  ['Hindi', ['गहराई में कई जीव रहते हैं:', 'चमकती मछलियाँ, कीड़े और ह्रूं 70%']],
  ['Japanese', ['深海は地球の半分以上を', '占めています「静か」70%']],
])(
  'players draw %s captions of the ASS file bold, in two lines above the lower edge of the area',
  async (_, lines) => {
    // Act
    const plain = ink(await draw(lines, { ...style, fontFamily: 'Inter' }));
    const bold = ink(await draw(lines, style));
    // Assess
    const area = captionArea(size);
    expect(bold.count).toBeGreaterThan(plain.count * 1.2);
    expect(bold.bottom).toBeLessThanOrEqual(area.y + area.height);
    expect(bold.bottom - bold.top).toBeGreaterThan(1.6 * style.fontSize);
  },
);

test('a player lights up the words of the ASS file in their turn', async () => {
  const lines = ['one two', 'three four'];
  const lit = [];
  for (const frame of [1, 15, 35]) lit.push(ink(await draw(lines, style, frame)));
  const parts = lit.map(({ coloured, count }) => coloured / count);
  expect(parts[0]).toBeLessThan(0.35);
  expect(parts[1]).toBeGreaterThan((parts[0] as number) + 0.1);
  expect(parts[2]).toBeGreaterThan(0.95);
});

test('the words of `pop` come to rest larger than those of a whole caption', async () => {
  const rested = ink(await draw(['one two'], { ...style, kind: 'pop' }, 19));
  const whole = ink(await draw(['one two'], style, 19));
  expect(rested.bottom - rested.top).toBeGreaterThan(1.4 * (whole.bottom - whole.top));
});
