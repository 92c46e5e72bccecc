import type { QueryLanguage, State } from '#local/asl/definition/schema.ts';
import type { Expressions } from '#local/asl/query/expressions.ts';
import { expressionIn } from '#local/asl/query/jsonata-template.ts';

interface Found {
  field: string;
  problem: string;
}

/** Fields of a state that hold other states, constants or names and no expressions of this state. */
const OPAQUE = new Set([
  'Branches',
  'ItemProcessor',
  'Iterator',
  'Result',
  'Comment',
  'Resource',
  'Label',
  'Retry',
]);

/** Fields of JSONPath that hold a whole path (or, in a Fail state, an intrinsic function). */
const isPathField = (name: string) => name.endsWith('Path') || name === 'Variable';

/** Compiles every expression of a state and tells which ones are not valid. */
export function checkExpressions(state: State, language: QueryLanguage, expressions: Expressions): Found[] {
  const found: Found[] = [];
  for (const [field, value] of Object.entries(state)) {
    if (!OPAQUE.has(field)) visit(value, field, field);
  }
  return found;

  function visit(value: unknown, field: string, name: string): void {
    if (typeof value === 'string') {
      attempt(field, () => compile(value, name));
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) visit(item, `${field}[${index}]`, '');
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) visit(item, `${field}.${key}`, key);
    }
  }

  function compile(value: string, name: string): void {
    if (language === 'JSONata') {
      const source = expressionIn(value);
      if (source !== undefined) expressions.jsonata(source);
    } else if (name.endsWith('.$') || isPathField(name)) {
      if (value.startsWith('$')) checkPath(value, name);
      else expressions.intrinsic(value);
    }
  }

  function checkPath(value: string, name: string): void {
    const path = expressions.path(value);
    const reference = path.definite && path.root.kind === 'input';
    if (name === 'ResultPath' && !reference) throw new SyntaxError('must be a reference path such as $.a.b');
  }

  function attempt(field: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      found.push({ field, problem: (error as Error).message });
    }
  }
}
