import { conclude, effectiveInput, fillIn, nextOf, passOn, scopeOf } from '#local/asl/data-flow.ts';
import type { StateOf } from '#local/asl/definition/schema.ts';
import { Json } from '#local/asl/json.ts';
import type { Move, Site } from '#local/asl/machinery.ts';

/** Pass: gives a constant, a shaped input, or its input. */
export async function pass(site: Site<StateOf<'Pass'>>): Promise<Move> {
  const { state } = site;
  if (site.jsonata) return passOn(site, nextOf(state));
  if (state.Result !== undefined) return conclude(site, Json.of(state.Result), nextOf(state));
  const input = effectiveInput(site);
  const result =
    state.Parameters === undefined
      ? input
      : await fillIn(site, state.Parameters, scopeOf(site, input.value), 'Parameters');
  return conclude(site, result, nextOf(state));
}
