import { describe, expect, test } from 'vitest';
import { makeStoryboard } from '#shared/agents/director/make-storyboard.ts';
import type { Storyboard } from '#shared/domain/storyboard.ts';
import { LEAST_MATCH } from '#shared/publish/contract/check-storyboard.ts';
import { sceneScores } from '#shared/publish/contract/scene-scores.ts';
import { FILMS } from '#tests/unit/shared/agents/director/films.ts';
import { makeFilm } from '#tests/unit/shared/agents/director/make-film.ts';
import { sampleBoard, sampleDocument } from '#tests/unit/shared/publish/contract/sample-board.ts';
import { image } from '#tests/unit/shared/publish/contract/sample-film.ts';

/** Kinds that stand for the film or a chapter and not for a sentence. */
const CARDS: ReadonlySet<string> = new Set(['title', 'chapter', 'end', 'code']);

/** The same storyboard with the visuals of others before each narration. */
function shuffled(board: Storyboard, by: number): Storyboard {
  const { scenes } = board;
  return {
    ...board,
    scenes: scenes.map((scene, at) => ({
      ...scene,
      visual: scenes[(at + by) % scenes.length]?.visual ?? scene.visual,
    })),
  };
}

test('scenes of good films score high, and the same visuals beside other words hardly ever', async () => {
  const own: number[] = [];
  const moved: number[] = [];
  for (const spec of Object.values(FILMS)) {
    const { script, research, document } = makeFilm(spec);
    const board = await makeStoryboard(script, research, document, 1);
    const scores = (each: Storyboard) =>
      sceneScores(each, document).flatMap(({ kind, match }) => (CARDS.has(kind) ? [] : [match]));
    own.push(...scores(board));
    for (const by of [2, 3, 5]) moved.push(...scores(shuffled(board, by)));
  }
  const below = (scores: readonly number[]) =>
    scores.filter((score) => score < LEAST_MATCH).length / scores.length;
  expect(own.length).toBeGreaterThan(50);
  expect(below(own)).toBeLessThanOrEqual(0.03);
  expect(below(moved)).toBeGreaterThanOrEqual(0.8);
});

describe('photographs', () => {
  const scoreOf = (narration: string, name: string) => {
    const board = sampleBoard([{ kind: 'picture', image: image('oak') }]);
    const document = sampleDocument();
    const scenes = board.scenes.map((scene) => ({ ...scene, narration }));
    const images = document.images.map((given) => ({ ...given, name }));
    return sceneScores({ ...board, scenes }, { ...document, images })[0]?.match ?? -1;
  };

  test('one that is named in what is said fits, one that is called something else does not', () => {
    expect(scoreOf('An old oak grows slowly.', 'oak.jpg')).toBeGreaterThanOrEqual(0.9);
    expect(scoreOf('Deep water is cold.', 'oak.jpg')).toBeLessThan(LEAST_MATCH);
  });

  test('one without a name and a place cannot be judged', () => {
    expect(scoreOf('Deep water is cold.', 'IMG_0041.jpg')).toBe(0.5);
  });
});
