import { requirePath } from '#local/asl/query/read-path.ts';
import type { Scope } from '#local/asl/query/scope.ts';

/**
 * Fills a payload template of JSONPath (`Parameters`, `ResultSelector`, `ItemSelector`, `Assign`): the value of a field
 * whose name ends with `.$` is a path or an intrinsic function, everything else stays as it is.
 */
export function fillTemplate(template: unknown, scope: Scope): unknown {
  if (Array.isArray(template)) return template.map((item) => fillTemplate(item, scope));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) =>
      name.endsWith('.$') && typeof value === 'string'
        ? [name.slice(0, -2), evaluateText(value, name, scope)]
        : [name, fillTemplate(value, scope)],
    ),
  );
}

/** Evaluates a path or an intrinsic function; `field` is its place in the definition. */
export function evaluateText(source: string, field: string, scope: Scope): unknown {
  return source.startsWith('$')
    ? requirePath(source, field, scope)
    : scope.expressions.intrinsic(source).evaluate(scope, field);
}
