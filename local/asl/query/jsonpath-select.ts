import type { Segment } from '#local/asl/query/jsonpath.ts';

/** Gives every value that the segments lead to from `root`, in document order. */
export function select(root: unknown, segments: readonly Segment[]): unknown[] {
  let found: unknown[] = [root];
  for (const segment of segments) {
    const next: unknown[] = [];
    for (const value of found) step(value, segment, next);
    found = next;
  }
  return found;
}

function step(value: unknown, segment: Segment, found: unknown[]): void {
  if (segment.kind === 'names') byName(value, segment.names, found);
  else if (segment.kind === 'indexes') byIndex(value, segment.indexes, found);
  else if (segment.kind === 'slice') bySlice(value, segment, found);
  else if (segment.kind === 'wildcard') found.push(...children(value));
  else if (segment.kind === 'descendants') descend(value, found);
  else found.push(...(Array.isArray(value) ? value : [value]).filter(segment.filter));
}

function byName(value: unknown, names: readonly string[], found: unknown[]): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  for (const name of names) {
    if (Object.hasOwn(value, name)) found.push((value as Record<string, unknown>)[name]);
  }
}

function byIndex(value: unknown, indexes: readonly number[], found: unknown[]): void {
  if (!Array.isArray(value)) return;
  for (const index of indexes) {
    const at = index < 0 ? value.length + index : index;
    if (at >= 0 && at < value.length) found.push(value[at]);
  }
}

function bySlice(
  value: unknown,
  range: { from?: number; to?: number; step: number },
  found: unknown[],
): void {
  if (!Array.isArray(value)) return;
  const cut = value.slice(range.from, range.to);
  for (let at = 0; at < cut.length; at += range.step) found.push(cut[at]);
}

function children(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

function descend(value: unknown, found: unknown[]): void {
  found.push(value);
  for (const child of children(value)) descend(child, found);
}
