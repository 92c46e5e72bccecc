/** Runs every bench, one after the other, and prints each table; `npm run bench`, which fails when a goal is missed. Takes some eight minutes. */
import { benchAslThroughput } from '#tests/bench/asl-throughput.ts';
import { benchBundles } from '#tests/bench/bundles.ts';
import { benchBurst } from '#tests/bench/burst.ts';
import { benchCost } from '#tests/bench/cost.ts';
import { report } from '#tests/bench/measure.ts';
import { benchRenderEfficiency } from '#tests/bench/render-efficiency.ts';
import { benchStepOverhead } from '#tests/bench/step-overhead.ts';
import { benchTransitions } from '#tests/bench/transitions.ts';
import { benchWallTime } from '#tests/bench/wall-time.ts';
import { benchFreshClone, benchWholeCommand } from '#tests/bench/whole-command.ts';

const BENCHES = {
  benchStepOverhead,
  benchAslThroughput,
  benchRenderEfficiency,
  benchTransitions,
  benchBurst,
  benchBundles,
  benchWallTime,
  benchWholeCommand,
  benchFreshClone,
  benchCost,
};

for (const bench of Object.values(BENCHES)) report(await bench());
