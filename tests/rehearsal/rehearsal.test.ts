import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { synthesize } from '#infra/synth.ts';
import { hasDynamoEmulator } from '#tests/emulators/dynamodb.ts';
import { type Rehearsed, rehearse } from '#tests/rehearsal/rehearse.ts';
import { SCENES } from '#tests/rehearsal/scenes/play.ts';

// The DynamoDB server behind it is a program for Linux on x64.
describe.skipIf(!hasDynamoEmulator('extenddb'))('what would be deployed, running together', () => {
  let folder: string;
  let rehearsed: Rehearsed;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rehearsed-'));
    rehearsed = await rehearse(await synthesize('rehearsal', folder));
  }, 600_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each(SCENES.map(({ title }) => [title]))('%s', (title) => {
    const played = rehearsed.scenes.find((scene) => scene.title === title);
    expect(played?.failure).toBeUndefined();
    expect(played?.told.length).toBeGreaterThan(0);
  });

  test('no call is refused: no grant is missing', () => {
    expect(rehearsed.denied.map(({ message }) => message)).toEqual([]);
  });

  test('every grant is used, but those that no scene can use', () => {
    expect(rehearsed.unused).toEqual([]);
    expect(rehearsed.excused.length).toBeLessThan(8);
  });
});
