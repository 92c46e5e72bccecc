import { expect, test } from 'vitest';
import { readStructuredBrief, splitFrontMatter } from '#shared/brief/brief-file.ts';

test('front matter gives options, and the text begins behind it', () => {
  const { options, text } = splitFrontMatter(
    '---\nduration: 1m30s\naspect: "9:16"\n---\n# Tea\n\nTea is old.\n',
    'tea.md',
  );
  expect(options).toEqual({ duration: 90, aspect: '9:16' });
  expect(text).toBe('# Tea\n\nTea is old.\n');
});

test.each([
  ['a rule at the top', '---\n\nJust a text.\n'],
  ['a text without any fence', 'duration: 40 is only a sentence here.\n'],
  ['a fence that never closes', '---\nNote: this was a hard year\nand on and on\n'],
])('%s is text, not front matter', (_, whole) => {
  expect(splitFrontMatter(whole, 'x.md')).toEqual({ options: {}, text: whole });
});

test.each([
  ['an option that does not exist', '---\nduraton: 30\n---\nText', /no option duraton/],
  ['a value that is not allowed', '---\naspect: "4:3"\n---\nText', /aspect must be one of 16:9, 9:16, 1:1/],
  ['a length that cannot be read', '---\nduration: soon\n---\nText', /length "soon"/],
  ['a seed that is true', '---\nseed: true\n---\nText', /seed: give a whole number/],
  ['a seed that is nothing', '---\nseed:\n---\nText', /seed: give a whole number/],
  ['a seed that is a list', '---\nseed: []\n---\nText', /seed: give a whole number/],
  ['a seed that is empty', '---\nseed: ""\n---\nText', /seed: give a whole number/],
  ['a seed that is a fraction', '---\nseed: 1.5\n---\nText', /seed/],
  ['a length that is yes', '---\nduration: true\n---\nText', /duration: give a length/],
  ['a place for the film', '---\nout: /elsewhere\n---\nText', /cannot say where its film goes/],
  ['a length beyond the limit', '---\nduration: 4000\n---\nText', /at most 1800/],
])('%s is named with the place where it stands', (_, whole, message) => {
  expect(() => splitFrontMatter(whole, 'x.md')).toThrow(message);
});

test.each([
  ['7', 7],
  ['"7"', 7],
])('a seed of %s is a number', (written, seed) => {
  expect(splitFrontMatter(`---\nseed: ${written}\n---\nText`, 'x.md').options).toEqual({ seed });
});

test('a mistake in YAML is told in one sentence with its line', () => {
  expect(() => splitFrontMatter('---\ntitle: "open\n---\nText', 'x.md')).toThrow(/front matter of x\.md/);
});

test('JSON and YAML briefs name exactly one subject', () => {
  expect(readStructuredBrief('{"topic": "tea", "duration": 20}', 'a.json')).toMatchObject({
    subject: { topic: 'tea' },
    options: { duration: 20 },
  });
  expect(readStructuredBrief('text: Tea is old.\nstyle: paper\n', 'a.yaml').options).toEqual({
    style: 'paper',
  });
  expect(() => readStructuredBrief('{"topic": "tea", "text": "Tea"}', 'a.json')).toThrow(/exactly one/);
  expect(() => readStructuredBrief('{}', 'a.json')).toThrow(/exactly one/);
  expect(() => readStructuredBrief('[1]', 'a.json')).toThrow(/key: value/);
  expect(() => readStructuredBrief('{"topic": ', 'a.json')).toThrow(/mistake in a\.json/);
});

test('keys are compared in short briefs only, since that takes time by the square of them', () => {
  expect(() => readStructuredBrief('text: Tea.\ntext: Coffee.\n', 'a.yaml')).toThrow(/unique/);
  const long = `text: Tea.\ntext: ${'Coffee is old. '.repeat(5_000)}\n`;
  expect(readStructuredBrief(long, 'a.yaml').subject.text).toMatch(/^Coffee/);
});

test('a YAML bomb of aliases is refused', () => {
  const bomb = `a: &a [x]\n${'bcdefghijklmno'
    .split('')
    .map((name, at) =>
      `${name}: &${name} [${'abcdefghijklmno'[at]}, ${'abcdefghijklmno'[at]}]`.replace(
        /\[(\w), (\w)\]/,
        '[*$1, *$2]',
      ),
    )
    .join('\n')}\ntopic: tea\n`;
  expect(() => readStructuredBrief(bomb, 'a.yaml')).toThrow(/mistake|no option/);
});

test('front matter that does not end is an error, not the first words of the film', () => {
  expect(() => splitFrontMatter('---\nduration: 30\nTea is old.\n', 'x.md')).toThrow(/does not end/);
});

test('a code that names no language is refused like any other wrong value', () => {
  expect(() => splitFrontMatter('---\nlanguage: xx\n---\nText', 'x.md')).toThrow(/code of a language/);
  expect(splitFrontMatter('---\nlanguage: pt-BR\n---\nText', 'x.md').options).toEqual({ language: 'pt-BR' });
});
