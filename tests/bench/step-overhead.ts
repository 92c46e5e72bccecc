import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { openStores } from '#local/host/open-stores.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { defineStep } from '#shared/engine/step.ts';
import { systemClock } from '#shared/node/clock.ts';
import { median } from '#tests/bench/cpu-seconds.ts';
import { type Measure, report } from '#tests/bench/measure.ts';
import { RUN, TENANT } from '#tests/ids.ts';

const STEPS = 400;

const nothing = defineStep({
  name: 'do-nothing',
  version: 1,
  input: z.strictObject({ number: z.int() }),
  output: z.strictObject({ number: z.int() }),
  run: async ({ number }) => ({ number }),
});

/** What a step costs beside its work, one after the other: key, claim, lease, journal, durable commit; and its reuse. */
export async function benchStepOverhead(): Promise<Measure[]> {
  const home = mkdtempSync(join(tmpdir(), 'step-bench-'));
  const { ports, close } = await openStores({ home, searchPath: '', workers: 1, logLevel: 'error' });
  const environment = { tenant: TENANT, run: RUN, ports, signal: new AbortController().signal };
  const time = async (number: number) => {
    const start = systemClock.monotonic();
    await runStep(nothing, { number }, environment);
    return systemClock.monotonic() - start;
  };
  try {
    const computed: number[] = [];
    const reused: number[] = [];
    for (let number = 0; number < STEPS; number++) computed.push(await time(number));
    for (let number = 0; number < STEPS; number++) reused.push(await time(number));
    return [
      { name: 'engine overhead of a step', figure: median(computed), goal: 3, unit: 'ms', atMost: true },
      { name: 'engine overhead of a reused step', figure: median(reused), goal: 3, unit: 'ms', atMost: true },
    ];
  } finally {
    close();
    rmSync(home, { recursive: true, force: true });
  }
}

if (import.meta.main) report(await benchStepOverhead());
