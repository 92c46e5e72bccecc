import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { manifest } from '#functions/manifest.ts';
import { loadDefinition } from '#local/asl/definition/definition.ts';
import { createAslEngine } from '#local/asl/engine.ts';
import { ASL_SCHEMA } from '#local/asl/store/schema.ts';
import { Database } from '#local/sqlite/database.ts';
import { planBatches } from '#shared/scenes/plan-batches.ts';
import { RUN, TENANT } from '#tests/ids.ts';
import { openLocalPorts, temporaryFolder } from '#tests/local-ports.ts';

const ref = { hash: 'a'.repeat(64), mediaType: 'application/json', bytes: 123_456 };

/** What each function answers, as large as the real ones answer. */
function answers(scenes: number): Record<string, unknown> {
  const segments = 2 * scenes - 1;
  return {
    'brief-gather': { sources: ref },
    'agents-read': { document: ref, language: 'en', words: 10_000 },
    'agents-research': { research: ref },
    'agents-write': { script: ref, voice: 'flite-slt', language: 'en' },
    'agents-moderate': { allowed: true, findings: [] },
    'agents-direct': { storyboard: ref, batches: planBatches(scenes) },
    'agents-narrate': { narrations: ref },
    'scenes-illustrate': { illustrations: ref },
    'scenes-cut': { timeline: ref, frames: 45_000, seconds: 1500 },
    'render-plan': { segments: ref, batches: planBatches(segments, 2) },
    'render-segments': { videos: ref },
    'render-sound': { timeline: ref, audio: ref },
    'agents-review': {
      review: { score: 0.9, findings: [{ code: 'LONG', message: 'x'.repeat(200), scene: 'scene-001' }] },
    },
    'render-join': { film: ref, durationMs: 1_500_000 },
    'publish-check': { report: ref, verdict: 'passed', reasons: [] },
    'publish-package': { package: ref },
  };
}

async function produce(scenes: number, change: Record<string, unknown> = {}) {
  const ports = await openLocalPorts();
  const database = new Database(`${await temporaryFolder()}/asl.sqlite`, ASL_SCHEMA);
  const given = { ...answers(scenes), ...change };
  const asked: string[] = [];
  const refuse = () => Promise.reject(new Error('The production asks for nothing else.'));
  const functions = Object.fromEntries(Object.keys(manifest).map((name) => [`function:${name}`, name]));
  const source = readFileSync('statemachines/produce-video.asl.json', 'utf8');
  const engine = createAslEngine({
    ...ports,
    database,
    definitions: new Map([['produce-video', loadDefinition('produce-video', source, functions)]]),
    integrations: {
      async invoke(name, payload) {
        asked.push(name);
        expect(payload).toMatchObject({ tenant: TENANT, run: RUN, input: {} });
        return given[name];
      },
      submitJob: refuse,
      sendMessage: refuse,
      putEvents: refuse,
    },
  });
  const input = { tenant: TENANT, run: RUN, brief: ref };
  const id = await engine.start(TENANT, { workflow: 'produce-video', name: 'run', input });
  const ended = await engine.whenEnded(TENANT, id);
  const history = await engine.history(TENANT, id);
  await engine.close();
  database.close();
  return { ended, history, asked };
}

test('every function is called, in an order in which each has what it needs, and the package comes out', async () => {
  const { ended, asked } = await produce(3);
  expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { package: ref } });
  expect(new Set(asked)).toEqual(new Set(Object.keys(manifest)));
});

test.each([10, 200, 1000])(
  'with %d scenes there are at most 15 + 4 transitions a scene, 1,000 events, and 32 KiB in a state',
  async (scenes) => {
    const { ended, history } = await produce(scenes);
    expect(ended.status).toBe('SUCCEEDED');
    expect(history.filter(({ type }) => type.endsWith('StateEntered')).length).toBeLessThanOrEqual(
      15 + 4 * scenes,
    );
    expect(history.length).toBeLessThanOrEqual(1_000);
    const sizes = history.map(({ details }) => Buffer.byteLength(JSON.stringify(details?.value ?? {})));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(32 * 1024);
  },
);

test('a script that is blocked ends the run before any scene is made, with the reason', async () => {
  const { ended, asked } = await produce(3, {
    'agents-moderate': { allowed: false, findings: [], notice: 'The script asks for violence.' },
  });
  expect(ended).toMatchObject({ status: 'FAILED', error: 'MODERATION_BLOCKED' });
  expect(ended.cause).toMatch(/violence/);
  expect(asked).not.toContain('agents-direct');
});
