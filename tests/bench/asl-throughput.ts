import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Definition, loadDefinition } from '#local/asl/definition/definition.ts';
import { type AslEngine, createAslEngine } from '#local/asl/engine.ts';
import { ASL_SCHEMA } from '#local/asl/store/schema.ts';
import { Database } from '#local/sqlite/database.ts';
import { TenantId } from '#shared/domain/identity.ts';
import { systemClock } from '#shared/node/clock.ts';
import { type Measure, report } from '#tests/bench/measure.ts';
import { keepingLog, seededRandom } from '#tests/unit/local/asl/home.ts';

const TENANT = TenantId.parse('bench');
const RUNS = 1_000;
const STEPS = 40;
const PARKED = 10_000;

/** A chain of `STEPS` states made by `state`, which gets the transition. */
function chain(state: (transition: object) => object): object {
  const names = Array.from({ length: STEPS }, (_, index) => `S${index}`);
  const states = names.map((name, index) => [
    name,
    state(index + 1 < STEPS ? { Next: names[index + 1] } : { End: true }),
  ]);
  return { QueryLanguage: 'JSONata', StartAt: 'S0', States: Object.fromEntries(states) };
}

const MACHINES = {
  tasks: chain((transition) => ({
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: 'step', Payload: '{% $states.input %}' },
    Output: '{% $states.result.Payload %}',
    ...transition,
  })),
  passes: chain((transition) => ({
    Type: 'Pass',
    Output: { count: '{% $states.input.count + 1 %}', title: '{% $states.input.title %}' },
    ...transition,
  })),
  parked: {
    QueryLanguage: 'JSONata',
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Arguments: { QueueUrl: 'approvals', MessageBody: { token: '{% $states.context.Task.Token %}' } },
        TimeoutSeconds: 86_400,
        End: true,
      },
    },
  },
};

interface Bench {
  engine: AslEngine;
  database: Database;
  close(): Promise<void>;
}

function open(folder: string): Bench {
  const database = new Database(join(folder, 'bench.sqlite'), ASL_SCHEMA);
  const definitions = new Map<string, Definition>(
    Object.entries(MACHINES).map(([name, machine]) => [name, loadDefinition(name, JSON.stringify(machine))]),
  );
  const engine = createAslEngine({
    database,
    clock: systemClock,
    random: seededRandom(),
    log: keepingLog(),
    definitions,
    integrations: {
      invoke: async (_, payload) => payload,
      submitJob: async () => ({}),
      sendMessage: async () => ({ MessageId: 'm' }),
      putEvents: async () => ({}),
    },
  });
  return {
    engine,
    database,
    async close() {
      await engine.close();
      database.close();
    },
  };
}

const INPUT = { count: 0, title: 'How bees find their way home' };

async function runMany({ engine }: Bench, workflow: string, runs: number): Promise<number> {
  const start = systemClock.monotonic();
  await Promise.all(
    Array.from({ length: runs }, async (_, index) => {
      const id = await engine.start(TENANT, { workflow, name: `${workflow}-${runs}-${index}`, input: INPUT });
      const { status } = await engine.whenEnded(TENANT, id);
      if (status !== 'SUCCEEDED') throw new Error(`${id} is ${status}`);
    }),
  );
  return systemClock.monotonic() - start;
}

const megabytes = () => process.memoryUsage().rss / 2 ** 20;

/** Measures the ASL engine on a store on disk; takes some ten seconds. */
export async function benchAslThroughput(): Promise<Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'asl-bench-'));
  const measures: Measure[] = [];
  const add = (name: string, figure: number, goal: number, unit: string, atMost = true) =>
    measures.push({ name, figure, goal, unit, atMost });
  try {
    let bench = open(folder);
    await runMany(bench, 'tasks', 20);
    const single = await runMany(bench, 'tasks', 1);
    add('task step of a single run', single / STEPS, 3, 'ms');
    const tasks = await runMany(bench, 'tasks', RUNS);
    add(`task steps, ${RUNS} runs`, (RUNS * STEPS) / (tasks / 1_000), 10_000, 'steps/s', false);
    add('memory after them', megabytes(), 300, 'MB');
    const ids = await Promise.all(
      Array.from({ length: PARKED }, (_, index) =>
        bench.engine.start(TENANT, { workflow: 'parked', name: `parked-${index}`, input: INPUT }),
      ),
    );
    await systemClock.sleep(1_000);
    add(`memory with ${PARKED} runs parked on tokens`, megabytes(), 400, 'MB');
    const passes = await runMany(bench, 'passes', RUNS);
    add(`Pass steps with JSONata, ${RUNS} runs`, (RUNS * STEPS) / (passes / 1_000), 10_000, 'steps/s', false);
    const reason = { error: 'Bench', cause: 'enough' };
    await Promise.all(ids.slice(RUNS).map((id) => bench.engine.stop(TENANT, id, reason)));
    await bench.close();
    bench = open(folder);
    const start = systemClock.monotonic();
    const recovered = await bench.engine.recover();
    add(`recovery of ${recovered} open runs`, systemClock.monotonic() - start, 1_000, 'ms');
    await bench.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return measures;
}

if (import.meta.main) report(await benchAslThroughput());
