import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { makeStoryboard } from '#shared/agents/director/make-storyboard.ts';
import { packageFilm } from '#shared/agents/packager/step.ts';
import { writeScreenplay } from '#shared/agents/packager/write-screenplay.ts';
import { Document } from '#shared/domain/document.ts';
import { FilmMetadata } from '#shared/domain/metadata.ts';
import { Research } from '#shared/domain/research.ts';
import { Script } from '#shared/domain/script.ts';
import { Storyboard } from '#shared/domain/storyboard.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { createStepContext } from '#shared/engine/step-context.ts';
import { FILMS } from '#tests/unit/shared/agents/director/films.ts';
import { type FilmSpec, makeFilm } from '#tests/unit/shared/agents/director/make-film.ts';
import { makeTimeline } from '#tests/unit/shared/agents/packager/make-timeline.ts';
import { memoryContext } from '#tests/unit/shared/agents/reader/memory-context.ts';
import { memoryAssets } from '#tests/unit/shared/render/step-harness.ts';

async function made(spec: FilmSpec) {
  const film = makeFilm(spec);
  const storyboard = await makeStoryboard(film.script, film.research, film.document, 1);
  const timeline = makeTimeline(
    spec.title,
    storyboard.scenes.map(() => ({ seconds: 4.5 })),
  );
  return { ...film, storyboard, timeline };
}

describe('writeScreenplay', () => {
  test('has a table of all scenes, what each says and shows, and the sources', async () => {
    const { timeline, script, storyboard, document } = await made(FILMS.deepSea);
    const text = writeScreenplay(timeline, script, storyboard, document);
    expect(text).toMatch(/^# The deep sea\n/);
    expect(text.match(/^\| \d+ \| \d+:\d\d \| 4\.5 s \|/gm)).toHaveLength(storyboard.scenes.length);
    expect(text).toContain('### 2 · 0:04');
    expect(text).toContain('*Shown: the figure 10,935 m with the label “below the surface of the Pacific”.*');
    expect(text).toContain('## Sources\n\n- briefs/deep-sea.md');
    for (const { narration } of storyboard.scenes) expect(text).toContain(narration);
  });

  test('text of the film never becomes markup', async () => {
    // Prepare
    const evil = '<img src=x onerror=alert(1)> | [a](javascript:x) *b* `c` # d';
    const { timeline, script, storyboard, document } = await made({
      title: evil,
      language: 'en',
      lines: [`1. ${evil}`, `- ${evil}`],
      origin: `x/${evil}`,
    });

    // Act
    const html = marked.parse(writeScreenplay(timeline, script, storyboard, document), { async: false });

    // Assess
    expect(html).not.toMatch(/<img|<a |<code>c|<em>b/);
    expect(html).toContain('&lt;img');
  });
});

test('the step keeps the metadata as JSON and the screenplay as Markdown', async () => {
  // Prepare
  const { tenant, run, signal } = memoryContext();
  const assets = memoryAssets();
  const { context } = createStepContext({ tenant, run, signal, ports: { assets } as never });
  const film = await made(FILMS.coffee);
  const input = {
    timeline: await context.writeJson(Timeline, film.timeline),
    script: await context.writeJson(Script, film.script),
    storyboard: await context.writeJson(Storyboard, film.storyboard),
    document: await context.writeJson(Document, film.document),
    research: await context.writeJson(Research, film.research),
  };

  // Act
  const output = packageFilm.output.parse(await packageFilm.run(input, context));

  // Assess
  expect((await context.readJson(FilmMetadata, output.metadata)).title).toBe(
    'How coffee conquered the world',
  );
  expect(output.scriptMarkdown.mediaType).toBe('text/markdown');
  const text = Buffer.from(await assets.get(tenant, output.scriptMarkdown)).toString('utf8');
  expect(text).toMatch(/^# How coffee conquered the world/);
});
