import { createCanvas } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { type Desk, emptyDesk } from '#tests/e2e/command.ts';

const TEXT = `---
duration: 15
quality: draft
music: off
---
# Reefs

![The reef at noon](reef.webp)

The reef at noon is full of fish. Corals grow by a centimetre a year. Storms break on them, and the coast stays dry.
`;

/** A desk with a text whose picture has a good head and nothing behind it. */
async function deskWithBrokenPicture(): Promise<Desk> {
  const desk = await emptyDesk();
  const canvas = createCanvas(400, 300);
  const context = canvas.getContext('2d');
  for (let x = 0; x < 400; x += 1) {
    context.fillStyle = `hsl(${x * 7} 80% ${x % 90}%)`;
    context.fillRect(x, 0, 1, 300);
  }
  const bytes = canvas.toBuffer('image/webp');
  bytes.fill(0xff, 620);
  await desk.put('reef.webp', bytes);
  await desk.put('reef.md', TEXT);
  return desk;
}

test.each([
  ['placeholder', /is shown as plain words/],
  ['drop', /was left out/],
])(
  'with a picture that is damaged and %s, the film is made and says so',
  { timeout: 120_000 },
  async (policy, said) => {
    const desk = await deskWithBrokenPicture();
    const { out, errors } = await desk.make(['reef.md', '--on-scene-failure', policy]);
    expect(out + errors).toMatch(said);
    expect(out).not.toMatch(/Verdict: passed/);
    expect(out).toMatch(/film\.mp4/);
  },
);

test('with a picture that is damaged and fail, no film is made', { timeout: 120_000 }, async () => {
  const desk = await deskWithBrokenPicture();
  const { code, errors } = await desk.make(['reef.md', '--on-scene-failure', 'fail']);
  expect(errors).toMatch(/Scene \d+ could not be made/);
  expect(code).toBe(1);
});
