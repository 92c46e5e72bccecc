import { contextOf, type MapItem } from '#local/asl/context.ts';
import type { State } from '#local/asl/definition/schema.ts';
import { runtimeFailure, withinLimit } from '#local/asl/failure.ts';
import { EMPTY, Json } from '#local/asl/json.ts';
import type { Exit, Site } from '#local/asl/machinery.ts';
import { evaluateTemplate } from '#local/asl/query/jsonata-template.ts';
import { fillTemplate } from '#local/asl/query/payload-template.ts';
import { requireWholePath } from '#local/asl/query/read-path.ts';
import type { Scope } from '#local/asl/query/scope.ts';
import { writePath } from '#local/asl/query/write-path.ts';

/** Fields of data flow, whichever of them a state has. */
type Flow = Partial<Record<'InputPath' | 'OutputPath' | 'ResultPath', string | null>> &
  Partial<Record<'Output' | 'Assign' | 'ResultSelector', unknown>>;

/** What an expression at this site sees; `input` is `$` in JSONPath. */
export function scopeOf(
  site: Site,
  input: unknown,
  extra: { result?: unknown; errorOutput?: unknown; item?: MapItem } = {},
): Scope {
  const { execution, frame, machinery } = site;
  const { item, ...results } = extra;
  return {
    expressions: execution.header.definition.expressions,
    input,
    variables: frame.variables,
    context: () => contextOf(execution, frame, item),
    functions: machinery.functions,
    ...results,
  };
}

/** The input after `InputPath`; the raw input in JSONata. */
export function effectiveInput(site: Site): Json {
  const { InputPath } = site.state as Flow;
  const raw = site.frame.input;
  if (InputPath === undefined || InputPath === '$') return raw;
  return InputPath === null ? EMPTY : Json.of(requireWholePath(InputPath, scopeOf(site, raw.value)));
}

/** A template in the language of the state; `field` names it for AWS's texts. */
export function fillIn(site: Site, template: unknown, scope: Scope, field: string): Json | Promise<Json> {
  return site.jsonata ? evaluateTemplate(template, scope, field) : Json.of(fillTemplate(template, scope));
}

/** The output of a state that has no result of its own (Choice, Wait, Succeed). */
export async function passOn(
  site: Site,
  next: string | undefined,
  flow: Flow = site.state as Flow,
): Promise<Exit> {
  const input = effectiveInput(site);
  if (site.jsonata) return produce(site, flow, input, scopeOf(site, input.value), next);
  return exitWith(site, await assign(site, flow, input.value), outputPath(site, input), next);
}

/** The output of a state from its result: `ResultSelector`, `ResultPath`, `OutputPath`, or `Output`; and `Assign`. */
export async function conclude(site: Site, result: Json, next: string | undefined): Promise<Exit> {
  const flow = site.state as Flow;
  if (site.jsonata) {
    return produce(site, flow, result, scopeOf(site, site.frame.input.value, { result: result.value }), next);
  }
  const selected =
    flow.ResultSelector === undefined
      ? result
      : Json.of(fillTemplate(flow.ResultSelector, scopeOf(site, result.value)));
  const assigned = await assign(site, flow, selected.value);
  return exitWith(site, assigned, outputPath(site, place(site, flow.ResultPath, selected)), next);
}

/** The output of a state whose failure is caught: `ResultPath` or `Output`, and `Assign`, of the catcher. */
export async function concludeCaught(
  site: Site,
  catcher: { Next: string; ResultPath?: string | null | undefined; Output?: unknown; Assign?: unknown },
  errorOutput: Json,
): Promise<Exit> {
  const flow = catcher as Flow;
  if (site.jsonata) {
    const scope = scopeOf(site, site.frame.input.value, { errorOutput: errorOutput.value });
    return produce(site, flow, errorOutput, scope, catcher.Next);
  }
  const assigned = await assign(site, flow, errorOutput.value);
  return exitWith(site, assigned, place(site, flow.ResultPath, errorOutput), catcher.Next);
}

/** JSONata: `Output`, or else `standard`. */
async function produce(
  site: Site,
  flow: Flow,
  standard: Json,
  scope: Scope,
  next: string | undefined,
): Promise<Exit> {
  const output = flow.Output === undefined ? standard : await evaluateTemplate(flow.Output, scope, 'Output');
  const assigned =
    flow.Assign === undefined ? undefined : await evaluateTemplate(flow.Assign, scope, 'Assign');
  return exitWith(site, assigned, output, next);
}

async function assign(site: Site, flow: Flow, value: unknown): Promise<Json | undefined> {
  return flow.Assign === undefined ? undefined : Json.of(fillTemplate(flow.Assign, scopeOf(site, value)));
}

function place(site: Site, resultPath: string | null | undefined, result: Json): Json {
  const { input } = site.frame;
  if (resultPath === null) return input;
  if (resultPath === undefined || resultPath === '$') return result;
  const path = site.execution.header.definition.expressions.path(resultPath);
  return Json.of(writePath(input.value, path, result.value));
}

function outputPath(site: Site, output: Json): Json {
  const { OutputPath } = site.state as Flow;
  if (OutputPath === undefined || OutputPath === '$') return output;
  return OutputPath === null ? EMPTY : Json.of(requireWholePath(OutputPath, scopeOf(site, output.value)));
}

function exitWith(site: Site, assigned: Json | undefined, output: Json, next: string | undefined): Exit {
  const place = site.frame.state;
  withinLimit(output, place);
  if (assigned !== undefined) withinLimit(assigned, place);
  return { kind: 'exit', output, next, ...(assigned === undefined ? {} : { assigned }) };
}

/** `Next` of a state; undefined at the end of its machine. */
export function nextOf(state: State): string | undefined {
  return 'Next' in state ? state.Next : undefined;
}

/** A field that must come to a number: a constant, an expression or a path; undefined when the state has neither. */
export async function numberField(
  site: Site,
  field: 'TimeoutSeconds' | 'HeartbeatSeconds',
): Promise<number | undefined> {
  const fields = site.state as unknown as Record<string, unknown>;
  const { [field]: literal, [`${field}Path`]: path } = fields;
  if (literal === undefined && path === undefined) return undefined;
  const scope = scopeOf(site, effectiveInput(site).value);
  const value =
    typeof path === 'string'
      ? requireWholePath(path, scope)
      : (await fillIn(site, literal, scope, field)).value;
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  throw runtimeFailure(`The ${field} must be a positive whole number but was: ${JSON.stringify(value)}`);
}
