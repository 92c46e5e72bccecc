import { conclude, effectiveInput, fillIn, nextOf, scopeOf } from '#local/asl/data-flow.ts';
import type { StateOf } from '#local/asl/definition/schema.ts';
import { queryFailure, runtimeFailure } from '#local/asl/failure.ts';
import type { Tolerance } from '#local/asl/frame.ts';
import { Json } from '#local/asl/json.ts';
import type { Move, Site } from '#local/asl/machinery.ts';
import { expressionIn } from '#local/asl/query/jsonata-template.ts';
import { requireWholePath } from '#local/asl/query/read-path.ts';
import { finish } from '#local/asl/states/finish-branches.ts';

/** AWS: iterations at a time, inline; a distributed map is bounded by what one machine can do. */
const INLINE_CONCURRENCY = 40;
const DISTRIBUTED_CONCURRENCY = 1_000;

/** Map: runs its item processor for each item, at most so many at a time. */
export async function map(site: Site<StateOf<'Map'>>): Promise<Move> {
  const { frame, execution, machinery, state } = site;
  if (frame.phase === 'answered') return conclude(site, finish(site), nextOf(state));
  const items = await itemsOf(site);
  const total = (items.value as unknown[]).length;
  const asked = await numberOf(site, 'MaxConcurrency', 'integer');
  if (asked !== undefined && asked < 0) throw runtimeFailure('MaxConcurrency cannot be negative.');
  const distributed = (state.ItemProcessor ?? state.Iterator)?.ProcessorConfig?.Mode === 'DISTRIBUTED';
  const most = distributed ? DISTRIBUTED_CONCURRENCY : INLINE_CONCURRENCY;
  let tolerance: Tolerance = {};
  let fault: unknown;
  try {
    tolerance = await toleranceOf(site);
  } catch (error) {
    fault = error;
  }
  return {
    kind: 'hold',
    apply() {
      const at = machinery.clock.now();
      const details: [string, object] = ['mapStateStartedEventDetails', { length: total }];
      frame.lastEvent = execution.append(frame, at, frame.lastEvent, 'MapStateStarted', details);
      if (fault !== undefined) throw fault;
      if (distributed) {
        const mapRunArn = `${execution.header.id.replace(':execution:', ':mapRun:')}/${state.Label ?? frame.state}:${frame.id}`;
        frame.lastEvent = execution.append(frame, at, frame.lastEvent, 'MapRunStarted', [
          'mapRunStartedEventDetails',
          { mapRunArn },
        ]);
      }
      frame.phase = 'branches';
      frame.branches = {
        total,
        concurrency: Math.min(asked || most, most),
        distributed,
        tolerance,
        items,
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

/** The input of one iteration: the item, or what `ItemSelector` makes of it. */
export async function iterationInput(site: Site<StateOf<'Map'>>, index: number): Promise<Json> {
  const { state, frame } = site;
  const items = (frame.branches?.items?.value ?? []) as unknown[];
  const value = items[index];
  const selector = state.ItemSelector ?? state.Parameters;
  if (selector === undefined) return Json.of(value);
  const scope = scopeOf(site, effectiveInput(site).value, { item: { Index: index, Value: value } });
  return fillIn(site, selector, scope, 'ItemSelector');
}

async function itemsOf(site: Site<StateOf<'Map'>>): Promise<Json> {
  const { state } = site;
  const input = effectiveInput(site);
  const scope = scopeOf(site, input.value);
  if (!site.jsonata) {
    const { ItemsPath = '$' } = state;
    const items = ItemsPath === '$' ? input : Json.of(requireWholePath(ItemsPath, scope));
    if (Array.isArray(items.value)) return items;
    throw runtimeFailure(`Reference path "${ItemsPath}" must point to array.`);
  }
  if (state.Items === undefined) {
    if (Array.isArray(input.value)) return input;
    throw queryFailure(`Map state input must be an array but was: ${input.text}`, '');
  }
  const items = await fillIn(site, state.Items, scope, 'Items');
  if (Array.isArray(items.value)) return items;
  const type = items.value === null ? 'null' : typeof items.value;
  throw queryFailure(
    `The JSONata expression '${expressionIn(state.Items)?.trim()}' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was '${type}' for value: ${items.text}`,
    'Items',
  );
}

async function toleranceOf(site: Site<StateOf<'Map'>>): Promise<Tolerance> {
  const count = await numberOf(site, 'ToleratedFailureCount', 'integer');
  const percentage = await numberOf(site, 'ToleratedFailurePercentage', 'float');
  if (count !== undefined && count < 0) throw runtimeFailure('ToleratedFailureCount cannot be negative.');
  if (percentage !== undefined && !(percentage >= 0 && percentage <= 100)) {
    throw runtimeFailure('ToleratedFailurePercentage must be between 0 and 100.');
  }
  return {
    ...(count === undefined ? {} : { count }),
    ...(percentage === undefined ? {} : { percentage }),
  };
}

type NumberField = 'MaxConcurrency' | 'ToleratedFailureCount' | 'ToleratedFailurePercentage';

async function numberOf(
  site: Site<StateOf<'Map'>>,
  field: NumberField,
  kind: 'integer' | 'float',
): Promise<number | undefined> {
  const { [field]: literal, [`${field}Path` as const]: path } = site.state;
  if (literal === undefined && path === undefined) return undefined;
  const scope = scopeOf(site, effectiveInput(site).value);
  const value =
    path === undefined ? (await fillIn(site, literal, scope, field)).value : requireWholePath(path, scope);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && (kind === 'float' ? Number.isFinite(number) : Number.isInteger(number))) {
    return number;
  }
  const text = JSON.stringify(value);
  if (path === undefined) {
    throw queryFailure(`The field '${field}' must be a number but was: ${text}`, field);
  }
  throw runtimeFailure(
    `The ${field}Path field refers to value ${text} which is not a valid ${kind}: ${path}`,
  );
}
