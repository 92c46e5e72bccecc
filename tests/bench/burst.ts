import { readStage } from '#infra/config.ts';
import { PRICES } from '#shared/cost/prices.ts';
import { type Measure, report } from '#tests/bench/measure.ts';
import { type PollerRamp, provisionedPollers, usualPollers, waitsOfBurst } from '#tests/bench/poller-ramp.ts';

const MESSAGES = 1_000;
/** What `brief-start` does for each message: six calls of AWS, cold at first. */
const START_SECONDS = 0.5;
/** Messages that it gets at a time, as `infra/constructs/queue-trigger.ts` has it. */
const BATCH = 10;
const GOAL_SECONDS = 35;
/** Requests of Lambda's five pollers, each of which waits twenty seconds for messages, in a month of 30 days. */
const REQUESTS_AT_REST = 5 * 3 * 60 * 24 * 30;

function p95(waits: readonly number[]): number {
  return waits[Math.ceil(waits.length * 0.95) - 1] ?? 0;
}

/**
 * How long the last of many messages wait that come at once, computed from how fast Lambda's pollers become more; nothing is
 * run. The queue of productions is reckoned as the stage `dev` has it; jobs of half a minute show what pollers that are kept
 * ready would change.
 */
export async function benchBurst(): Promise<Measure[]> {
  const { productions } = readStage('dev').scale;
  const configured: PollerRamp =
    'maximumConcurrency' in productions
      ? usualPollers(productions.maximumConcurrency)
      : provisionedPollers(productions.minimumPollers, productions.maximumPollers);
  const started = waitsOfBurst(configured, { messages: MESSAGES, batch: BATCH, seconds: START_SECONDS });
  const long = waitsOfBurst(provisionedPollers(20, 200), { messages: MESSAGES, batch: 1, seconds: 30 });
  const atRest = REQUESTS_AT_REST * (PRICES.fifoQueueRequest.usd + PRICES.queueRequest.usd);
  const line = (name: string, figure: number, goal: number, unit: string): Measure => ({
    name,
    figure,
    goal,
    unit,
    atMost: true,
  });
  return [
    line(`p95 wait of ${MESSAGES} productions, pollers of dev`, p95(started), GOAL_SECONDS, 's'),
    line(`p95 wait of ${MESSAGES} jobs of 30 s, 20 pollers kept`, p95(long), GOAL_SECONDS, 's'),
    line('pollers of dev at rest, both queues, a month', atRest, 1, 'USD'),
  ];
}

if (import.meta.main) report(await benchBurst());
