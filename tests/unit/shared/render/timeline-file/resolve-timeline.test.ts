import { beforeAll, expect, test } from 'vitest';
import type * as z from 'zod';
import { Timeline } from '#shared/domain/timeline.ts';
import type { StepEnvironment } from '#shared/engine/step-environment.ts';
import { resolveTimeline } from '#shared/render/timeline-file/resolve-timeline.ts';
import { TimelineFile } from '#shared/render/timeline-file/timeline-file.ts';
import type { UsedTimeline } from '#shared/render/timeline-file/use-media.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { RUN, TENANT } from '#tests/ids.ts';
import { openLocalPorts } from '#tests/local-ports.ts';
import { VOICE } from '#tests/unit/shared/render/sample-film.ts';
import { tools, withFonts } from '#tests/unit/shared/scenes/scene-kit.ts';

beforeAll(withFonts);

const ground = { image: VOICE, x: 0, y: 0, width: 320, height: 180 };
const narration = (durationMs: number) => ({ audio: VOICE, offsetMs: 200, durationMs, words: [] });

async function resolved(
  scenes: z.input<typeof TimelineFile>['scenes'],
  change: object = {},
): Promise<Timeline> {
  const file = TimelineFile.parse({
    version: 2,
    title: 'T',
    width: 320,
    height: 180,
    scenes,
    ...change,
  }) as UsedTimeline;
  const speech = { name: 'none', version: '1', voices: () => [] };
  const ports = { ...(await openLocalPorts()), tools, speech };
  const environment = { tenant: TENANT, run: RUN, ports, signal: new AbortController().signal };
  return await resolveTimeline(
    file,
    STYLE_SHEETS.paper,
    environment as unknown as StepEnvironment<'tools' | 'speech'>,
  );
}

test('scenes follow each other, overlapping by their transitions, and are as long as is said', async () => {
  const timeline = await resolved([
    { layers: [ground], seconds: 2 },
    { layers: [ground], frames: 45, transition: { kind: 'clock', seconds: 0.5 } },
    { visual: { kind: 'title', title: 'End' }, seconds: 1, transition: { kind: 'cut' } },
  ]);
  expect(timeline.scenes.map(({ startFrame, frames }) => [startFrame, frames])).toEqual([
    [0, 60],
    [45, 45],
    [90, 30],
  ]);
  expect(timeline.frames).toBe(120);
  expect(timeline.scenes[2]?.layers.length).toBeGreaterThan(1);
  expect(Timeline.safeParse(timeline).success).toBe(true);
});

test('words to say make a scene as long as they take', async () => {
  const timeline = await resolved([
    { visual: { kind: 'title', title: 'T' }, say: 'A few words.' },
    {
      visual: { kind: 'title', title: 'U' },
      say: 'These are many more words than the scene before had to say.',
    },
  ]);
  const [few, many] = timeline.scenes;
  expect(many?.frames).toBeGreaterThan((few?.frames ?? 0) + 30);
  expect(few?.narration.words.map(({ text }) => text)).toEqual(['A', 'few', 'words.']);
});

test('what was resolved is a timeline file again and gives the same film', async () => {
  const first = await resolved([
    { layers: [ground], seconds: 2, narration: narration(900) },
    { layers: [ground], seconds: 2, transition: { kind: 'fade' } },
  ]);
  const { scenes, ...film } = first;
  expect(await resolved(scenes, film)).toEqual(first);
});

test.each([
  ['a scene that shows nothing', [{ seconds: 1 }], 'scenes[0]: give either a visual or layers'],
  ['a scene without a length', [{ layers: [ground] }], 'scenes[0]: say how long it lasts'],
  ['two lengths', [{ layers: [ground], seconds: 1, frames: 30 }], 'either seconds or frames'],
  [
    'a first layer that does not cover',
    [{ layers: [{ ...ground, width: 300 }], seconds: 1 }],
    'scenes[0].layers[0]: the first layer must cover',
  ],
  [
    'a layer that no memory holds',
    [{ layers: [{ ...ground, width: 2_000_000_000 }], seconds: 1 }],
    'scenes[0].layers[0]: a layer has at most 16384 pixels a side',
  ],
  [
    'a layer outside',
    [{ layers: [ground, { ...ground, x: 320 }], seconds: 1 }],
    'scenes[0].layers[1]: it lies outside',
  ],
  [
    'a voice that is longer than its scene',
    [{ layers: [ground], seconds: 1, narration: narration(900) }],
    'scenes[0].narration: it is heard until 1.10 s',
  ],
  [
    'two scenes of one name',
    [
      { id: 'scene-001', layers: [ground], seconds: 1 },
      { id: 'scene-001', layers: [ground], seconds: 1 },
    ],
    'scenes[1].id: scene-001 is there twice',
  ],
  [
    'a start that does not follow',
    [{ layers: [ground], seconds: 1, startFrame: 3 }],
    'scenes[0].startFrame: the scenes before it end',
  ],
  [
    'transitions that do not fit',
    [
      { layers: [ground], seconds: 0.5 },
      { layers: [ground], seconds: 1, transition: { kind: 'blinds' as const, seconds: 0.5 } },
    ],
    'scenes[0].transition: the transitions at both its ends',
  ],
])('%s is refused with the path to it', async (_, scenes, message) => {
  await expect(resolved(scenes)).rejects.toMatchObject({
    code: 'TIMELINE_INVALID',
    message: expect.stringContaining(message),
  });
});

test('a length that is not that of the scenes is refused', async () => {
  await expect(resolved([{ layers: [ground], seconds: 1 }], { frames: 31 })).rejects.toThrow(
    'frames: the scenes have 30 frames in all',
  );
});
