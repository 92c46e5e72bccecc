import { STATES, StateFailure } from '#local/asl/failure.ts';
import { type Cursor, openCursor } from '#local/asl/query/cursor.ts';
import { INTRINSICS } from '#local/asl/query/intrinsic-functions.ts';
import { type CompiledPath, pathAt } from '#local/asl/query/jsonpath.ts';
import { requirePath } from '#local/asl/query/read-path.ts';
import type { Scope } from '#local/asl/query/scope.ts';

type Argument =
  | { kind: 'literal'; value: unknown }
  | { kind: 'path'; path: CompiledPath }
  | { kind: 'call'; call: Call };

interface Call {
  name: string;
  arguments: readonly Argument[];
}

/** A call such as `States.Format('{}', $.name)`, parsed. `field` is the place in the definition, for AWS's texts. */
export interface Intrinsic {
  evaluate(scope: Scope, field: string): unknown;
}

/** AWS: at most ten calls within one another. */
const MAX_NESTING = 10;

/** Parses a call of an intrinsic function; throws `SyntaxError` also for a function that does not exist. */
export function compileIntrinsic(source: string): Intrinsic {
  const cursor = openCursor(source.trim());
  const call = callAt(cursor, 1);
  cursor.end();
  return { evaluate: (scope, field) => evaluateCall(call, scope, field) };
}

function callAt(cursor: Cursor, depth: number): Call {
  if (depth > MAX_NESTING) throw cursor.fault(`at most ${MAX_NESTING} nested calls`);
  const name = cursor.match(/States\.\w+/y);
  if (name === undefined || !Object.hasOwn(INTRINSICS, name)) throw cursor.fault('an intrinsic function');
  cursor.expect('(');
  const args: Argument[] = [];
  cursor.space();
  if (cursor.take(')')) return { name, arguments: args };
  for (;;) {
    cursor.space();
    args.push(argumentAt(cursor, depth));
    cursor.space();
    if (cursor.take(')')) return { name, arguments: args };
    cursor.expect(',');
  }
}

function argumentAt(cursor: Cursor, depth: number): Argument {
  if (cursor.peek() === '$') return { kind: 'path', path: pathAt(cursor) };
  if (cursor.peek() === 'S') return { kind: 'call', call: callAt(cursor, depth + 1) };
  const text = cursor.match(/'(?:[^'\\]|\\.)*'/sy);
  if (text !== undefined) return { kind: 'literal', value: text.slice(1, -1).replace(/\\(['\\])/g, '$1') };
  const other = cursor.match(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true\b|false\b|null\b/y);
  if (other === undefined) throw cursor.fault('an argument');
  return { kind: 'literal', value: JSON.parse(other) };
}

function evaluateCall(call: Call, scope: Scope, field: string): unknown {
  const values = call.arguments.map((argument) => {
    if (argument.kind === 'literal') return argument.value;
    if (argument.kind === 'call') return evaluateCall(argument.call, scope, field);
    return requirePath(argument.path.source, field, scope);
  });
  const apply = INTRINSICS[call.name as keyof typeof INTRINSICS];
  try {
    return apply(values, scope.functions);
  } catch (error) {
    if (!(error instanceof RangeError) && !(error instanceof SyntaxError)) throw error;
    throw new StateFailure(
      { error: STATES.intrinsic, cause: `The function '${call.name}' failed: ${error.message}` },
      { inState: true },
    );
  }
}
