import {
  type ChoiceTest,
  COMPARISONS,
  operatorOf,
  type TypeTest,
} from '#local/asl/definition/choice-schema.ts';
import { runtimeFailure } from '#local/asl/failure.ts';
import { NOTHING, readPath } from '#local/asl/query/read-path.ts';
import type { Scope } from '#local/asl/query/scope.ts';
import { parseTimestamp } from '#local/asl/timestamp.ts';

/** Whether a rule or test of JSONPath holds. Fails with `States.Runtime` when its variable is not there. */
export function holds(test: ChoiceTest, scope: Scope): boolean {
  if (test.And) return test.And.every((inner) => holds(inner, scope));
  if (test.Or) return test.Or.some((inner) => holds(inner, scope));
  if (test.Not) return !holds(test.Not, scope);
  const operator = operatorOf(test) ?? '';
  const expected = test[operator];
  const value = readPath(scope.expressions.path(test.Variable ?? '$'), scope);
  if (operator === 'IsPresent') return (value !== NOTHING) === expected;
  if (value === NOTHING) throw missing(test.Variable ?? '$');
  if (operator in TYPES) return TYPES[operator as keyof typeof TYPES](value) === expected;
  if (operator === 'StringMatches') return typeof value === 'string' && matches(value, String(expected));
  const comparison = COMPARISONS[operator];
  if (comparison === undefined) return false;
  const right = comparison.path ? required(String(expected), scope) : expected;
  const order = compare(comparison.kind, value, right);
  return order !== undefined && ORDERS[comparison.ordering](order);
}

const TYPES: Record<Exclude<TypeTest, 'IsPresent'>, (value: unknown) => boolean> = {
  IsNull: (value) => value === null,
  IsNumeric: (value) => typeof value === 'number',
  IsString: (value) => typeof value === 'string',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: (value) => parseTimestamp(value) !== undefined,
};

const ORDERS = {
  Equals: (order: number) => order === 0,
  LessThan: (order: number) => order < 0,
  GreaterThan: (order: number) => order > 0,
  LessThanEquals: (order: number) => order <= 0,
  GreaterThanEquals: (order: number) => order >= 0,
};

/** Below, equal to or above 0 like left and right; undefined when they are not both of that kind. */
function compare(kind: string, left: unknown, right: unknown): number | undefined {
  if (kind === 'Timestamp') return compare('Numeric', parseTimestamp(left), parseTimestamp(right));
  const type = kind === 'Numeric' ? 'number' : kind.toLowerCase();
  if (typeof left !== type || typeof right !== type) return undefined;
  const [first, second] = [left as number, right as number];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

function required(path: string, scope: Scope): unknown {
  const value = readPath(scope.expressions.path(path), scope);
  if (value === NOTHING) throw missing(path);
  return value;
}

function missing(path: string) {
  return runtimeFailure(
    `Invalid path '${path}': The choice state's condition path references an invalid value.`,
  );
}

/**
 * Whether `pattern`, in which `*` stands for anything and `\*` for itself, matches the whole text. Greedy search with
 * one point to go back to: at worst length × length steps, so no pattern can hang the engine.
 */
export function matches(text: string, pattern: string): boolean {
  const tokens = [...pattern.matchAll(/\\([*\\])|\*|./gsu)].map(([token, escaped]) => ({
    any: token === '*',
    character: escaped ?? token,
  }));
  const characters = [...text];
  let [at, token, star, mark] = [0, 0, -1, 0];
  while (at < characters.length) {
    const expected = tokens[token];
    if (expected?.any) {
      [star, mark] = [token++, at];
    } else if (expected !== undefined && expected.character === characters[at]) {
      at++;
      token++;
    } else if (star >= 0) {
      [token, at] = [star + 1, ++mark];
    } else return false;
  }
  return tokens.slice(token).every((rest) => rest.any);
}
