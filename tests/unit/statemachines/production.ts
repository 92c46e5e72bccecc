import { onTestFinished } from 'vitest';
import type { AslEngine } from '#local/asl/engine.ts';
import { createAslEngine } from '#local/asl/engine.ts';
import type { Integrations } from '#local/asl/integrations.ts';
import { ASL_SCHEMA } from '#local/asl/store/schema.ts';
import { loadDefinitions } from '#local/host/definitions.ts';
import { Database } from '#local/sqlite/database.ts';
import { systemClock } from '#shared/node/clock.ts';
import type { Clock } from '#shared/ports/clock.ts';
import { functionBatches } from '#shared/render/plan/divide-segments.ts';
import { sceneBatches } from '#shared/scenes/plan-batches.ts';
import { RUN, TENANT } from '#tests/ids.ts';
import { openLocalPorts, temporaryFolder } from '#tests/local-ports.ts';

/** A reference to something, as long as the real ones are. */
export const ref = { hash: 'a'.repeat(64), mediaType: 'application/json', bytes: 123_456 };

/** What each function answers, as large as the real ones answer. */
export function answers(scenes: number): Record<string, unknown> {
  return {
    'brief-gather': { sources: ref },
    'brief-prepare': { media: ref },
    'agents-read': { document: ref, language: 'en', words: 10_000 },
    'agents-research': { research: ref },
    'agents-write': { script: ref, voice: 'flite-slt', language: 'en' },
    'agents-moderate': { allowed: true, findings: [] },
    'agents-direct': { storyboard: ref, language: 'en', batches: sceneBatches(scenes), translated: false },
    'brief-ask': {},
    'agents-narrate': { narrations: ref },
    'scenes-illustrate': { illustrations: ref },
    'scenes-cut': { timeline: ref, frames: 45_000, seconds: 1500 },
    'render-plan': { segments: ref, batches: functionBatches(scenes), lane: 'functions', jobs: [] },
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

/** A call of a function: its name and what it was given. */
export interface Asked {
  name: string;
  payload: unknown;
}

/** An execution of the real state machine whose functions answer what they are told. */
export interface Production {
  engine: AslEngine;
  id: string;
  asked: Asked[];
}

interface EngineOptions {
  clock?: Clock;
  submitJob?: Integrations['submitJob'];
}

/** Opens an engine with the real state machines; a function answers what is `given` for it, or what that makes of its payload. */
export async function openEngine(
  given: Record<string, unknown>,
  {
    clock = systemClock,
    submitJob = () => Promise.reject(new Error('The production asks for no job.')),
  }: EngineOptions = {},
): Promise<{ engine: AslEngine; asked: Asked[] }> {
  const ports = await openLocalPorts();
  const database = new Database(`${await temporaryFolder()}/asl.sqlite`, ASL_SCHEMA);
  const asked: Asked[] = [];
  const refuse = () => Promise.reject(new Error('The production asks for nothing else.'));
  const engine = createAslEngine({
    ...ports,
    clock,
    database,
    definitions: await loadDefinitions(),
    integrations: {
      async invoke(name, payload) {
        asked.push({ name, payload });
        const answer = given[name];
        return typeof answer === 'function' ? await answer(payload) : answer;
      },
      submitJob,
      sendMessage: refuse,
      putEvents: refuse,
    },
  });
  onTestFinished(async () => {
    await engine.close();
    database.close();
  });
  return { engine, asked };
}

/** Starts `produce-video` with the answers given; `input` is what it gets beside tenant, run and brief. */
export async function startProduction(
  given: Record<string, unknown>,
  { input = {}, ...options }: EngineOptions & { input?: object } = {},
): Promise<Production> {
  const { engine, asked } = await openEngine(given, options);
  const id = await engine.start(TENANT, {
    workflow: 'produce-video',
    name: 'run',
    input: { tenant: TENANT, run: RUN, brief: ref, ...input },
  });
  return { engine, id, asked };
}
