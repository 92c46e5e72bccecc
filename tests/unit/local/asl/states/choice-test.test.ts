import { describe, expect, test } from 'vitest';
import { holds, matches } from '#local/asl/states/choice-test.ts';
import { parseTimestamp } from '#local/asl/timestamp.ts';
import { scopeFor } from '#tests/unit/local/asl/query/scope-for.ts';

const INPUT = { n: 5, m: 7, s: 'abc', t: '2026-01-01T00:00:00Z', b: true, nil: null };

test.each([
  [{ Variable: '$.n', NumericEquals: 5 }, true],
  [{ Variable: '$.n', NumericLessThanPath: '$.m' }, true],
  [{ Variable: '$.n', NumericGreaterThanEquals: 6 }, false],
  [{ Variable: '$.s', NumericEquals: 5 }, false],
  [{ Variable: '$.s', StringGreaterThan: 'abb' }, true],
  [{ Variable: '$.s', StringLessThanEquals: 'abc' }, true],
  [{ Variable: '$.s', StringMatches: 'a*c' }, true],
  [{ Variable: '$.b', BooleanEquals: true }, true],
  [{ Variable: '$.t', TimestampEquals: '2026-01-01T01:00:00+01:00' }, true],
  [{ Variable: '$.t', TimestampLessThan: '2025-01-01T00:00:00Z' }, false],
  [{ Variable: '$.nil', IsNull: true }, true],
  [{ Variable: '$.none', IsPresent: false }, true],
  [{ Variable: '$.nil', IsPresent: true }, true],
  [{ Variable: '$.n', IsNumeric: true }, true],
  [{ Variable: '$.s', IsString: false }, false],
  [{ Variable: '$.b', IsBoolean: true }, true],
  [{ Variable: '$.t', IsTimestamp: true }, true],
  [{ Not: { Variable: '$.n', NumericEquals: 5 } }, false],
  [
    {
      Or: [
        { Variable: '$.n', NumericEquals: 1 },
        { Variable: '$.n', NumericEquals: 5 },
      ],
    },
    true,
  ],
  [
    {
      And: [
        { Variable: '$.none', IsPresent: true },
        { Variable: '$.none', NumericEquals: 1 },
      ],
    },
    false,
  ],
])('%j is %s', (rule, expected) => {
  expect(holds(rule, scopeFor(INPUT))).toBe(expected);
});

test('a variable that is not there fails with States.Runtime', () => {
  expect(() => holds({ Variable: '$.none', NumericEquals: 1 }, scopeFor(INPUT))).toThrow(
    expect.objectContaining({ failure: expect.objectContaining({ error: 'States.Runtime' }) }),
  );
});

describe('StringMatches', () => {
  test.each([
    ['log-2026.txt', 'log-*.txt', true],
    ['log-2026.txt', '*', true],
    ['', '*', true],
    ['a*c', 'a\\*c', true],
    ['abc', 'a\\*c', false],
    ['a\\c', 'a\\\\c', true],
    ['abcabc', '*abc', true],
    ['ab', 'abc', false],
    ['line\nbreak', 'line*', true],
  ])('%j by %j is %s', (text, pattern, expected) => {
    expect(matches(text, pattern)).toBe(expected);
  });

  test('cannot be made to hang', () => {
    expect(matches('a'.repeat(3_000), `${'*a'.repeat(500)}*b`)).toBe(false);
  });
});

test.each([
  ['2026-02-28T23:59:59Z', true],
  ['2024-02-29T00:00:00.123456789+02:00', true],
  ['2026-02-29T00:00:00Z', false],
  ['2026-13-01T00:00:00Z', false],
  ['2026-01-01T24:00:00Z', false],
  ['2026-01-01 00:00:00Z', false],
  ['2026-01-01T00:00:00', false],
  [20260101, false],
  [undefined, false],
])('%j is a timestamp: %s', (text, expected) => {
  expect(parseTimestamp(text) !== undefined).toBe(expected);
});
