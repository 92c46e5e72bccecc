import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { takeIn } from '#cli/make/intake.ts';
import { readRequest } from '#cli/make/request.ts';
import { TENANT } from '#tests/ids.ts';
import { openLocalPorts, temporaryFolder } from '#tests/local-ports.ts';

/** A brief with these lines at its head, and beside it footage, a sound file and a text in Spanish. */
async function briefFolder(
  head: string,
  text = 'Reefs grow slowly.',
): Promise<{ folder: string; file: string }> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'clips'));
  await writeFile(join(folder, 'clips', '2.mp4'), 'second');
  await writeFile(join(folder, 'clips', '10.mov'), 'tenth');
  await writeFile(join(folder, 'song.mp3'), 'la');
  await writeFile(join(folder, 'voice.wav'), 'ah');
  await writeFile(join(folder, 'reef.es.md'), 'Los arrecifes crecen despacio.');
  const file = join(folder, 'reef.md');
  await writeFile(file, `---\n${head}\n---\n${text}\n`);
  return { folder, file };
}

async function taken(file: string, flags = {}) {
  const { assets } = await openLocalPorts();
  const { brief } = await takeIn(await readRequest(file, flags), TENANT, assets);
  const textOf = async (ref: Parameters<typeof assets.get>[1]) =>
    Buffer.from(await assets.get(TENANT, ref)).toString();
  return { brief, textOf };
}

test('a brief names footage, music, a recording and translations beside it', async () => {
  const head = 'footage: clips\nmusic: song.mp3\nrecording: voice.wav\ntranslations:\n  es: reef.es.md\n';
  const { file } = await briefFolder(head);
  const { brief, textOf } = await taken(file);
  expect(brief.footage.map(({ name, ref }) => [name, ref.mediaType])).toEqual([
    ['2.mp4', 'video/mp4'],
    ['10.mov', 'video/quicktime'],
  ]);
  expect(brief.music && (await textOf(brief.music))).toBe('la');
  expect(brief.recording && (await textOf(brief.recording))).toBe('ah');
  expect(brief.translations.map(({ language }) => language)).toEqual(['es']);
  expect(brief.options.music).toBe('calm');
});

test('flags go before what the brief says, and translations of both are made', async () => {
  const { folder, file } = await briefFolder('music: song.mp3\ntranslations:\n  es: reef.es.md');
  const flags = { footage: join(folder, 'clips', '2.mp4'), translations: { fr: join(folder, 'reef.es.md') } };
  const { brief } = await taken(file, { ...flags, music: 'deep', captionStyle: 'pop' });
  expect(brief.footage.map(({ name }) => name)).toEqual(['2.mp4']);
  expect(brief.translations.map(({ language }) => language)).toEqual(['es', 'fr']);
  expect([brief.music, brief.options.music]).toEqual([undefined, 'deep']);
});

test('footage that the text names goes before the rest, once', async () => {
  const { file } = await briefFolder('footage: clips', '![A dive](clips/10.mov)\n\nReefs grow slowly.');
  const { brief } = await taken(file);
  expect(brief.footage.map(({ name, alt }) => [name, alt])).toEqual([
    ['clips/10.mov', 'A dive'],
    ['2.mp4', undefined],
  ]);
});

test.each([
  ['footage: ../elsewhere', /not in its folder/],
  ['music: /etc/song.mp3', /not in its folder/],
  ['footage: song.mp3', /There is no footage/],
  ['music: song.txt', /music/],
])('a brief with %s is refused', async (head, message) => {
  const { file } = await briefFolder(head);
  await expect(taken(file)).rejects.toThrow(message);
});

test('a brief names how words are said, and mistakes in that file are told', async () => {
  const { folder, file } = await briefFolder('pronunciations: said.yaml');
  await writeFile(join(folder, 'said.yaml'), 'en:\n  Nguyen: win\n');
  expect((await taken(file)).brief.pronunciations).toEqual({ en: { Nguyen: 'win' } });
  await writeFile(join(folder, 'said.yaml'), 'en:\n  Nguyen: 12\n');
  await expect(taken(file)).rejects.toThrow(/said\.yaml: en\.Nguyen/);
});

test('an empty sound file is refused by name', async () => {
  const { folder, file } = await briefFolder('recording: voice.wav');
  await writeFile(join(folder, 'voice.wav'), '');
  await expect(taken(file)).rejects.toThrow(/voice\.wav is empty/);
});
