import { Json } from '#local/asl/json.ts';
import type { Scope } from '#local/asl/query/scope.ts';

/** What stands between `{%` and `%}` when the text is a JSONata expression. */
export function expressionIn(value: unknown): string | undefined {
  if (typeof value !== 'string' || !value.startsWith('{%') || !value.endsWith('%}')) return undefined;
  return value.length < 4 ? undefined : value.slice(2, -2);
}

/**
 * Fills a template of JSONata (`Arguments`, `Output`, `Assign`, …): every text `{% … %}` in it is an expression.
 * `location` is the field of the definition. Fails with `States.QueryEvaluationError`. Gives a promise only where an
 * expression needs the interpreter: most are plain paths, and a promise for every node costs more than they do.
 */
export function evaluateTemplate(template: unknown, scope: Scope, location: string): Json | Promise<Json> {
  const filled = fill(template, scope, location);
  return filled instanceof Promise ? filled.then(Json.of) : Json.of(filled);
}

function fill(template: unknown, scope: Scope, location: string): unknown {
  if (typeof template === 'string') {
    const source = expressionIn(template);
    return source === undefined ? template : scope.expressions.jsonata(source).evaluate(scope, location);
  }
  if (typeof template !== 'object' || template === null) return template;
  if (Array.isArray(template)) {
    return whenAll(
      template.map((item, index) => fill(item, scope, `${location}[${index}]`)),
      (items) => items,
    );
  }
  const names = Object.keys(template);
  return whenAll(
    names.map((name) => fill((template as Record<string, unknown>)[name], scope, `${location}/${name}`)),
    (values) => Object.fromEntries(names.map((name, index) => [name, values[index]])),
  );
}

function whenAll(values: unknown[], build: (values: unknown[]) => unknown): unknown {
  return values.some((value) => value instanceof Promise) ? Promise.all(values).then(build) : build(values);
}
