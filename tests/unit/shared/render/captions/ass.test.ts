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

const textOf = (event: string | undefined) => event?.split(',').slice(9).join(',');

test('a spoken caption is one event that says for how long each word is heard, cut to the frames of the film', () => {
  expect(dialogues(writeAss([cue], style, size, 30))).toEqual([
    'Dialogue: 0,0:00:00.00,0:00:01.00,Spoken,,0,0,0,,{\\k16}One {\\k50}two\\N{\\k34}three',
  ]);
});

test('a caption that nobody speaks, and a subtle one, are in one colour', () => {
  const silent = writeAss([{ ...cue, spoken: false }], style, size, 30);
  expect(dialogues(silent)).toEqual(['Dialogue: 0,0:00:00.00,0:00:01.00,Caption,,0,0,0,,One two\\Nthree']);
  const subtle = writeAss([cue], { ...style, kind: 'subtle' }, size, 30);
  expect(textOf(dialogues(subtle)[0])).toBe('{\\fad(133,133)}One two\\Nthree');
});

test('the words of `pop` come a few at a time, one event after the other, in the middle of the area', () => {
  const events = dialogues(writeAss([{ ...cue, startFrame: 0 }], { ...style, kind: 'pop' }, size, 40));
  expect(events.length).toBeGreaterThan(1);
  const spans = events.map((event) => event.split(',').slice(1, 3));
  spans.slice(1).forEach(([from], at) => {
    expect(from).toBe(spans[at]?.[1]);
  });
  for (const event of events) expect(event).toMatch(/\{\\an5\\pos\(960,934\)\\fscx136/);
});

test('the words of `block` stand on a panel', () => {
  const text = writeAss([cue], { ...style, kind: 'block', panel: '#102030' }, size, 30);
  const [columns, row] = ['Format: Name', 'Style: Spoken'].map((start) =>
    (text.split('\n').find((line) => line.startsWith(start)) ?? '').replace(/^\w+: /, '').split(/, ?/),
  ) as [string[], string[]];
  const value = (name: string) => row[columns.indexOf(name)];
  expect([
    value('BorderStyle'),
    value('OutlineColour'),
    value('PrimaryColour'),
    value('SecondaryColour'),
  ]).toEqual(['3', '&H00302010', '&H0073C8F7', '&H00FFFFFF']);
  expect(row).toHaveLength(columns.length);
});

test('braces and backslashes of a text are shown, never obeyed', () => {
  const lines = [[{ text: '{\\b1}C:\\New\\hat}', startFrame: 0 }]];
  const [event] = dialogues(writeAss([{ ...cue, startFrame: 0, lines, spoken: false }], style, size, 30));
  expect(textOf(event)).toBe('\\{\\\u2060b1\\}C:\\\u2060New\\\u2060hat\\}');
});

test('the file says whose pixels and colours it speaks of', () => {
  const text = writeAss([cue], style, { width: 1080, height: 1920 }, 30);
  expect(text).toContain('PlayResX: 1080\nPlayResY: 1920\n');
  expect(text).toContain('YCbCr Matrix: TV.709');
  expect(text).toContain('Style: Caption,Inter ExtraBold,71.50,&H00FFFFFF');
});
