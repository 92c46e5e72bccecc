import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Timeline } from '#shared/domain/timeline.ts';
import { emptyDesk } from '#tests/e2e/command.ts';

const ENGLISH = `---
duration: 15
quality: draft
music: off
translations:
  de: reef.de.md
---
# Coral reefs

Coral reefs cover less than 1 % of the sea floor. They are home to about 25 % of all sea life. A reef grows by about 1 cm a year.
`;
const GERMAN = `# Korallenriffe

Korallenriffe bedecken weniger als 1 % des Meeresbodens. Sie sind das Zuhause von etwa 25 % allen Lebens im Meer. Ein Riff wächst um etwa 1 cm im Jahr.
`;

test('a brief with a translation gives a film in each language and captions of the other under the first', {
  timeout: 120_000,
}, async () => {
  const desk = await emptyDesk();
  await desk.put('reef.de.md', GERMAN);
  await desk.put('reef.md', ENGLISH);
  const { out, errors } = await desk.make(['reef.md']);
  const read = (name: string) =>
    readFile(join(desk.folder, 'out/reef', name), 'utf8').catch(() => out + errors);
  const timeline = async (name: string) => Timeline.parse(JSON.parse(await read(name)));
  expect(await read('captions.de.srt')).toContain('Korallenriffe bedecken');
  const [english, german] = [await timeline('timeline.json'), await timeline('de/timeline.json')];
  expect([english.language, german.language]).toEqual(['en', 'de']);
  expect(german.scenes.map(({ id }) => id)).toEqual(english.scenes.map(({ id }) => id));
  expect(german.scenes.map(({ text }) => text).join(' ')).toContain('Ein Riff wächst');
});

test('a translation of another text costs its captions and its film, and the first film says so', {
  timeout: 120_000,
}, async () => {
  const desk = await emptyDesk();
  await desk.put(
    'reef.de.md',
    '# Tee\n\nTee ist ein heißes Getränk aus Blättern, das man seit 5.000 Jahren kennt.',
  );
  await desk.put('reef.md', ENGLISH);
  const { code, out, errors } = await desk.make(['reef.md']);
  expect(out).toContain('There are no captions in German');
  expect(errors).toContain('The translation does not fit the text');
  expect(code).toBe(1);
  await expect(readFile(join(desk.folder, 'out/reef/film.mp4'))).resolves.toBeInstanceOf(Buffer);
});
