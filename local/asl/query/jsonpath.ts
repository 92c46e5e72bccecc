import { type Cursor, literalAt, openCursor } from '#local/asl/query/cursor.ts';
import { type Filter, filterAt } from '#local/asl/query/jsonpath-filter.ts';

/** One step of a path. */
export type Segment =
  | { kind: 'names'; names: readonly string[] }
  | { kind: 'indexes'; indexes: readonly number[] }
  | { kind: 'slice'; from?: number; to?: number; step: number }
  | { kind: 'wildcard' }
  | { kind: 'descendants' }
  | { kind: 'filter'; filter: Filter };

/** Where a path begins: the input, the context object (`$$`) or a variable (`$name`). */
export type PathRoot = { kind: 'input' } | { kind: 'context' } | { kind: 'variable'; name: string };

/** A path, parsed. A definite one names at most one value; any other gives an array of all it finds. */
export interface CompiledPath {
  readonly source: string;
  readonly root: PathRoot;
  readonly segments: readonly Segment[];
  readonly definite: boolean;
}

/** Parses a JSONPath as AWS takes it (the dialect of Jayway); throws `SyntaxError`. */
export function compilePath(source: string): CompiledPath {
  const cursor = openCursor(source);
  const path = pathAt(cursor);
  cursor.end();
  return path;
}

/** Parses the path at the cursor and leaves the cursor behind it. */
export function pathAt(cursor: Cursor): CompiledPath {
  const start = cursor.position;
  cursor.expect('$');
  const root = rootAt(cursor);
  const segments = segmentsAt(cursor);
  const definite = segments.every(
    (segment) =>
      (segment.kind === 'names' && segment.names.length === 1) ||
      (segment.kind === 'indexes' && segment.indexes.length === 1),
  );
  return { source: cursor.text.slice(start, cursor.position), root, segments, definite };
}

function rootAt(cursor: Cursor): PathRoot {
  if (cursor.take('$')) return { kind: 'context' };
  const name = cursor.match(/[\p{L}_][\p{L}\p{N}_]*/uy);
  return name === undefined ? { kind: 'input' } : { kind: 'variable', name };
}

/** Parses the segments that follow a root (`$` or the `@` of a filter). */
export function segmentsAt(cursor: Cursor): Segment[] {
  const segments: Segment[] = [];
  for (;;) {
    if (cursor.take('..')) {
      segments.push({ kind: 'descendants' });
      if (cursor.take('[')) segments.push(bracketAt(cursor));
      else segments.push(nameAt(cursor));
    } else if (cursor.take('.')) segments.push(nameAt(cursor));
    else if (cursor.take('[')) segments.push(bracketAt(cursor));
    else return segments;
  }
}

function nameAt(cursor: Cursor): Segment {
  if (cursor.take('*')) return { kind: 'wildcard' };
  const name = cursor.match(/[^\s.[\](),'"&|!=<>~?@*:]+/y);
  if (name === undefined) throw cursor.fault('a name');
  return { kind: 'names', names: [name] };
}

function bracketAt(cursor: Cursor): Segment {
  cursor.space();
  if (cursor.take('*')) return closed(cursor, { kind: 'wildcard' });
  if (cursor.take('?')) {
    cursor.space();
    cursor.expect('(');
    const filter = filterAt(cursor);
    cursor.expect(')');
    return closed(cursor, { kind: 'filter', filter });
  }
  if (cursor.peek() === "'" || cursor.peek() === '"') {
    const names = listAt(cursor, () => String(literalAt(cursor)));
    return closed(cursor, { kind: 'names', names });
  }
  const from = integerAt(cursor);
  if (cursor.take(':')) {
    const to = integerAt(cursor);
    const step = cursor.take(':') ? (integerAt(cursor) ?? 1) : 1;
    if (step < 1) throw cursor.fault('a step of at least 1');
    const range = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    return closed(cursor, { kind: 'slice', ...range, step });
  }
  if (from === undefined) throw cursor.fault('an index, a name, a slice or a filter');
  const indexes = [from];
  while (cursor.take(',')) {
    cursor.space();
    const index = integerAt(cursor);
    if (index === undefined) throw cursor.fault('an index');
    indexes.push(index);
  }
  return closed(cursor, { kind: 'indexes', indexes });
}

function closed(cursor: Cursor, segment: Segment): Segment {
  cursor.space();
  cursor.expect(']');
  return segment;
}

function listAt<T>(cursor: Cursor, itemAt: () => T): T[] {
  const items = [itemAt()];
  for (cursor.space(); cursor.take(','); cursor.space()) {
    cursor.space();
    items.push(itemAt());
  }
  return items;
}

function integerAt(cursor: Cursor): number | undefined {
  const digits = cursor.match(/-?\d+/y);
  return digits === undefined ? undefined : Number(digits);
}
