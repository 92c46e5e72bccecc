import jsonata from 'jsonata';
import { queryFailure } from '#local/asl/failure.ts';
import type { Scope } from '#local/asl/query/scope.ts';

/** A JSONata expression, compiled. `location` is the field of the definition, for AWS's texts. */
export interface CompiledJsonata {
  /** Gives plain data or fails with `States.QueryEvaluationError`. */
  evaluate(scope: Scope, location: string): unknown;
}

/** Guards of one evaluation: depth of calls, length of a sequence, and time for loops that never end (ms). */
const LIMITS = { stack: 1_000, sequence: 1_000_000, timeout: 5_000 };

/** A path whose meaning needs no interpreter: `$states.input.a.b`, `$name.a`. */
const PLAIN_PATH = /^\$(?!\$)([A-Za-z_]\w*)((?:\.(?!(?:and|or|in)\b)[A-Za-z_]\w*)*)$/;

/** Compiles what stands between `{%` and `%}`; throws `SyntaxError`. */
export function compileJsonata(source: string): CompiledJsonata {
  const trimmed = source.trim();
  const expression = parse(trimmed);
  const plain = PLAIN_PATH.exec(trimmed);
  const names = plain ? (plain[2] ?? '').split('.').slice(1) : [];
  const interpret = (scope: Scope, location: string) => run(expression, trimmed, scope, location);
  if (plain === null) return { evaluate: interpret };
  const root = plain[1] ?? '';
  return {
    evaluate(scope, location) {
      const value = walk(root, names, scope);
      return value === UNSURE ? interpret(scope, location) : value;
    },
  };
}

function parse(source: string): jsonata.Expression {
  try {
    const expression = jsonata(source, LIMITS);
    expression.assign('eval', undefined);
    return expression;
  } catch (error) {
    throw new SyntaxError((error as { message?: string }).message ?? 'not a JSONata expression');
  }
}

const UNSURE = Symbol('unsure');

/** Follows a plain path through objects. Arrays, functions and missing values are left to the interpreter. */
function walk(root: string, names: readonly string[], scope: Scope): unknown {
  let value: unknown;
  if (root === 'states') value = statesOf(scope);
  else if (Object.hasOwn(scope.variables, root)) value = scope.variables[root];
  else return UNSURE;
  for (const name of names) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return UNSURE;
    if (!Object.hasOwn(value, name)) return UNSURE;
    value = (value as Record<string, unknown>)[name];
  }
  return value === undefined ? UNSURE : value;
}

function statesOf(scope: Scope): object {
  return {
    input: scope.input,
    ...(scope.result === undefined ? {} : { result: scope.result }),
    ...(scope.errorOutput === undefined ? {} : { errorOutput: scope.errorOutput }),
    get context() {
      return scope.context();
    },
  };
}

async function run(
  expression: jsonata.Expression,
  source: string,
  scope: Scope,
  location: string,
): Promise<unknown> {
  const said = `The JSONata expression '${source}' specified for the field '${location}'`;
  let value: unknown;
  try {
    const bindings = { ...scope.functions.jsonata, ...scope.variables, states: statesOf(scope) };
    value = await expression.evaluate(undefined, bindings);
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    const reason = code === undefined ? message : `${code}: ${message}`;
    throw queryFailure(`${said} threw an error during evaluation. ${reason}`, location);
  }
  if (value === undefined) throw queryFailure(`${said} returned nothing (undefined).`, location);
  if (isFunction(value)) throw queryFailure(`${said} returned an unsupported result type.`, location);
  return value;
}

function isFunction(value: unknown): boolean {
  if (typeof value === 'function') return true;
  if (typeof value !== 'object' || value === null) return false;
  return '_jsonata_function' in value || '_jsonata_lambda' in value || value instanceof RegExp;
}
