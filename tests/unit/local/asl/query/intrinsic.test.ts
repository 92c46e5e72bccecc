import { expect, test } from 'vitest';
import { compileIntrinsic } from '#local/asl/query/intrinsic.ts';
import { scopeFor } from '#tests/unit/local/asl/query/scope-for.ts';

const INPUT = { list: [1, 2, 2, 3], name: 'Ada', map: { a: 1 }, json: '{"x":[1]}' };
const evaluate = (source: string) => compileIntrinsic(source).evaluate(scopeFor(INPUT, { n: 4 }), 'x.$');

test.each([
  ["States.Format('Hello {}, {} times', $.name, $n)", 'Hello Ada, 4 times'],
  ["States.Format('\\{\\} {}', $.map)", '{} {"a":1}'],
  ["States.Format('it\\'s')", "it's"],
  ['States.StringToJson($.json)', { x: [1] }],
  ['States.JsonToString($.map)', '{"a":1}'],
  ["States.Array(1, 'a', true, null, $.map)", [1, 'a', true, null, { a: 1 }]],
  ['States.Array()', []],
  ['States.ArrayPartition($.list, 3)', [[1, 2, 2], [3]]],
  ['States.ArrayContains($.list, 3)', true],
  ['States.ArrayRange(1, 9, 4)', [1, 5, 9]],
  ['States.ArrayRange(3, 1, -1)', [3, 2, 1]],
  ['States.ArrayGetItem($.list, 3)', 3],
  ['States.ArrayLength($.list)', 4],
  ['States.ArrayUnique($.list)', [1, 2, 3]],
  ["States.Base64Encode('Zürich')", 'WsO8cmljaA=='],
  ["States.Base64Decode('WsO8cmljaA==')", 'Zürich'],
  ["States.Hash('input data', 'SHA-1')", 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
  ['States.JsonMerge($.map, States.StringToJson(\'{"a":2}\'), false)', { a: 2 }],
  ['States.MathAdd($n, -1)', 3],
  ["States.StringSplit('a,b;;c', ',;')", ['a', 'b', 'c']],
  ["States.Format('{}', $$.Execution.Name)", 'run'],
])('%s', (source, expected) => {
  expect(evaluate(source)).toEqual(expected);
});

test('randomness comes from the port: the same seed gives the same', () => {
  expect(evaluate('States.UUID()')).toBe(evaluate('States.UUID()'));
  expect(evaluate('States.UUID()')).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  const drawn = evaluate('States.MathRandom(1, 10)') as number;
  expect(drawn).toBeGreaterThanOrEqual(1);
  expect(drawn).toBeLessThan(10);
});

test.each([
  "States.Format('{} {}', 1)",
  "States.Format('{}', 1, 2)",
  "States.StringToJson('{')",
  'States.ArrayPartition($.list, 0)',
  'States.ArrayRange(0, 5000, 1)',
  'States.ArrayRange(0, 5, 0)',
  'States.ArrayGetItem($.list, 9)',
  "States.Hash('x', 'ROT-13')",
  'States.JsonMerge($.map, $.map, true)',
  "States.MathAdd('1', 2)",
])('%s fails with States.IntrinsicFailure', (source) => {
  expect(() => evaluate(source)).toThrow(
    expect.objectContaining({ failure: expect.objectContaining({ error: 'States.IntrinsicFailure' }) }),
  );
});

test.each([
  'States.Nothing()',
  'States.Format(',
  "States.Format('a' 'b')",
  'Format()',
  'States.UUID() x',
  '',
])('%j is refused when it is read', (source) => {
  expect(() => compileIntrinsic(source)).toThrow(SyntaxError);
});

test('more than ten calls within one another are refused', () => {
  const nested = (depth: number): string => (depth === 0 ? '1' : `States.Array(${nested(depth - 1)})`);
  expect(evaluate(nested(10))).toBeDefined();
  expect(() => compileIntrinsic(nested(11))).toThrow(SyntaxError);
});
