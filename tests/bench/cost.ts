import { readFile } from 'node:fs/promises';
import { CountedProduction } from '#shared/cost/count.ts';
import { type Bill, infrastructureCost, totalUsd } from '#shared/cost/infrastructure-cost.ts';
import { type Measure, report } from '#tests/bench/measure.ts';

/** What the rehearsal counted of a production of ten scenes; `npm run rehearse -- --count` writes it. */
const COUNTED = new URL('./counted/ten-scenes.json', import.meta.url);
/** USD for a finished minute. One of Remotion Lambda costs $0.017 to $0.021 by its own documentation, `cost-example.mdx`. */
const GOAL_USD = 0.0045;

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
      `There is no count of a production at ${COUNTED.pathname}: npm run rehearse -- --count writes it.`,
      {
        cause: error,
      },
    );
  });
  return CountedProduction.parse(JSON.parse(text));
}

/** What a finished minute costs at the prices of `shared/cost/prices.ts`, from counted operations; prints its parts. Fails without a count. */
export async function benchCost(): Promise<Measure[]> {
  const { countedBy, day, scenes, filmSeconds, counts } = await readCounted();
  process.stdout.write(`Counted by ${countedBy} on ${day}: ${scenes} scenes, ${filmSeconds.toFixed(1)} s.\n`);
  const bill = infrastructureCost(counts);
  const perMinute = (usd: number) => (usd * 60) / filmSeconds;
  for (const [part, name] of Object.entries(PARTS)) {
    process.stdout.write(
      `${name.padEnd(46)} ${perMinute(bill[part as keyof Bill])
        .toFixed(5)
        .padStart(14)} USD\n`,
    );
  }
  return [
    {
      name: 'a finished minute, all together',
      figure: perMinute(totalUsd(bill)),
      goal: GOAL_USD,
      unit: 'USD',
      digits: 5,
      atMost: true,
    },
  ];
}

if (import.meta.main) report(await benchCost());
