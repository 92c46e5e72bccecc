import { conclude, effectiveInput, fillIn, nextOf, scopeOf } from '#local/asl/data-flow.ts';
import type { StateOf } from '#local/asl/definition/schema.ts';
import type { Json } from '#local/asl/json.ts';
import type { Move, Site } from '#local/asl/machinery.ts';
import { finish } from '#local/asl/states/finish-branches.ts';

/** Parallel: runs its branches side by side on the same input. */
export async function parallel(site: Site<StateOf<'Parallel'>>): Promise<Move> {
  const { frame, execution, machinery, state } = site;
  if (frame.phase === 'answered') return conclude(site, finish(site), nextOf(state));
  const args = await branchInput(site);
  return {
    kind: 'hold',
    apply() {
      const at = machinery.clock.now();
      frame.lastEvent = execution.append(frame, at, frame.lastEvent, 'ParallelStateStarted');
      frame.phase = 'branches';
      frame.args = args;
      frame.branches = {
        total: state.Branches.length,
        concurrency: state.Branches.length,
        distributed: false,
        results: new Map(),
        running: new Set(),
        cursor: 0,
        starting: false,
      };
      execution.changed(frame);
      machinery.startBranches(execution, frame);
    },
  };
}

async function branchInput(site: Site<StateOf<'Parallel'>>): Promise<Json> {
  const { state } = site;
  const input = effectiveInput(site);
  const template = site.jsonata ? state.Arguments : state.Parameters;
  if (template === undefined) return input;
  return fillIn(site, template, scopeOf(site, input.value), site.jsonata ? 'Arguments' : 'Parameters');
}
