import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import type { AssetRef } from '#shared/domain/asset.ts';
import { Narration } from '#shared/domain/speech.ts';
import { Storyboard } from '#shared/domain/storyboard.ts';
import { FPS, Illustration, Timeline } from '#shared/domain/timeline.ts';
import { cutTimeline, type TakeContents } from '#shared/render/timeline/cut-timeline.ts';
import { cutTimelineStep } from '#shared/render/timeline/cut-timeline-step.ts';
import { scoreTimelineStep } from '#shared/render/timeline/score-timeline-step.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { sceneId, VOICE } from '#tests/unit/shared/render/sample-film.ts';
import { type Harness, openHarness } from '#tests/unit/shared/render/step-harness.ts';

const OPTIONS = {
  aspect: '9:16',
  quality: 'draft',
  captionLook: STYLE_SHEETS.paper.captions,
  transitions: STYLE_SHEETS.paper.transitions,
  seed: 1,
  captions: 'burned',
} as const;

interface Part {
  voiceMs: number;
  chapter?: string;
}

function storyboardOf(parts: readonly Part[]): Storyboard {
  const scenes = parts.map(({ chapter }, i) => ({
    id: sceneId(i),
    narration: 'Words.',
    visual: { kind: 'title' as const, title: 'Words' },
    lines: [],
    ...(chapter === undefined ? {} : { chapter }),
  }));
  return { version: 1, title: 'Film', language: 'en', scenes };
}

function takesOf(parts: readonly Part[]): TakeContents[] {
  return parts.map(({ voiceMs }, i) => ({
    scene: sceneId(i),
    narration: { audio: VOICE, durationMs: voiceMs, words: [], voice: 'test' },
    illustration: { layers: [{ image: VOICE, x: 0, y: 0, width: 480, height: 854 }], description: '' },
  }));
}

const cut = (parts: readonly Part[]) => cutTimeline(storyboardOf(parts), takesOf(parts), OPTIONS);

const voiceOf = ({ startFrame, narration }: Timeline['scenes'][number]) => {
  const from = (startFrame * 1000) / FPS + narration.offsetMs;
  return { from, to: from + narration.durationMs };
};

/** Keeps takes as a batch of scenes does. */
async function keepTakes(takes: readonly TakeContents[]) {
  const { context } = harness;
  return {
    narrations: await context.writeJson(
      z.array(Narration),
      takes.map(({ narration }) => narration),
    ),
    illustrations: await context.writeJson(
      z.array(Illustration),
      takes.map(({ illustration }) => illustration),
    ),
  };
}

/** Cuts a film that says and shows the words as a step; gives where its captions are, and the notices. */
async function cutWith(word: string, title: string, captions: 'burned' | 'off' = 'burned') {
  const { context } = harness;
  const notices: string[] = [];
  const parts = [{ voiceMs: 1500 }, { voiceMs: 1500 }];
  const board = storyboardOf(parts);
  for (const scene of board.scenes) scene.visual = { kind: 'title', title };
  const words = [{ text: word, startMs: 0, endMs: 900 }];
  const takes = takesOf(parts).map(({ narration, ...take }) => ({
    ...take,
    narration: { ...narration, words },
  }));
  const { timeline } = await cutTimelineStep.run(
    {
      storyboard: await context.writeJson(Storyboard, board),
      takes: [await keepTakes(takes)],
      options: { ...OPTIONS, captions },
    },
    { ...context, notice: (code, message) => notices.push(`${code}: ${message}`) },
  );
  return { captions: (await context.readJson(Timeline, timeline as AssetRef)).captions, notices };
}

test.each([
  ['عمق', 'गहराई', 'burned', []],
  ['深い 🚀', 'Sea', 'burned', []],
  [
    '바다',
    'Sea',
    'file',
    [
      /^FONT_MISSING: .*\(Hangul\): captions are in files .*install --no-save @expo-google-fonts\/noto-sans-kr$/,
    ],
  ],
  ['Deep', 'সাগর', 'burned', [/^FONT_MISSING: .*\(Bengali\): pictures show no text that has them\.$/]],
  [
    '바다',
    'সাগর',
    'file',
    [/\(Bengali, Hangul\): pictures show no text .* captions are in files .* burned in\.$/],
  ],
])(
  'captions %s over the title %s are %s, and missing letters are told once a film',
  async (word, title, where, told) => {
    const { captions, notices } = await cutWith(word, title);
    expect(captions).toBe(where);
    expect(notices).toEqual(told.map((text) => expect.stringMatching(text)));
  },
);

test('captions that nobody asked for are not missed', async () => {
  expect(await cutWith('바다', 'Sea', 'off')).toEqual({ captions: 'off', notices: [] });
});

