import { expect, test } from 'vitest';
import { review } from '#shared/agents/critic/step.ts';
import { makeStoryboard } from '#shared/agents/director/make-storyboard.ts';
import { Document } from '#shared/domain/document.ts';
import { Research } from '#shared/domain/research.ts';
import { Script } from '#shared/domain/script.ts';
import { Storyboard } from '#shared/domain/storyboard.ts';
import { FILMS } from '#tests/unit/shared/agents/director/films.ts';
import { makeFilm } from '#tests/unit/shared/agents/director/make-film.ts';
import { memoryContext } from '#tests/unit/shared/agents/reader/memory-context.ts';

test('the step reads its assets and gives the same judgement with and without the document of a good film', async () => {
  // Prepare
  const context = memoryContext();
  const { script, research, document } = makeFilm(FILMS.deepSea);
  const made = {
    script: await context.writeJson(Script, script),
    research: await context.writeJson(Research, research),
    storyboard: await context.writeJson(Storyboard, await makeStoryboard(script, research, document, 1)),
    wantedSeconds: 45,
  };

  // Act
  const blind = await review.run(made, context);
  const full = await review.run({ ...made, document: await context.writeJson(Document, document) }, context);

  // Assess
  expect(review.output.parse(full)).toEqual({ score: 1, findings: [] });
  expect(blind).toEqual(full);
});
