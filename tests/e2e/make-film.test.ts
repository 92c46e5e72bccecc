import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FilmMetadata } from '#shared/domain/metadata.ts';
import { ProductionReport } from '#shared/domain/production-report.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { computedSteps, emptyDesk, eventsOf } from '#tests/e2e/command.ts';

const TEN_SENTENCES = [
  'Lighthouses have guided ships for more than two thousand years.',
  'The tower of Alexandria was one hundred metres tall.',
  'Its fire could be seen from fifty kilometres away.',
  'Later keepers burned whale oil in large lamps.',
  'A French engineer built a lens out of many thin rings.',
  'His lens sent the light of one lamp across the horizon.',
  'Electric bulbs replaced the oil lamps in most towers.',
  'Storms still damage many of the old buildings.',
  'Volunteers repair the stairs and paint the walls.',
  'Today most lights switch themselves on at dusk.',
];

/** Whether a command ended with a whole film: `passed`, or `degraded` because a text is too short for its length. */
const isFilm = (code: number | null): boolean => code === 0 || code === 3;

async function hashOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

test('a text becomes a film that keeps every promise, with everything that belongs to it', {
  timeout: 120_000,
}, async () => {
  // Prepare
  const desk = await emptyDesk();
  await desk.put('lights.txt', `Lighthouses\n\n${TEN_SENTENCES.join(' ')}`);
  // Act
  const made = await desk.make(['lights.txt', '--quality', 'draft', '--duration', '40', '--aspect', '1:1']);
  // Assess
  expect(made.errors).toBe('');
  const folder = join(desk.folder, 'out/lights');
  expect((await readdir(folder)).sort()).toEqual([
    'captions.ass',
    'captions.srt',
    'captions.vtt',
    'film.mp4',
    'metadata.json',
    'report.json',
    'script.md',
    'thumbnail-2.jpg',
    'thumbnail-3.jpg',
    'thumbnail-4.jpg',
    'thumbnail-5.jpg',
    'thumbnail-6.jpg',
    'thumbnail.jpg',
    'timeline.json',
  ]);
  const report = ProductionReport.parse(JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')));
  const broken = report.delivery.checks.filter(({ ok }) => !ok);
  expect(broken).toEqual([]);
  const timeline = Timeline.parse(JSON.parse(await readFile(join(folder, 'timeline.json'), 'utf8')));
  expect(timeline).toMatchObject({ width: 480, height: 480 });
  const spoken = timeline.scenes.map(({ text }) => text).join(' ');
  for (const sentence of TEN_SENTENCES) expect(spoken).toContain(sentence.split(' ').slice(-3).join(' '));
  FilmMetadata.parse(JSON.parse(await readFile(join(folder, 'metadata.json'), 'utf8')));
  expect(made.out.trim().split('\n').at(-1)).toMatch(/^passed {2}out\/lights\/film\.mp4$/);
  expect(report.provenance.map(({ role }) => role)).toEqual(
    expect.arrayContaining(['film', 'text', 'music', 'fonts']),
  );
});

test('the same command again computes nothing and gives the same bytes', { timeout: 120_000 }, async () => {
  const desk = await emptyDesk();
  await desk.put('lights.md', `# Lights\n\n${TEN_SENTENCES.slice(0, 3).join(' ')}`);
  const command = ['lights.md', '--quality', 'draft', '--duration', '12', '--json'];
  const first = await desk.make(command);
  const film = join(desk.folder, 'out/lights/film.mp4');
  const before = await hashOf(film);
  const second = await desk.make(command);
  expect([first.code, second.code].every(isFilm)).toBe(true);
  expect(Object.keys(computedSteps(first)).length).toBeGreaterThan(10);
  expect(computedSteps(second)).toEqual({});
  expect(await hashOf(film)).toBe(before);
});

test('briefs of the same name have a film each, and captions that are turned off go', {
  timeout: 120_000,
}, async () => {
  const desk = await emptyDesk();
  await desk.put('a/notes.md', `# Lights\n\n${TEN_SENTENCES[0]}`);
  await desk.put('b/notes.md', `# Lamps\n\n${TEN_SENTENCES[3]}`);
  const draft = ['--quality', 'draft', '--duration', '5'];
  const first = await desk.make(['a/notes.md', ...draft]);
  const second = await desk.make(['b/notes.md', ...draft]);
  const third = await desk.make(['a/notes.md', ...draft, '--captions', 'off']);
  expect([first.code, second.code, third.code].every(isFilm)).toBe(true);
  expect(second.out).toMatch(
    /Note: The folder notes holds the film of another brief, so this one goes to notes-2\./,
  );
  expect(second.out).toMatch(/out\/notes-2\/film\.mp4$/m);
  expect(third.out).toMatch(/out\/notes\/film\.mp4$/m);
  expect(await readdir(join(desk.folder, 'out/notes-2'))).toContain('captions.srt');
  expect(
    (await readdir(join(desk.folder, 'out/notes'))).filter((name) => name.startsWith('captions')),
  ).toEqual([]);
});

test('another folder and another home give the same bytes', { timeout: 120_000 }, async () => {
  const films = await Promise.all(
    ['a', 'b'].map(async () => {
      const desk = await emptyDesk();
      await desk.put('lights.md', `# Lights\n\n${TEN_SENTENCES.slice(0, 2).join(' ')}`);
      await desk.make(['lights.md', '--quality', 'draft', '--duration', '8', '--quiet']);
      return hashOf(join(desk.folder, 'out/lights/film.mp4'));
    }),
  );
  expect(films[0]).toBe(films[1]);
});

test('editing one sentence of ten makes again only what depends on it', { timeout: 180_000 }, async () => {
  // Prepare
  const desk = await emptyDesk();
  const text = (sentences: string[]) => `# Lighthouses\n\n${sentences.join('\n\n')}`;
  await desk.put('lights.md', text(TEN_SENTENCES));
  const command = ['lights.md', '--quality', 'draft', '--duration', '60', '--json'];
  const first = await desk.make(command);
  const scenes = Number(eventsOf(first).at(-1)?.scenes);
  // Act
  await desk.put(
    'lights.md',
    text(TEN_SENTENCES.with(4, 'A French engineer built a lens out of many glass rings.')),
  );
  const second = await desk.make(command);
  // Assess
  expect([first.code, second.code].every(isFilm)).toBe(true);
  expect(scenes).toBeGreaterThanOrEqual(10);
  expect(computedSteps(first)).toMatchObject({ 'narrate-scene': scenes, 'illustrate-scene': scenes });
  const computed = computedSteps(second);
  expect(computed).toMatchObject({
    'narrate-scene': 1,
    'illustrate-scene': 1,
    'join-film': 1,
    'check-film': 1,
  });
  // The scene itself, and the next one, in which it is still to be seen at first.
  expect(computed['render-segment']).toBeLessThanOrEqual(2);
});

test('Ctrl-C stops cleanly, and the same command goes on with what was done', {
  timeout: 120_000,
}, async () => {
  const desk = await emptyDesk();
  await desk.put('lights.md', `# Lights\n\n${TEN_SENTENCES.slice(0, 5).join(' ')}`);
  const command = ['lights.md', '--quality', 'draft', '--duration', '25'];
  const stopped = await desk.make(command, { signal: 'SIGINT', whenOut: /Render: running 1\// });
  expect(stopped).toMatchObject({ code: 130, errors: '' });
  expect(stopped.out).toMatch(/Stopped\. The same command goes on from here\.\n$/);
  expect(await readdir(join(desk.folder, 'out/lights'))).toEqual([]);
  expect(await readdir(join(desk.folder, 'home/tmp'))).toEqual([]);
  const resumed = await desk.make([...command, '--json']);
  expect(isFilm(resumed.code)).toBe(true);
  expect(eventsOf(resumed)[0]).toMatchObject({ type: 'begin', resumed: true });
  expect((await stat(join(desk.folder, 'out/lights/film.mp4'))).size).toBeGreaterThan(10_000);
});
