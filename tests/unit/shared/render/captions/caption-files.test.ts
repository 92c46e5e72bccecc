import { expect, test } from 'vitest';
import type { Cue } from '#shared/domain/render-plan.ts';
import { planCues } from '#shared/render/captions/plan-cues.ts';
import { writeSrt } from '#shared/render/captions/srt.ts';
import { writeVtt } from '#shared/render/captions/vtt.ts';
import { parseSrt, parseVtt } from '#tests/unit/shared/render/captions/parse-captions.ts';
import { spokenTimeline } from '#tests/unit/shared/render/captions/scene.ts';

const SIZE = { width: 1920, height: 1080 };
const HOSTILE =
  'a <b>bold</b> --> claim &amp; {\\an8} 1 < 2 & 3 > 2 NOTE WEBVTT 00:00:01.000 --> 00:00:02.000 {\\pos(1,2)}x </c> end';
const cues = planCues(spokenTimeline(['First things first.', HOSTILE, 'Ende: schön & gut, 深海は静か。']));

const expected = cues.map(({ startFrame, endFrame, lines }) => ({
  startMs: Math.round((startFrame * 1000) / 30),
  endMs: Math.round((endFrame * 1000) / 30),
  lines: lines.map((line) => line.map(({ text }) => text).join('')),
}));

test('what is written as WebVTT is read back as it was, markup and arrows included', () => {
  expect(parseVtt(writeVtt(cues, SIZE))).toEqual(expected);
});

test('WebVTT says when each spoken word begins, each later than the one before and within its caption', () => {
  const text = writeVtt(cues, SIZE);
  for (const block of text.split('\n\n').slice(1)) {
    const [times = '', ...lines] = block.split('\n');
    const [start = '', end = ''] = times.split(' ').filter((part) => part.includes(':'));
    const stamps = [...lines.join(' ').matchAll(/<(\d\d:\d\d:\d\d\.\d{3})>/g)].map((match) => match[1] ?? '');
    expect([start, ...stamps, end]).toEqual([...new Set([start, ...stamps, end])].sort());
  }
  expect(text.match(/<\d\d:/g)?.length).toBeGreaterThan(cues.flatMap(({ lines }) => lines.flat()).length / 2);
  const silent = cues.map((cue) => ({ ...cue, spoken: false }));
  expect(writeVtt(silent, SIZE)).not.toMatch(/<\d/);
});

test('in upright films WebVTT captions stand higher, clear of the buttons of players', () => {
  const line = (size: typeof SIZE) => Number(/line:([\d.]+)%/.exec(writeVtt(cues.slice(0, 1), size))?.[1]);
  expect(line({ width: 1080, height: 1920 })).toBeLessThan(line(SIZE) - 8);
});

test('what is written as SubRip is read back as it was, but for joiners that no one sees', () => {
  const seen = parseSrt(writeSrt(cues)).map((cue) => ({
    ...cue,
    lines: cue.lines.map((line) => line.replaceAll('\u2060', '')),
  }));
  expect(seen).toEqual(expected);
});

test('nothing in a SubRip text can be taken for a tag, a command or a time line', () => {
  const texts = parseSrt(writeSrt(cues)).flatMap(({ lines }) => lines);
  for (const text of texts) expect(text).not.toMatch(/<\/?[a-z]|\{\\|-->/);
});

test('times beyond an hour are written out', () => {
  const late: Cue = {
    startFrame: 30 * 3723 + 1,
    endFrame: 30 * 3725,
    lines: [[{ text: 'late', startFrame: 0 }]],
    spoken: true,
  };
  expect(writeSrt([late])).toBe('1\n01:02:03,033 --> 01:02:05,000\nlate\n');
  expect(writeVtt([late], SIZE)).toBe(
    'WEBVTT\n\n01:02:03.033 --> 01:02:05.000 line:86.8% align:center\nlate\n',
  );
});

test('a film without words has empty caption files that can be read', () => {
  expect(parseSrt(writeSrt([]))).toEqual([]);
  expect(parseVtt(writeVtt([], SIZE))).toEqual([]);
});
