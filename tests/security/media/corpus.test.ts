import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { type NormalisedFootage, normaliseFootage } from '#shared/media/normalise-footage.ts';
import { CORPUS, makeCorpus } from '#tests/security/media/corpus.ts';
import { never, testFfmpeg, testFolder } from '#tests/unit/shared/render/ffmpeg/make-media.ts';

const folder = testFolder();
const program = await testFfmpeg(folder);

beforeAll(() => makeCorpus(program, folder), 60_000);

describe('odd and hostile films', () => {
  test('there are at least 40, and most are small', () => {
    expect(CORPUS.length).toBeGreaterThanOrEqual(40);
    const sizes = CORPUS.map(({ name }) => statSync(path.join(folder, name)).size);
    expect(sizes.filter((size) => size > 200_000).length).toBeLessThan(4);
  });

  // The limit of time is the promise: ten seconds for each.
  test.each(CORPUS)(
    '$name is made uniform or refused in words, and leaves nothing behind',
    async ({ name, expected }) => {
      const before = readdirSync(folder).sort();
      const outcome = await normaliseFootage({
        program,
        folder,
        file: name,
        name: 'made',
        signal: never,
      }).catch((error: unknown) => error as Error);
      if (outcome instanceof Error) {
        expect(outcome).toMatchObject({ code: 'MEDIA_INVALID' });
        expect(expected, outcome.message).not.toHaveProperty('size');
        if (expected !== 'refused or made' && 'refused' in expected) {
          expect(outcome.message).toMatch(expected.refused);
        }
        expect(readdirSync(folder).sort()).toEqual(before);
      } else {
        checkMade(outcome, expected);
      }
    },
    10_000,
  );
});

function checkMade({ video, audio }: NormalisedFootage, expected: (typeof CORPUS)[number]['expected']): void {
  if (expected === 'refused or made') return;
  if ('refused' in expected) throw new AppError('INTERNAL', 'A film that must be refused was made uniform.');
  expect(`${video.width}x${video.height}`).toBe(expected.size);
  expect(Math.abs(video.frames - expected.frames)).toBeLessThanOrEqual(1);
  expect(audio !== undefined).toBe(expected.sound);
}
