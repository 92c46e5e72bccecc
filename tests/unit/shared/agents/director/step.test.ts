import { afterAll, beforeAll, expect, test } from 'vitest';
import { direct } from '#shared/agents/director/step.ts';
import { Document } from '#shared/domain/document.ts';
import { Research } from '#shared/domain/research.ts';
import { Script } from '#shared/domain/script.ts';
import { Storyboard } from '#shared/domain/storyboard.ts';
import { createStepContext } from '#shared/engine/step-context.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { FILMS } from '#tests/unit/shared/agents/director/films.ts';
import { type FilmSpec, makeFilm } from '#tests/unit/shared/agents/director/make-film.ts';
import { type Harness, openHarness } from '#tests/unit/shared/render/step-harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

async function run(spec: FilmSpec) {
  const film = makeFilm(spec);
  const { context, collected } = createStepContext({
    ...harness.context,
    ports: harness.context.ports as unknown as Ports,
  });
  const input = {
    script: await context.writeJson(Script, film.script),
    research: await context.writeJson(Research, film.research),
    document: await context.writeJson(Document, film.document),
    seed: 1,
  };
  const output = direct.output.parse(await direct.run(direct.input.parse(input), context));
  return {
    output,
    storyboard: await context.readJson(Storyboard, output.storyboard),
    notices: collected.notices,
  };
}

test('the step keeps the storyboard as an asset and counts its scenes', async () => {
  const { output, storyboard, notices } = await run(FILMS.deepSea);
  expect(output.scenes).toBe(storyboard.scenes.length);
  expect(notices).toEqual([]);
});

test('pictures that find no scene are told to the person', async () => {
  const images = Array.from({ length: 9 }, (_, index) => ({ name: `${index}.png` }));
  const { notices } = await run({
    title: 'T',
    language: 'en',
    lines: ['A hook for the film.', 'One more sentence to say.'],
    images,
  });
  expect(notices).toEqual([{ code: 'PICTURES_LEFT_OUT', message: expect.stringContaining('4 of 9') }]);
});
