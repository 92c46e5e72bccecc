/** Runs every bench, one after the other, and prints each table; `npm run bench`. Takes some five minutes. */
import { benchAslThroughput } from '#tests/bench/asl-throughput.ts';
import { formatTable } from '#tests/bench/measure.ts';
import { benchRenderEfficiency } from '#tests/bench/render-efficiency.ts';
import { benchStepOverhead } from '#tests/bench/step-overhead.ts';
import { benchFreshClone, benchWholeCommand } from '#tests/bench/whole-command.ts';

const BENCHES = {
  benchStepOverhead,
  benchAslThroughput,
  benchRenderEfficiency,
  benchWholeCommand,
  benchFreshClone,
};

for (const bench of Object.values(BENCHES)) process.stdout.write(formatTable(await bench()));
