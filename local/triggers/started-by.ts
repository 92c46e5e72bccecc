import type { FunctionRow, Trigger } from '#functions/function-row.ts';
import { type FunctionName, manifest } from '#functions/manifest.ts';

/** A function that something of that kind starts. */
export interface Triggered<K extends Trigger['kind']> {
  name: FunctionName;
  row: FunctionRow;
  trigger: Extract<Trigger, { kind: K }>;
}

/** Every function of the manifest that something of that kind starts, in its order. */
export function functionsStartedBy<K extends Trigger['kind']>(kind: K): Triggered<K>[] {
  const rows = Object.entries(manifest) as [FunctionName, FunctionRow][];
  return rows.flatMap(([name, row]) => {
    const { trigger } = row;
    return trigger.kind === kind ? [{ name, row, trigger: trigger as Triggered<K>['trigger'] }] : [];
  });
}
