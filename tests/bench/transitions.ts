import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAslEngine } from '#local/asl/engine.ts';
import { ASL_SCHEMA } from '#local/asl/store/schema.ts';
import { loadDefinitions } from '#local/host/definitions.ts';
import { Database } from '#local/sqlite/database.ts';
import { systemClock } from '#shared/node/clock.ts';
import type { HistoryEvent } from '#shared/ports/workflow-engine.ts';
import { divideSegments } from '#shared/render/plan/divide-segments.ts';
import { type Measure, report } from '#tests/bench/measure.ts';
import { RUN, TENANT } from '#tests/ids.ts';
import { keepingLog, seededRandom } from '#tests/unit/local/asl/home.ts';
import { answers, ref } from '#tests/unit/statemachines/production.ts';

const LANES = [
  { lane: 'functions', jobs: 0 },
  // As many as there can be.
  { lane: 'jobs', jobs: 10 },
] as const;
const SCENES = 200;

/** The history of one production of so many scenes on the real state machine; functions answer at once. */
async function produce(scenes: number, chosen: (typeof LANES)[number]): Promise<readonly HistoryEvent[]> {
  const folder = mkdtempSync(join(tmpdir(), 'transitions-bench-'));
  const database = new Database(join(folder, 'bench.sqlite'), ASL_SCHEMA);
  const refuse = () => Promise.reject(new Error('The production asks for nothing else.'));
  const plan = { segments: ref, lane: chosen.lane, why: 'Bench.', ...divideSegments(chosen, scenes) };
  const given: Record<string, unknown> = { ...answers(scenes), 'render-plan': plan };
  const engine = createAslEngine({
    database,
    clock: systemClock,
    random: seededRandom(),
    log: keepingLog(),
    definitions: await loadDefinitions(),
    integrations: {
      invoke: async (name) => given[name],
      submitJob: async () => ({ Status: 'SUCCEEDED' }),
      sendMessage: refuse,
      putEvents: refuse,
    },
  });
  try {
    const input = { tenant: TENANT, run: RUN, brief: ref };
    const id = await engine.start(TENANT, { workflow: 'produce-video', name: 'bench', input });
    const { status } = await engine.whenEnded(TENANT, id);
    if (status !== 'SUCCEEDED') throw new Error(`The production is ${status}.`);
    return await engine.history(TENANT, id);
  } finally {
    await engine.close();
    database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const entered = (history: readonly HistoryEvent[]) =>
  history.filter(({ type }) => type.endsWith('StateEntered'));

/** What Step Functions would bill and keep for a production, counted on the real state machine in this process. */
export async function benchTransitions(): Promise<Measure[]> {
  const measures: Measure[] = [];
  const add = (name: string, figure: number, goal: number, unit: string) =>
    measures.push({ name, figure, goal, unit, atMost: true });
  for (const scenes of [10, SCENES]) {
    const history = await produce(scenes, LANES[0]);
    add(`transitions of ${scenes} scenes`, entered(history).length, 15 + 4 * scenes, '');
  }
  for (const chosen of LANES) {
    const history = await produce(SCENES, chosen);
    const sizes = history.map(({ details }) => Buffer.byteLength(JSON.stringify(details?.value ?? {})));
    add(`events of ${SCENES} scenes, lane ${chosen.lane}`, history.length, 1_000, '');
    add(`largest state, lane ${chosen.lane}`, Math.max(...sizes) / 1024, 32, 'KiB');
    add(
      `Wait states entered, lane ${chosen.lane}`,
      history.filter(({ type }) => type.startsWith('Wait')).length,
      0,
      '',
    );
  }
  return measures;
}

if (import.meta.main) report(await benchTransitions());
