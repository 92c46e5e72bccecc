import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Definition, loadDefinition } from '#local/asl/definition/definition.ts';
import { type AslEngine, createAslEngine } from '#local/asl/engine.ts';
import type { Integrations } from '#local/asl/integrations.ts';
import { ASL_SCHEMA } from '#local/asl/store/schema.ts';
import { Database, type Statements } from '#local/sqlite/database.ts';
import { keepingLog, seededRandom, TENANT } from '#tests/unit/local/asl/home.ts';
import { VirtualClock } from '#tests/unit/local/asl/virtual-clock.ts';

const work = (key: string, transition: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'work', Payload: { key } },
  Output: '{% $states.result.Payload.key %}',
  ...transition,
});

/** Everything that can be under way when a process dies: calls, retries, waits, tokens, branches, items, a nested run. */
const FILM = {
  QueryLanguage: 'JSONata',
  StartAt: 'Plan',
  States: {
    Plan: work('plan', { Assign: { title: '{% $states.input.title %}' }, Next: 'Make' }),
    Make: {
      Type: 'Parallel',
      Branches: [
        {
          StartAt: 'Speak',
          States: { Speak: work('speak', { Next: 'Mix' }), Mix: work('mix', { End: true }) },
        },
        {
          StartAt: 'Scenes',
          States: {
            Scenes: {
              Type: 'Map',
              Items: [1, 2, 3],
              MaxConcurrency: 2,
              ItemProcessor: {
                StartAt: 'Scene',
                States: {
                  Scene: work("{% 'scene-' & $states.input %}", {
                    Retry: [{ ErrorEquals: ['Flaky'], IntervalSeconds: 2, MaxAttempts: 2 }],
                    End: true,
                  }),
                },
              },
              End: true,
            },
          },
        },
      ],
      Next: 'Settle',
    },
    Settle: { Type: 'Wait', Seconds: 5, Next: 'Approve' },
    Approve: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Arguments: { QueueUrl: 'approvals', MessageBody: { token: '{% $states.context.Task.Token %}' } },
      Output: { made: '{% $states.input %}', approval: '{% $states.result %}' },
      Next: 'Publish',
    },
    Publish: {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Arguments: { StateMachineArn: 'publish', Input: { key: 'nested' } },
      Output: {
        film: '{% $states.input %}',
        title: '{% $title %}',
        published: '{% $states.result.Output %}',
      },
      Next: 'Done',
    },
    Done: { Type: 'Succeed' },
  },
};
const PUBLISH = { QueryLanguage: 'JSONata', StartAt: 'Post', States: { Post: work('post', { End: true }) } };

const EXPECTED = {
  film: { made: ['mix', ['scene-1', 'scene-2', 'scene-3']], approval: { by: 'Ada' } },
  title: 'Bees',
  published: 'post',
};

/** A store whose process dies at the n-th write: before it is made, or made but with nobody left to hear of it. */
class DyingDatabase extends Database {
  writes = 0;
  readonly #dieAt: number;
  readonly #written: boolean;

  constructor(path: string, dieAt: number, written: boolean) {
    super(path, ASL_SCHEMA);
    this.#dieAt = dieAt;
    this.#written = written;
  }

  get dead(): boolean {
    return this.writes >= this.#dieAt;
  }

  override write<T>(work: (statements: Statements) => T): Promise<T> {
    if (this.dead) return new Promise<T>(() => undefined);
    this.writes += 1;
    if (!this.dead) return super.write(work);
    if (this.#written) void super.write(work);
    return new Promise<T>(() => undefined);
  }
}

/** How long each task takes (ms), all different, so that every end is a write of its own. */
const DURATIONS: Record<string, number> = {
  speak: 310,
  mix: 730,
  'scene-1': 220,
  'scene-2': 440,
  'scene-3': 650,
};

/** What the world outside of the engine remembers. */
class World implements Integrations {
  readonly calls: string[] = [];
  readonly tokens = new Set<string>();
  readonly #clock: VirtualClock;
  #failed = false;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  async invoke(_: string, payload: unknown): Promise<unknown> {
    const { key } = payload as { key: string };
    this.calls.push(key);
    await this.#clock.sleep(DURATIONS[key] ?? 100);
    if (key === 'scene-2' && !this.#failed) {
      this.#failed = true;
      throw Object.assign(new Error('once'), { name: 'Flaky' });
    }
    return { key };
  }

