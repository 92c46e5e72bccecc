import { fillIn, scopeOf } from '#local/asl/data-flow.ts';
import type { StateOf } from '#local/asl/definition/schema.ts';
import { runtimeFailure, StateFailure } from '#local/asl/failure.ts';
import type { Move, Site } from '#local/asl/machinery.ts';
import { evaluateText } from '#local/asl/query/payload-template.ts';

/** Fail: ends its machine with an error and a cause, either of which may be left out. */
export async function fail(site: Site<StateOf<'Fail'>>): Promise<Move> {
  const error = await wording(site, 'Error');
  const cause = await wording(site, 'Cause');
  throw new StateFailure({
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  });
}

async function wording(site: Site<StateOf<'Fail'>>, field: 'Error' | 'Cause'): Promise<string | undefined> {
  const { state } = site;
  const path = state[`${field}Path`];
  const scope = scopeOf(site, site.frame.input.value);
  let value: unknown = state[field];
  if (path !== undefined) value = evaluateText(path, `${field}Path`, scope);
  else if (site.jsonata && value !== undefined) value = (await fillIn(site, value, scope, field)).value;
  if (value === undefined || typeof value === 'string') return value;
  throw runtimeFailure(`The ${field} of a Fail state must be a text but was: ${JSON.stringify(value)}`);
}
