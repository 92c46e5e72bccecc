import { describe, expect, test } from 'vitest';
import { compilePath } from '#local/asl/query/jsonpath.ts';
import { select } from '#local/asl/query/jsonpath-select.ts';
import { writePath } from '#local/asl/query/write-path.ts';

const DATA = {
  title: 'Bees',
  'odd name': 1,
  scenes: [
    { id: 1, ms: 500, tags: ['a'] },
    { id: 2, ms: 1_500 },
    { id: 3, ms: 2_500, tags: ['a', 'b'] },
  ],
};

const find = (path: string, root: unknown = DATA) => select(root, compilePath(path).segments);

test.each([
  ['$', [DATA]],
  ['$.title', ['Bees']],
  ["$['odd name']", [1]],
  ['$.scenes[0].id', [1]],
  ['$.scenes[-1].id', [3]],
  ['$.scenes[5]', []],
  ['$.scenes[*].id', [1, 2, 3]],
  ['$.scenes.*.id', [1, 2, 3]],
  ['$.scenes[1:].id', [2, 3]],
  ['$.scenes[:-1].id', [1, 2]],
  ['$.scenes[::2].id', [1, 3]],
  ['$.scenes[0,2].id', [1, 3]],
  ["$.scenes[0]['id','ms']", [1, 500]],
  ['$..id', [1, 2, 3]],
  ['$.scenes[?(@.ms > 1000)].id', [2, 3]],
  ['$.scenes[?(@.ms > 1000 && @.tags)].id', [3]],
  ["$.scenes[?(@.tags[0] == 'a')].id", [1, 3]],
  ['$.scenes[?(!(@.id == 2) || @.ms == 1500)].id', [1, 2, 3]],
  ["$.scenes[?(@.ms > 'text')].id", []],
  ['$.nothing.at.all', []],
  ['$.constructor', []],
  ['$.scenes.length', []],
])('%s finds what it should', (path, expected) => {
  expect(find(path)).toEqual(expected);
});

test.each([
  '',
  'a',
  '$.',
  '$..',
  '$.a[',
  '$.a[]',
  '$.a[?(@.x)',
  '$.a[?(@.x ==)]',
  "$.a['x]",
  '$.a b',
  '$[0:2:0]',
])('%j is refused with the place of the fault', (path) => {
  expect(() => compilePath(path)).toThrow(/at character \d+/);
});

test('a path of a megabyte is read in no time, and a deep one does not break the reader', () => {
  expect(find(`$${'.a'.repeat(200_000)}`)).toEqual([]);
  expect(() => compilePath(`$[?(${'('.repeat(2_000)}@.a${')'.repeat(2_000)})]`)).not.toThrow();
});

describe('writing at a path', () => {
  const write = (target: unknown, path: string, value: unknown) =>
    writePath(target, compilePath(path), value);

  test.each([
    [{ a: 1 }, '$.b', 2, { a: 1, b: 2 }],
    [{ a: 1 }, '$.b.c.d', 2, { a: 1, b: { c: { d: 2 } } }],
    [{ a: [1, 2] }, '$.a[1]', 3, { a: [1, 3] }],
    [{ a: 1 }, '$', 2, 2],
  ])('%j at %s', (target, path, value, expected) => {
    expect(write(target, path, value)).toEqual(expected);
  });

  test('leaves what was there as it was', () => {
    const target = { a: { b: 1 } };
    write(target, '$.a.c', 2);
    expect(target).toEqual({ a: { b: 1 } });
  });

  test('a field named __proto__ is a field', () => {
    const written = write({}, "$['__proto__'].polluted", true) as object;
    expect(Object.hasOwn(written, '__proto__')).toBe(true);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test.each([
    [1, '$.a'],
    [{ a: 'text' }, '$.a.b'],
    [{ a: null }, '$.a.b'],
    [{ a: [] }, '$.a[0]'],
  ])('through %j at %s fails', (target, path) => {
    expect(() => write(target, path, 1)).toThrow(
      expect.objectContaining({
        failure: expect.objectContaining({ error: 'States.ResultPathMatchFailure' }),
      }),
    );
  });
});
