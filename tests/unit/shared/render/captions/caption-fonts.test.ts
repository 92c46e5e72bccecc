import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Cue } from '#shared/domain/render-plan.ts';
import { createMediaTools } from '#shared/node/media-tools.ts';
import { writeAss } from '#shared/render/captions/ass.ts';
import { captionFormat } from '#shared/render/captions/caption-format.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';
import { captionArea } from '#shared/scenes/frame.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { never, testFolder } from '#tests/unit/shared/render/ffmpeg/make-media.ts';

const folder = testFolder();
const tools = createMediaTools({ cacheFolder: path.join(folder, 'cache') });
const size = { width: 1280, height: 720 };
const { style } = captionFormat({ captionLook: STYLE_SHEETS.midnight.captions, ...size });

/** Luma of a frame with nothing but the caption on black. */
async function draw(lines: readonly string[], fontFamily: string): Promise<Uint8Array> {
  const words = lines.map((text) => [{ text, startFrame: 0 }]);
  const cue: Cue = { startFrame: 0, endFrame: 9, lines: words, spoken: false };
  writeFileSync(path.join(folder, 'text.ass'), writeAss([cue], { ...style, fontFamily }, size, 9));
  await runFfmpeg({
    program: await tools.ffmpeg(),
    folder,
    environment: { FONTCONFIG_FILE: await tools.fontsConf() },
    inputs: [],
    filterGraph: `color=c=black:s=${size.width}x${size.height}:r=30:d=0.04,ass=filename=text.ass,format=gray[v]`,
    outputs: [{ file: 'text.raw', options: ['-map', '[v]', '-frames:v', '1', '-f', 'rawvideo'] }],
    timeoutMs: 20_000,
    signal: never,
  });
  return readFileSync(path.join(folder, 'text.raw'));
}

/** What is brighter than half: how many pixels, and between which rows. */
function ink(luma: Uint8Array) {
  let [count, top, bottom] = [0, size.height, 0];
  luma.forEach((value, at) => {
    if (value < 128) return;
    const row = Math.floor(at / size.width);
    [count, top, bottom] = [count + 1, Math.min(top, row), Math.max(bottom, row + 1)];
  });
  return { count, top, bottom };
}

test.each([
  ['Latin', ['Ångström, Öl and Éa', 'more than 70% gypsy']],
  ['Arabic', ['قال العالم: «نعرف عن القمر', 'أكثر مما نعرف عن البحر 70٪ إِلَيْهِ»']],
  ['Hebrew', ['האוקיינוס מכסה יותר', 'מ־70% משטח כדור הארץ לךףץ']],
  ['Thai', ['มหาสมุทรปกคลุมพื้นผิวโลก', '70% ร่องลึกที่ญี่ปุ่น ฐู']],
  ['Hindi', ['गहराई में कई जीव रहते हैं:', 'चमकती मछलियाँ, कीड़े और ह्रूं 70%']],
])('%s captions are bold and stand in the caption area', async (_, lines) => {
  // Act
  const [plain, bold] = [ink(await draw(lines, 'Inter')), ink(await draw(lines, 'Inter ExtraBold'))];
  // Assess
  const area = captionArea(size);
  expect(bold.count).toBeGreaterThan(plain.count * 1.25);
  expect(bold.top).toBeGreaterThanOrEqual(area.y);
  expect(bold.bottom).toBeLessThanOrEqual(area.y + area.height);
  expect(bold.bottom - bold.top).toBeGreaterThan(1.6 * style.fontSize);
});
