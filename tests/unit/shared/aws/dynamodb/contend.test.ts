import { expect, test } from 'vitest';
import { StageConfig } from '#infra/config.ts';
import { CONTENDED, contend } from '#shared/aws/dynamodb/contend.ts';
import { expectCode } from '#tests/contract/harness.ts';
import { createVirtualClock } from '#tests/virtual-clock.ts';

/** Messages of one call of a function, as `infra/constructs/queue-trigger.ts` has it. */
const BATCH = 10;
/** How long a transaction of DynamoDB keeps its items to itself, and how long it takes to be refused; long ones, in ms. */
const HELD_MS = 30;
const REFUSED_MS = 5;

/** Numbers between 0 and 1 that are the same in every run (Park and Miller, 1988). */
function randomOf(seed: number) {
  let state = seed;
  return {
    next: () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    },
  };
}

test('as many productions as are started at a time all find their turn at the budget of one day', async () => {
  // Prepare
  const { productions } = StageConfig.parse({ stage: 'test', region: 'eu-central-1' }).scale;
  if (!('maximumConcurrency' in productions)) throw new Error('The usual pollers are the default.');
  const clock = createVirtualClock();
  const random = randomOf(7);
  let held = false;
  const reserve = async () => {
    await clock.sleep(REFUSED_MS / 2 + random.next());
    if (held) {
      await clock.sleep(REFUSED_MS / 2);
      return CONTENDED;
    }
    held = true;
    await clock.sleep(HELD_MS);
    held = false;
    return 'reserved';
  };
  const together = productions.maximumConcurrency * BATCH;
  // Act
  const all = Promise.all(Array.from({ length: together }, () => contend({ clock, random }, reserve)));
  const [results] = await Promise.all([all, clock.advance(60_000)]);
  // Assess
  expect(results).toEqual(Array(together).fill('reserved'));
}, 60_000);

test('who never finds a turn is told to come again later', async () => {
  const clock = createVirtualClock();
  const never = contend({ clock, random: randomOf(1) }, async () => CONTENDED);
  await Promise.all([expectCode(never, 'STORE_UNAVAILABLE'), clock.advance(60_000)]);
});
