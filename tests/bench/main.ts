/** `npm run bench`: every bench, one after the other, which takes some eight minutes; `npm run bench -- cost burst`: those. Fails when a goal is missed. */
import process from 'node:process';
import { benchAslThroughput } from '#tests/bench/asl-throughput.ts';
import { benchBundles } from '#tests/bench/bundles.ts';
import { benchBurst } from '#tests/bench/burst.ts';
import { benchCost } from '#tests/bench/cost.ts';
import { report } from '#tests/bench/measure.ts';
import { benchMotion } from '#tests/bench/motion.ts';
import { benchRenderEfficiency } from '#tests/bench/render-efficiency.ts';
import { benchRenderGrowth, benchRenderScaling } from '#tests/bench/render-scaling.ts';
import { benchSound } from '#tests/bench/sound.ts';
import { benchStepOverhead } from '#tests/bench/step-overhead.ts';
import { benchTransitions } from '#tests/bench/transitions.ts';
import { benchVoiceAlignment } from '#tests/bench/voice-alignment.ts';
import { benchWallTime } from '#tests/bench/wall-time.ts';
import { benchFreshClone, benchWholeCommand } from '#tests/bench/whole-command.ts';

const BENCHES = {
  'step-overhead': benchStepOverhead,
  'asl-throughput': benchAslThroughput,
  'render-efficiency': benchRenderEfficiency,
  'render-scaling': benchRenderScaling,
  'render-growth': benchRenderGrowth,
  motion: benchMotion,
  sound: benchSound,
  transitions: benchTransitions,
  burst: benchBurst,
  bundles: benchBundles,
  'voice-alignment': benchVoiceAlignment,
  'wall-time': benchWallTime,
  'whole-command': benchWholeCommand,
  'fresh-clone': benchFreshClone,
  cost: benchCost,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no bench ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.\n`,
  );
  process.exitCode = 2;
} else {
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (wanted.length === 0 || wanted.includes(name)) report(await bench());
  }
}
