import { readFile } from 'node:fs/promises';
import { CountedProduction } from '#shared/cost/count.ts';
import { type Bill, infrastructureCost, totalUsd } from '#shared/cost/infrastructure-cost.ts';
import { type Measure, report } from '#tests/bench/measure.ts';

/** What the rehearsal counted of a production of ten scenes; `npm run rehearse` writes it when it is told to. */
const COUNTED = new URL('./counted/ten-scenes.json', import.meta.url);
/** A minute of Remotion Lambda costs $0.017 to $0.021 by its own documentation, `cost-example.mdx`. */
const GOAL_MICRO_USD = 4_500;

const PARTS: Record<keyof Bill, string> = {
  functions: 'functions',
  jobs: 'jobs on machines',
  workflow: 'workflow, transitions',
  table: 'table, reads and writes',
  objects: 'assets, requests',
  queues: 'queues',
  entrances: 'entrances and live connections',
  watching: 'logs and traces',
  keys: 'keys',
};

async function readCounted(): Promise<CountedProduction> {
  const text = await readFile(COUNTED, 'utf8').catch((error: unknown) => {
    throw new Error(
      `There is no count of a production at ${COUNTED.pathname}: let the rehearsal write it first.`,
      {
        cause: error,
      },
    );
  });
  return CountedProduction.parse(JSON.parse(text));
}

/** What a finished minute costs at the prices of `shared/cost/prices.ts`, by part, from counted operations. Fails without a count. */
export async function benchCost(): Promise<Measure[]> {
  const { countedBy, day, scenes, filmSeconds, counts } = await readCounted();
  process.stdout.write(`Counted by ${countedBy} on ${day}: ${scenes} scenes, ${filmSeconds.toFixed(1)} s.\n`);
  const bill = infrastructureCost(counts);
  const perMinute = (usd: number) => (usd * 1e6 * 60) / filmSeconds;
  const line = (name: string, usd: number): Measure => ({
    name,
    figure: perMinute(usd),
    goal: GOAL_MICRO_USD,
    unit: 'µUSD',
    atMost: true,
  });
  const parts = Object.entries(PARTS).map(([part, name]) => line(name, bill[part as keyof Bill]));
  return [...parts, line('a finished minute, all together', totalUsd(bill))];
}

if (import.meta.main) report(await benchCost());
