import { runtimeFailure } from '#local/asl/failure.ts';
import type { CompiledPath, PathRoot } from '#local/asl/query/jsonpath.ts';
import { select } from '#local/asl/query/jsonpath-select.ts';
import type { Scope } from '#local/asl/query/scope.ts';

/** Distinguishes "nothing there" from a value of null. */
export const NOTHING = Symbol('nothing');

/** The value at the path: for a definite path the value or {@link NOTHING}, otherwise an array of all that is found. */
export function readPath(path: CompiledPath, scope: Scope): unknown {
  const { definite, segments } = path;
  const root = rootValue(path.root, scope);
  if (root === undefined) return NOTHING;
  if (segments.length === 0) return root;
  const found = select(root, segments);
  if (!definite) return found;
  return found.length === 0 ? NOTHING : found[0];
}

function rootValue(root: PathRoot, scope: Scope): unknown {
  if (root.kind === 'input') return scope.input;
  if (root.kind === 'context') return scope.context();
  return Object.hasOwn(scope.variables, root.name) ? scope.variables[root.name] : undefined;
}

/** The value at a path that must be there; `field` names the place in the definition for AWS's text. */
export function requirePath(source: string, field: string, scope: Scope): unknown {
  const value = readPath(scope.expressions.path(source), scope);
  if (value !== NOTHING) return value;
  throw runtimeFailure(
    `The JSONPath '${source}' specified for the field '${field}' could not be found in the input '${JSON.stringify(scope.input)}'`,
  );
}

/** The value of an `InputPath` or `OutputPath`, which AWS reports in another way when nothing is there. */
export function requireWholePath(source: string, scope: Scope): unknown {
  const path = scope.expressions.path(source);
  const value = readPath(path, scope);
  if (value !== NOTHING) return value;
  throw runtimeFailure(`Invalid path '${source}' : No results for path: ${canonicalPath(path)}`);
}

function canonicalPath({ source, segments }: CompiledPath): string {
  const steps = segments.map((segment) => {
    if (segment.kind === 'names') return segment.names.map((name) => `['${name}']`).join('');
    return segment.kind === 'indexes' ? `[${segment.indexes.join(',')}]` : '';
  });
  return segments.length === 0 ? source : `$${steps.join('')}`;
}