test('scenes follow each other without gap, none under two seconds, no two voices at once', () => {
  const part = fc.record({
    voiceMs: fc.integer({ min: 1, max: 12_000 }),
    chapter: fc.constantFrom(undefined, 'New'),
  });
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 12 }), (parts) => {
      const { scenes, frames } = cut(parts as Part[]);
      scenes.forEach((scene, i) => {
        const before = scenes[i - 1];
        expect(scene.frames).toBeGreaterThanOrEqual(2 * FPS);
        expect(scene.narration.offsetMs + scene.narration.durationMs).toBeLessThan(
          (scene.frames * 1000) / FPS,
        );
        const end = before ? before.startFrame + before.frames : 0;
        expect(scene.startFrame).toBe(end - scene.transition.frames);
        if (before) expect(voiceOf(scene).from - voiceOf(before).to).toBeGreaterThanOrEqual(190);
      });
      const last = scenes.at(-1) as Timeline['scenes'][number];
      expect(frames).toBe(last.startFrame + last.frames);
      expect((frames * 1000) / FPS - voiceOf(last).to).toBeGreaterThanOrEqual(1200);
    }),
    { seed: 3 },
  );
});

test('a cross-fade has never more than two scenes in it', () => {
  const { scenes } = cut([{ voiceMs: 1 }, { voiceMs: 1, chapter: 'A' }, { voiceMs: 1, chapter: 'B' }]);
  scenes.slice(1, -1).forEach((scene, i) => {
    const next = scenes[i + 2] as Timeline['scenes'][number];
    expect(next.startFrame).toBeGreaterThan(scene.startFrame + scene.transition.frames);
  });
});

test('a pause before a new chapter is longer than one between two scenes', () => {
  const gap = (chapter?: string) => {
    const second = chapter === undefined ? { voiceMs: 3000 } : { voiceMs: 3000, chapter };
    const [a, b] = cut([{ voiceMs: 3000 }, second]).scenes.map(voiceOf);
    return (b?.from ?? 0) - (a?.to ?? 0);
  };
  expect(gap('Chapter two')).toBeGreaterThan(gap() + 200);
});

test('a longer scene moves the later ones and changes nothing else of them', () => {
  const parts = [{ voiceMs: 3000 }, { voiceMs: 2500 }, { voiceMs: 4000 }];
  const [before, after] = [cut(parts), cut([{ voiceMs: 9000 }, ...parts.slice(1)])];
  const later = ({ scenes }: Timeline) => scenes.slice(1).map(({ startFrame: _, ...scene }) => scene);
  expect(later(after)).toEqual(later(before));
});

test.each([
  ['a take is missing', (takes: TakeContents[]) => takes.slice(1)],
  ['takes are in another order', (takes: TakeContents[]) => takes.toReversed()],
  [
    'a picture does not cover the frame',
    ([first, ...rest]: TakeContents[]) => [
      {
        ...first,
        illustration: { layers: [{ image: VOICE, x: 0, y: 0, width: 640, height: 360 }], description: '' },
      },
      ...rest,
    ],
  ],
])('when %s, the film is refused', (_, change) => {
  const parts = [{ voiceMs: 1000 }, { voiceMs: 1000 }];
  const takes = change(takesOf(parts)) as TakeContents[];
  expect(() => cutTimeline(storyboardOf(parts), takes, OPTIONS)).toThrow(
    expect.objectContaining({ code: 'STEP_INPUT_INVALID' }),
  );
});

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
  return () => harness.close();
});

test('the step takes those of all batches in order, and music is put in afterwards without changing the cut', async () => {
  // Prepare
  const { context } = harness;
  const parts = [{ voiceMs: 1500 }, { voiceMs: 2500, chapter: 'Two' }];
  const takes = takesOf(parts).map((take) => keepTakes([take]));

  // Act
  const made = await cutTimelineStep.run(
    {
      storyboard: await context.writeJson(Storyboard, storyboardOf(parts)),
      takes: await Promise.all(takes),
      options: OPTIONS,
    },
    context,
  );
  const timeline = made.timeline as AssetRef;
  const scored = await scoreTimelineStep.run({ timeline, music: VOICE, mood: 'calm' }, context);
  const silent = await scoreTimelineStep.run({ ...scored, music: null, mood: 'off' } as never, context);

  // Assess
  const wanted = cut(parts);
  expect(await context.readJson(Timeline, timeline)).toEqual(wanted);
  expect(made.seconds).toBe(wanted.frames / FPS);
  const music = { audio: VOICE, mood: 'calm' };
  expect(await context.readJson(Timeline, scored.timeline as AssetRef)).toEqual({ ...wanted, music });
  expect(silent.timeline).toEqual(timeline);
});

test('the step refuses batches that have not made every scene', async () => {
  const { context } = harness;
  const parts = [{ voiceMs: 1500 }, { voiceMs: 2500 }];
  const storyboard = await context.writeJson(Storyboard, storyboardOf(parts));
  const takes = [await keepTakes(takesOf(parts).slice(1))];
  await expect(cutTimelineStep.run({ storyboard, takes, options: OPTIONS }, context)).rejects.toMatchObject({
    code: 'STEP_INPUT_INVALID',
  });
});
