import { describe, expect, test } from 'vitest';
import { makeStoryboard } from '#shared/agents/director/make-storyboard.ts';
import type { Storyboard } from '#shared/domain/storyboard.ts';
import { type FilmSpec, makeFilm } from '#tests/unit/shared/agents/director/make-film.ts';

const LINES = [
  'Most of our planet has never seen the sun.',
  'The deepest known point lies 10,935 m below the surface.',
  'No sunlight reaches the floor of the trenches.',
  'The pressure there would crush a submarine like an empty can.',
  'An anglerfish lures its prey with a glowing lantern.',
  'Almost everything down there feeds on a slow rain of dead plankton.',
  'Bacteria turn sulphur into food for tube worms, crabs and blind shrimp.',
  'Two people reached the bottom in 1960 and saw a flatfish.',
  'Less than a quarter of the sea floor has been mapped in detail.',
  'The largest habitat on Earth is still waiting for us.',
];

const film = (lines: string[]): FilmSpec => ({ title: 'The deep sea', language: 'en', lines });

async function direct(lines: string[], seed: number): Promise<Storyboard['scenes']> {
  const { script, research, document } = makeFilm(film(lines));
  return (await makeStoryboard(script, research, document, seed)).scenes;
}

describe('editing one sentence of a ten-scene script', () => {
  test.each([
    [2, 'Not a ray of sunlight reaches the floor of the trenches.'],
    [3, 'The pressure there would crush a submarine like an empty tin.'],
    [4, 'An anglerfish lures its prey with a bright lantern.'],
    [5, 'Nearly everything down there feeds on a slow rain of dead plankton.'],
    [6, 'Bacteria turn sulphur into food for tube worms, clams and blind shrimp.'],
    [7, 'Two people reached the bottom in 1960 and met a flatfish.'],
    [8, 'Less than a third of the sea floor has been mapped in detail.'],
  ])('changes scene %i only', async (at, text) => {
    for (const seed of [1, 2, 3, 42]) {
      // Prepare
      const before = await direct(LINES, seed);

      // Act
      const after = await direct(LINES.with(at, text), seed);

      // Assess
      const look = ({ narration, visual }: Storyboard['scenes'][number]) =>
        JSON.stringify({ narration, visual });
      expect(before).toHaveLength(10);
      const changed = before.flatMap((scene, index) =>
        after[index] && look(after[index]) === look(scene) ? [] : [index],
      );
      expect(changed).toEqual([at]);
    }
  });
});
