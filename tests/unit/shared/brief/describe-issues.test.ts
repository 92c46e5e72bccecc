import { expect, test } from 'vitest';
import * as z from 'zod';
import { describeIssues } from '#shared/brief/describe-issues.ts';

const say = (schema: z.ZodType, value: unknown) => {
  const { error } = schema.safeParse(value);
  return error ? describeIssues(error) : '';
};

test('each field is named with what is the matter', () => {
  const schema = z.strictObject({
    options: z.strictObject({ duration: z.number().min(5) }),
    title: z.string(),
  });
  expect(say(schema, { options: { duration: 4 }, title: 1 })).toBe(
    'options.duration must be at least 5; title must be a text',
  );
});

test.each([
  ['a field that is not there', z.strictObject({ n: z.number() }), {}, 'n is missing'],
  [
    'a field that does not exist',
    z.strictObject({ o: z.strictObject({}) }),
    { o: { x: 1 } },
    'there is no field o.x',
  ],
  ['a choice', z.strictObject({ e: z.enum(['a', 'b']) }), { e: 'c' }, 'e must be one of a, b'],
  ['a fraction', z.strictObject({ i: z.int() }), { i: 1.5 }, 'i must be a whole number'],
  ['an empty text', z.strictObject({ t: z.string().min(1) }), { t: '' }, 't may not be empty'],
  [
    'a long text',
    z.strictObject({ t: z.string().max(2_000) }),
    { t: 'x'.repeat(2_001) },
    't must have at most 2,000 characters',
  ],
  [
    'a long list',
    z.strictObject({ l: z.array(z.int()).max(1) }),
    { l: [1, 2] },
    'l must have at most 1 entries',
  ],
  [
    'what is no address',
    z.strictObject({ u: z.url() }),
    { u: 'q' },
    'u must be an address such as https://example.org/page',
  ],
  ['a form', z.strictObject({ r: z.string().regex(/^x/) }), { r: 'y' }, 'r is not written as it must be'],
  [
    'one of several kinds',
    z.strictObject({ k: z.union([z.int(), z.boolean()]) }),
    { k: 'y' },
    'k is none of what can stand there',
  ],
  ['something else altogether', z.strictObject({}), [], 'it must be an object with fields'],
  [
    'our own sentence',
    z.strictObject({ r: z.string().regex(/^x/, 'give an x') }),
    { r: 'y' },
    'r: give an x',
  ],
])('%s is told in words that are not of the program', (_, schema, value, says) => {
  expect(say(schema, value)).toBe(says);
});

test('a sentence of a schema has no field and no second full stop', () => {
  expect(
    say(
      z.string().refine(() => false, 'One is needed.'),
      '',
    ),
  ).toBe('One is needed');
});

test('of many mistakes five are named, of a long one 500 characters', () => {
  const many = say(
    z.array(z.string()),
    Array.from({ length: 9 }, () => 1),
  );
  expect(many.split('; ')).toHaveLength(6);
  expect(many).toMatch(/; and 4 more$/);
  expect(say(z.strictObject({}), { ['x'.repeat(9_000)]: 1 })).toHaveLength(500);
});
