import { expect, test } from 'vitest';
import type { CaptionStyle, Cue } from '#shared/domain/render-plan.ts';
import { writeAss } from '#shared/render/captions/ass.ts';

const style: CaptionStyle = {
  kind: 'karaoke',
  weight: 800,
  fontFamily: 'Inter ExtraBold',
  fontSize: 50,
  fill: '#ffffff',
  highlight: '#f7c873',
  outline: '#070b18',
  outlineWidth: 3,
  shadow: 1,
};
const size = { width: 1920, height: 1080 };
const cue: Cue = {
  startFrame: -10,
  endFrame: 40,
  lines: [
    [
      { text: 'One', startFrame: -10 },
      { text: ' two', startFrame: 5 },
    ],
    [{ text: 'three', startFrame: 20 }],
  ],
  spoken: true,
};
const dialogues = (text: string) => text.split('\n').filter((line) => line.startsWith('Dialogue'));

test('each word lights up from its beginning to that of the next, cut to the frames of the segment', () => {
  expect(dialogues(writeAss([cue], style, size, 30))).toEqual([
    'Dialogue: 0:00:00.00,0:00:00.16,Caption,{\\1c&H0073C8F7&}One{\\1c&H00FFFFFF&} two\\Nthree',
    'Dialogue: 0:00:00.16,0:00:00.66,Caption,One {\\1c&H0073C8F7&}two{\\1c&H00FFFFFF&}\\Nthree',
    'Dialogue: 0:00:00.66,0:00:01.00,Caption,One two\\N{\\1c&H0073C8F7&}three{\\1c&H00FFFFFF&}',
  ]);
});

test('a caption that nobody speaks is one event in one colour', () => {
  expect(dialogues(writeAss([{ ...cue, spoken: false }], style, size, 30))).toEqual([
    'Dialogue: 0:00:00.00,0:00:01.00,Caption,One two\\Nthree',
  ]);
});

test('braces and backslashes of a text are shown, never obeyed', () => {
  const lines = [[{ text: '{\\b1}C:\\New\\hat}', startFrame: 0 }]];
  const [event] = dialogues(writeAss([{ ...cue, startFrame: 0, lines, spoken: false }], style, size, 30));
  expect(event?.split('Caption,')[1]).toBe('\\{\\\u2060b1\\}C:\\\u2060New\\\u2060hat\\}');
});

test('the file says whose pixels and colours it speaks of', () => {
  const text = writeAss([cue], style, { width: 1080, height: 1920 }, 30);
  expect(text).toContain('PlayResX: 1080\nPlayResY: 1920\n');
  expect(text).toContain('YCbCr Matrix: TV.709');
  expect(text).toContain('Style: Caption,Inter ExtraBold,71.50,&H00FFFFFF');
});
