import { setTimeout as wait } from 'node:timers/promises';
import type { Visit } from '#cli/smoke/check.ts';
import { readAnswer } from '#cli/smoke/installation.ts';
import { ProductionView } from '#shared/domain/production-view.ts';

/** Between two looks, in ms. */
const LOOK_MS = 1_000;

const FINAL: readonly ProductionView['state'][] = ['succeeded', 'failed', 'cancelled'];

/** Looks at a production until it has ended, and gives it. Throws when it takes longer than the visit has patience. */
export async function follow(
  { installation, patienceSeconds, tellProgress }: Visit,
  self: string,
): Promise<ProductionView> {
  const until = performance.now() + patienceSeconds * 1_000;
  let told = '';
  for (;;) {
    const view = readAnswer(await installation.call(self), [200], ProductionView);
    if (FINAL.includes(view.state)) return view;
    const text = describe(view);
    if (text !== told) tellProgress(text);
    told = text;
    if (performance.now() > until) {
      throw new Error(`After ${patienceSeconds} seconds the film ${view.id} has not ended: ${text}.`);
    }
    await wait(LOOK_MS);
  }
}

function describe({ state, progress: { fraction, stages } }: ProductionView): string {
  const running = stages.filter((stage) => stage.state === 'running').map(({ name }) => name);
  if (running.length === 0) return state;
  return `${state}, ${Math.floor(fraction * 100)} %, ${running.join(' and ')}`;
}
