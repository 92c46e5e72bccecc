import type { Construct } from 'constructs';
import type { FunctionRow, Trigger } from '#functions/function-row.ts';
import { type FunctionName, manifest } from '#functions/manifest.ts';
import { StudioFunction, type StudioFunctionProps } from '#infra/constructs/studio-function.ts';

/** Names of the functions that one kind of trigger starts. */
export function functionsStartedBy(kind: Trigger['kind']): FunctionName[] {
  const rows: Record<string, FunctionRow> = manifest;
  return (Object.keys(rows) as FunctionName[]).filter((name) => rows[name]?.trigger.kind === kind);
}

/** Makes the functions of some kinds of triggers, by name. */
export function studioFunctions(
  scope: Construct,
  kinds: readonly Trigger['kind'][],
  props: StudioFunctionProps,
): Map<FunctionName, StudioFunction> {
  const names = kinds.flatMap(functionsStartedBy);
  return new Map(names.map((name) => [name, new StudioFunction(scope, name, props)]));
}