  async sendMessage(parameters: Record<string, unknown>): Promise<unknown> {
    this.tokens.add((parameters.MessageBody as { token: string }).token);
    return { MessageId: '1' };
  }

  submitJob = () => Promise.reject(new Error('not used'));
  putEvents = () => Promise.reject(new Error('not used'));
}

const definitions = new Map<string, Definition>([
  ['film', loadDefinition('film', JSON.stringify(FILM))],
  ['publish', loadDefinition('publish', JSON.stringify(PUBLISH))],
]);
const folder = mkdtempSync(join(tmpdir(), 'asl-kill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs until the execution has ended or the process is dead; gives whether it ended. */
async function live(engine: AslEngine, clock: VirtualClock, world: World, database: DyingDatabase) {
  let ended = false;
  const start = async () => {
    const id = await engine.start(TENANT, { workflow: 'film', name: 'one', input: { title: 'Bees' } });
    await engine.whenEnded(TENANT, id);
    ended = true;
  };
  void start();
  for (let turn = 0; turn < 60 && !ended && !database.dead; turn++) {
    await clock.advance(500);
    for (const token of world.tokens) {
      await Promise.race([
        engine.sendTaskSuccess(TENANT, token, { by: 'Ada' }).then(
          () => world.tokens.delete(token),
          () => undefined,
        ),
        clock.idle(),
      ]);
    }
  }
  await clock.idle();
  return ended;
}

let runs = 0;

async function killAt(dieAt: number, written: boolean) {
  const path = join(folder, `${runs++}.sqlite`);
  const clock = new VirtualClock();
  const world = new World(clock);
  const log = keepingLog();
  const parts = { clock, log, integrations: world, definitions };
  const first = new DyingDatabase(path, dieAt, written);
  const engine = createAslEngine({ ...parts, database: first, random: seededRandom(1) });
  const finished = await live(engine, clock, world, first);
  first.close();
  const second = new DyingDatabase(path, Infinity, false);
  const committed = second.statements
    .all<{ events: string }>('SELECT events FROM asl_history')
    .flatMap(({ events }) => JSON.parse(events))
    .filter(({ type }) => type === 'TaskSucceeded')
    .map(({ value }) => JSON.parse(value.output).Payload?.key as string | undefined);
  const before = world.calls.length;
  const successor = createAslEngine({ ...parts, database: second, random: seededRandom(2) });
  await successor.recover();
  const done = await live(successor, clock, world, second);
  const id = await successor.start(TENANT, { workflow: 'film', name: 'one', input: { title: 'Bees' } });
  const description = await successor.describe(TENANT, id);
  const left = second.statements.get<{ n: number }>('SELECT count(*) AS n FROM asl_frame')?.n;
  await successor.close();
  second.close();
  return {
    finished,
    done,
    description,
    committed,
    again: world.calls.slice(before),
    left,
    writes: first.writes,
    log,
  };
}

describe('an execution whose process is killed at any durable write goes on to the same end', () => {
  test.each([true, false])('killed once at every write (written: %s)', async (written) => {
    // Prepare: how many writes there are without a kill
    const { writes } = await killAt(Infinity, false);
    expect(writes).toBeGreaterThan(15);
    for (let dieAt = 1; dieAt <= writes; dieAt++) {
      // Act
      const { done, description, committed, again, left, log } = await killAt(dieAt, written);
      // Assess
      expect({ dieAt, done, ...description, log: log.lines }).toMatchObject({
        dieAt,
        done: true,
        status: 'SUCCEEDED',
        output: EXPECTED,
        log: [],
      });
      expect(
        again.filter((key) => committed.includes(key)),
        `run again after write ${dieAt}`,
      ).toEqual([]);
      const steady = again.filter((key) => key !== 'scene-2');
      expect(new Set(steady).size, 'each at most once after the restart').toBe(steady.length);
      expect(left).toBe(0);
    }
  });
});
