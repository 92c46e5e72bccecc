import { type Cursor, literalAt } from '#local/asl/query/cursor.ts';
import { type Segment, segmentsAt } from '#local/asl/query/jsonpath.ts';
import { select } from '#local/asl/query/jsonpath-select.ts';

/** The condition of a filter `[?( … )]`: tells whether an element stays. */
export type Filter = (element: unknown) => boolean;

type Operand = (element: unknown) => unknown;

/** Parses `or` of `and` of comparisons, existence tests, negations and groups; throws `SyntaxError`. */
export function filterAt(cursor: Cursor): Filter {
  const either = [allAt(cursor)];
  while (cursor.take('||')) either.push(allAt(cursor));
  return (element) => either.some((filter) => filter(element));
}

function allAt(cursor: Cursor): Filter {
  const all = [testAt(cursor)];
  while (cursor.take('&&')) all.push(testAt(cursor));
  return (element) => all.every((filter) => filter(element));
}

function testAt(cursor: Cursor): Filter {
  cursor.space();
  const filter = plainTestAt(cursor);
  cursor.space();
  return filter;
}

function plainTestAt(cursor: Cursor): Filter {
  if (cursor.take('!')) {
    const inner = testAt(cursor);
    return (element) => !inner(element);
  }
  if (cursor.take('(')) {
    const inner = filterAt(cursor);
    cursor.expect(')');
    return inner;
  }
  const left = operandAt(cursor);
  cursor.space();
  const operator = cursor.match(/==|!=|<=|>=|<|>/y);
  if (operator === undefined) return (element) => left(element) !== undefined;
  cursor.space();
  const right = operandAt(cursor);
  return (element) => compare(operator, left(element), right(element));
}

function operandAt(cursor: Cursor): Operand {
  if (!cursor.take('@')) {
    const literal = literalAt(cursor);
    return () => literal;
  }
  const segments: readonly Segment[] = segmentsAt(cursor);
  return (element) => select(element, segments)[0];
}

function compare(operator: string, left: unknown, right: unknown): boolean {
  if (operator === '==') return left === right;
  if (operator === '!=') return left !== right;
  const ordered =
    (typeof left === 'number' && typeof right === 'number') ||
    (typeof left === 'string' && typeof right === 'string');
  if (!ordered) return false;
  if (operator === '<') return left < right;
  if (operator === '<=') return left <= right;
  return operator === '>' ? left > right : left >= right;
}
