import { Json } from '#local/asl/json.ts';
import type { Scope } from '#local/asl/query/scope.ts';

/** What stands between `{%` and `%}` when the text is a JSONata expression. */
export function expressionIn(value: unknown): string | undefined {
  if (typeof value !== 'string' || !value.startsWith('{%') || !value.endsWith('%}')) return undefined;
  return value.length < 4 ? undefined : value.slice(2, -2);
}

/**
 * Fills a template of JSONata (`Arguments`, `Output`, `Assign`, …): every text `{% … %}` in it is an expression.
 * `location` is the field of the definition. Fails with `States.QueryEvaluationError`.
 */
export async function evaluateTemplate(template: unknown, scope: Scope, location: string): Promise<Json> {
  return Json.of(await fill(template, scope, location));
}

async function fill(template: unknown, scope: Scope, location: string): Promise<unknown> {
  if (typeof template === 'string') {
    const source = expressionIn(template);
    return source === undefined ? template : scope.expressions.jsonata(source).evaluate(scope, location);
  }
  if (typeof template !== 'object' || template === null) return template;
  if (Array.isArray(template)) {
    const items: unknown[] = [];
    for (const [index, item] of template.entries())
      items.push(await fill(item, scope, `${location}[${index}]`));
    return items;
  }
  const fields: [string, unknown][] = [];
  for (const [name, value] of Object.entries(template)) {
    fields.push([name, await fill(value, scope, `${location}/${name}`)]);
  }
  return Object.fromEntries(fields);
}
