import { describe, expect, test } from 'vitest';
import { evaluateTemplate } from '#local/asl/query/jsonata-template.ts';
import { scopeFor } from '#tests/unit/local/asl/query/scope-for.ts';

const INPUT = {
  list: [{ n: 1 }, { n: 2 }],
  one: [7],
  name: 'Ada',
  nothing: null,
  deep: { and: 1, a: { b: 2 } },
};
const evaluate = async (template: unknown, variables = {}) =>
  (await evaluateTemplate(template, scopeFor(INPUT, variables), 'Output')).value;

describe('an expression', () => {
  test.each([
    ['$states.input.name', 'Ada'],
    ['$states.input.deep.a.b', 2],
    ['$states.input.deep.`and`', 1],
    ['$states.input.nothing', null],
    ['$states.input.one', [7]],
    ['$states.input.list.n', [1, 2]],
    ['$states.input.list[n=2].n', 2],
    ['$states.context.Execution.Name', 'run'],
    ['$count', 3],
    ['$partition([1,2,3,4,5], 2)', [[1, 2], [3, 4], [5]]],
    ['$range(0, 10, 5)', [0, 5, 10]],
    ['$parse(\'{"a":[1]}\')', { a: [1] }],
    ["$hash('input data', 'SHA-1')", 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
    ["$random('seed') = $random('seed')", true],
    ["$random('seed') = $random('other')", false],
    ['$now()', '2026-11-20T12:12:58.000Z'],
    ['$millis()', Date.UTC(2026, 10, 20, 12, 12, 58)],
  ])('%s', async (source, expected) => {
    expect(await evaluate(`{% ${source} %}`, { count: 3 })).toEqual(expected);
  });

  test('$uuid is drawn from the random port', async () => {
    expect(await evaluate('{% $uuid() %}')).toBe(await evaluate('{% $uuid() %}'));
  });

  test.each([
    ['$states.input.missing', /returned nothing \(undefined\)/],
    ['$unknown', /returned nothing \(undefined\)/],
    ['$sum', /unsupported result type/],
    ["'a' + 1", /threw an error during evaluation/],
    ["$eval('1')", /threw an error during evaluation/],
    ['$states.input.constructor', /returned nothing/],
    ["$parse('{')", /threw an error during evaluation/],
  ])('%s fails with States.QueryEvaluationError', async (source, cause) => {
    await expect((async () => evaluate({ a: [`{% ${source} %}`] }))()).rejects.toMatchObject({
      location: 'Output/a[0]',
      failure: { error: 'States.QueryEvaluationError', cause: expect.stringMatching(cause) },
    });
  });

  test('that calls itself without end is ended', async () => {
    await expect(
      (async () => evaluate('{% ($f := function($x) { 1 + $f($x) }; $f(1)) %}'))(),
    ).rejects.toMatchObject({
      failure: { error: 'States.QueryEvaluationError' },
    });
  });
});

describe('a template', () => {
  test('keeps everything that is not an expression from end to end', async () => {
    const template = { a: ' {% 1 %}', b: ['{% 1 %} ', null, 1], c: '$.path', 'd.$': '$' };
    expect(await evaluate(template)).toEqual(template);
  });

  test('evaluates texts at any depth and makes plain data of them', async () => {
    const value = await evaluate({ a: [{ b: '{% $states.input.list %}' }] });
    expect(value).toEqual({ a: [{ b: INPUT.list }] });
    expect(Object.getOwnPropertyNames((value as { a: { b: object }[] }).a[0]?.b)).not.toContain('sequence');
  });

  test('never changes its input', async () => {
    const before = structuredClone(INPUT);
    await evaluate('{% $append($states.input.one, 8) %}');
    await evaluate('{% $states.input ~> |deep|{"a": 0}| %}');
    expect(INPUT).toEqual(before);
  });
});
